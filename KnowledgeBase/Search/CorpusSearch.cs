using Lucene.Net.Store;

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
    private readonly RAMDirectory directory = new();
    private readonly SearchIndex index;

    private CorpusSearch(IEnumerable<CorpusDocument> documents, Weights weights)
    {
        var texts = documents.Select(document => new SearchText(document.Id, document.Title, document.Theme, "", document.Text, []));
        IndexWriting.Write(directory, texts, "corpus", CancellationToken.None);
        index = new SearchIndex(directory, weights, Synonyms.Everyday);
    }

    /// <summary>Indexes a corpus into a temporary place, gone on <see cref="Dispose"/>.</summary>
    public static CorpusSearch Index(IEnumerable<CorpusDocument> documents) => new(documents, new Weights());

    /// <summary>With other weights, to measure them.</summary>
    internal static CorpusSearch Index(IEnumerable<CorpusDocument> documents, Weights weights) => new(documents, weights);

    /// <summary>The documents for a question, best first.</summary>
    public IReadOnlyList<CorpusHit> Find(string query, int take) =>
        index.Rank(query, take).ConvertAll(ranked => new CorpusHit(ranked.Id, ranked.Score));

    /// <inheritdoc/>
    public void Dispose()
    {
        index.Dispose();
        directory.Dispose();
    }
}
