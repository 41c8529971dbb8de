namespace BrigadeNumerique.Handoff.Desk.Writing;

/// <summary>The slot for articles: the host fills it, since this module knows no article.</summary>
public interface IArticleShelf
{
    /// <summary>Published articles that may answer these words, best first.</summary>
    /// <param name="query">As an operator types them.</param>
    /// <param name="take">How many at most.</param>
    IReadOnlyList<ShelvedArticle> Find(string query, int take);
}

/// <summary>An article that an operator may give.</summary>
/// <param name="Path">Its address on this site, from the slash on.</param>
/// <param name="Title">The question it answers.</param>
/// <param name="Summary">The answer in brief, plain text.</param>
public sealed record ShelvedArticle(string Path, string Title, string Summary);
