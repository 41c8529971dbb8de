namespace BrigadeNumerique.KnowledgeBase.Articles;

/// <summary>Who writes and publishes.</summary>
/// <param name="Id">The account, which stays the same when the name changes; at most 64 characters.</param>
/// <param name="Name">As colleagues read it; at most 100 characters.</param>
public sealed record Editor(string Id, string Name)
{
    /// <summary>The articles that come with the product: an account can have no such identifier.</summary>
    public static Editor Seed { get; } = new("seed", "Fiches du logiciel");

    /// <summary>What an import brought in: whoever may run it on the server answers for it, without a second person.</summary>
    public static Editor Import { get; } = new("import", "Import");
}
