namespace BrigadeNumerique.KnowledgeBase.Articles;

/// <summary>Who writes and publishes.</summary>
/// <param name="Id">The account, which stays the same when the name changes; at most 64 characters.</param>
/// <param name="Name">As colleagues read it; at most 100 characters.</param>
public sealed record Editor(string Id, string Name)
{
    /// <summary>The articles that come with the product: an account can have no such identifier.</summary>
    public static Editor Seed { get; } = new("seed", "Fiches du logiciel");
}
