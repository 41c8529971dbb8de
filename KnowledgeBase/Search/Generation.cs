using Lucene.Net.Store;
using Markdig;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>What is public, and the index of exactly that: both change together.</summary>
internal sealed class Generation : IDisposable
{
    private const string WordsFolder = "words", AskingsFile = "askings.bin";

    private readonly Dictionary<string, int?> exact = new(StringComparer.Ordinal);
    private readonly string[] ids;

    private Generation(Published published, Lucene.Net.Store.Directory directory, Askings askings, Weights? weights = null)
    {
        Published = published;
        Askings = askings;
        ids = [.. published.Articles.Select(article => article.Slug)];
        Index = new SearchIndex(directory, weights ?? new Weights(), published.Synonyms);
        Titles = new Titles(published);
        for (var owner = 0; owner < published.Articles.Count; owner++)
        {
            var content = published.Articles[owner].Content;
            foreach (var words in content.Variants.Prepend(content.Question)) Remember(words, owner);
        }
    }

    private Generation(Generation same, Synonyms synonyms)
    {
        (exact, ids, Askings, Titles) = (same.exact, same.ids, same.Askings, same.Titles);
        (Published, Index) = (same.Published.With(synonyms), same.Index.With(synonyms));
    }

    public Published Published { get; }

    public SearchIndex Index { get; }

    public Askings Askings { get; }

    public Titles Titles { get; }

    /// <summary>What an index of these articles is made from: other articles or another build make another index.</summary>
    public static string StampOf(Published published) => $"{published.Highest}-{typeof(Generation).Module.ModuleVersionId:N}";

    /// <summary>Opens a written index.</summary>
    /// <exception cref="InvalidDataException">It was made from something else.</exception>
    public static Generation Open(Published published, string path)
    {
        // A megabyte, looked up a hundred times a question: bytes in memory answer several times faster than mapped files here.
        using var folder = FSDirectory.Open(Path.Combine(path, WordsFolder));
        var generation = new Generation(published, new RAMDirectory(folder, IOContext.READ_ONCE), Askings.Read(published.Articles, Path.Combine(path, AskingsFile)));
        if (generation.Index.Stamp == StampOf(published) && generation.Index.Count == published.Articles.Count) return generation;
        generation.Dispose();
        throw new InvalidDataException("The index was made from other articles.");
    }

    /// <summary>Indexes in memory: for a draft, for what was published this second, for tests and measures.</summary>
    public static Generation InMemory(Published published, Weights? weights = null, Askings? askings = null, CancellationToken cancellationToken = default)
    {
        var learnt = askings is null ? Task.Run(() => Askings.Learn(published.Articles, cancellationToken), cancellationToken) : Task.FromResult(askings);
        var directory = new RAMDirectory();
        Write(published, directory, cancellationToken);
        return new Generation(published, directory, learnt.GetAwaiter().GetResult(), weights);
    }

    /// <summary>Other articles, at once: their words are indexed, what was learnt from the ways of asking is still that of before.</summary>
    public static Generation Following(Generation before, Published published) =>
        InMemory(published, askings: before.Askings.CarriedTo(before.Published.Articles, published.Articles));

    /// <summary>The same articles and the same learning, found with other everyday words: these are read with the question, so that nothing is indexed or learnt anew. Both are disposed, each for itself.</summary>
    public Generation With(Synonyms synonyms) => new(this, synonyms);

    /// <summary>Writes the index into an empty folder.</summary>
    public static void Write(Published published, string path, CancellationToken cancellationToken)
    {
        var learnt = Task.Run(() => Askings.Learn(published.Articles, cancellationToken), cancellationToken);
        using var directory = FSDirectory.Open(Path.Combine(path, WordsFolder));
        Write(published, directory, cancellationToken);
        learnt.GetAwaiter().GetResult().Write(Path.Combine(path, AskingsFile));
    }

    /// <summary>The articles for a question, weighed.</summary>
    public Judgement Judge(string question)
    {
        var asked = Traces.LeftOutOf(question);
        return Judgement.Of(Index.Rank(asked, Published.Articles.Count), Askings.Of(asked), ids);
    }

    /// <summary>The articles which answer a question on a day, best first.</summary>
    public SearchResult Find(string question, int take, DateOnly today)
    {
        var (ranking, confidence) = Weigh(question);
        if (ranking.Count == 0) return SearchResult.Nothing;
        var articles = Published.Articles;
        var expired = !articles[ranking[0].Owner].MayBeAnswered(today);
        var sure = confidence >= Judgement.Threshold;
        var passages = new List<Passage>(Math.Max(0, Math.Min(take, ranking.Count)));
        foreach (var ranked in ranking)
        {
            if (passages.Count >= take) break;
            if (articles[ranked.Owner].MayBeAnswered(today)) passages.Add(articles[ranked.Owner].ToPassage(ranked.Score));
        }

        return expired
            ? new SearchResult(passages, 0, false, sure)
            : new SearchResult(passages, confidence, passages.Count > 0 && sure, false);
    }

    /// <summary>All articles for a question, past their date or not, and how sure the first one is.</summary>
    public (List<Ranked> Ranking, double Confidence) Weigh(string question)
    {
        var judgement = Judge(question);
        var ranking = judgement.Ranking;
        if (Exactly(question) is not { } typed) return (ranking, judgement.Confidence);
        var known = ranking.FindIndex(ranked => ranked.Owner == typed);
        if (known >= 0) ranking.RemoveAt(known);
        ranking.Insert(0, new Ranked(typed, ids[typed], 1, 1, 1, 1));
        return (ranking, Judgement.Exact);
    }

    /// <summary>The article whose title or variant was typed back, word for word.</summary>
    public int? Exactly(string question) => exact.GetValueOrDefault(Key(question));

    /// <summary>Its directory is memory alone, and may be read by another generation with other everyday words: nothing of it has to be closed.</summary>
    public void Dispose() => Index.Dispose();

    internal static SearchText TextOf(PublishedArticle article, string theme) => new(
        article.Slug, article.Content.Question, theme, article.Content.Short, Markdown.ToPlainText(article.Content.Body), article.Content.Variants);

    private static void Write(Published published, Lucene.Net.Store.Directory directory, CancellationToken cancellationToken) =>
        IndexWriting.Write(directory, published.Articles.Select(article => TextOf(article, published.Topic(article.Content.Theme)?.Title ?? "")), StampOf(published), cancellationToken);

    private static string Key(string words) => string.Join(' ', French.Forms(words.Length > 400 ? words[..400] : words));

    private void Remember(string words, int owner)
    {
        var key = Key(words);
        exact[key] = exact.TryGetValue(key, out var other) && other != owner ? null : owner;
    }
}
