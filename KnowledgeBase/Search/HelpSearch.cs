using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Finds what is published. Safe to use from many threads; a search takes about a millisecond.</summary>
public sealed class HelpSearch(TimeProvider clock) : IDisposable
{
    private Generation? current;

    /// <summary>All that is public now.</summary>
    internal Published Published => Volatile.Read(ref current)?.Published ?? Published.Nothing;

    /// <summary>The articles which answer a question, best first.</summary>
    /// <param name="query">A citizen's own words, of any length: text, never a query language.</param>
    /// <param name="take">How many at most.</param>
    public SearchResult Find(string query, int take)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Use(generation => generation.Find(query, take, Today), SearchResult.Nothing);
    }

    /// <summary>One article by its slug; null when it is not published or past its date.</summary>
    public Passage? Find(string slug)
    {
        ArgumentNullException.ThrowIfNull(slug);
        return Published.Find(slug) is { } article && article.MayBeAnswered(Today) ? article.ToPassage(1) : null;
    }

    /// <summary>The part of an article which answers a further question about it, as plain Markdown; null when nothing in it does.</summary>
    /// <param name="slug">The article spoken of.</param>
    /// <param name="query">« et c’est payant ? »</param>
    public string? Within(string slug, string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var published = Published;
        return published.Find(slug) is { } article && article.MayBeAnswered(Today) ? Parts.Best(article.Content, query, published.Synonyms) : null;
    }

    /// <summary>What an answer to a question may be worded from: the short answer of an article, then the parts of it that are nearest to the question.</summary>
    /// <param name="slug">The article.</param>
    /// <param name="query">The question.</param>
    /// <param name="take">How many at most.</param>
    /// <returns>Empty when it is not published or past its date.</returns>
    public IReadOnlyList<string> Extracts(string slug, string query, int take)
    {
        ArgumentNullException.ThrowIfNull(query);
        var published = Published;
        return published.Find(slug) is { } article && article.MayBeAnswered(Today) ? [article.Content.Short, .. Parts.Nearest(article.Content, query, published.Synonyms, take - 1)] : [];
    }

    /// <summary>What one word alone may be about; null where a question says more, or where few articles have the word.</summary>
    /// <param name="query">« amende », « un vol ».</param>
    /// <param name="take">How many articles at most.</param>
    public BroadWord? Broad(string query, int take)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Use(generation => Broad(generation, query, take), null);
    }

    /// <summary>What somebody who typed so far may be about to ask, likeliest first.</summary>
    /// <param name="typed">The beginning of a question, of any length; under two letters nothing is suggested.</param>
    /// <param name="take">How many at most.</param>
    public IReadOnlyList<Suggestion> Suggest(string typed, int take)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return Use(generation => Suggest(generation, typed, take), []);
    }

    /// <summary>An article in another language; null where nobody has translated it.</summary>
    /// <param name="slug">The article.</param>
    /// <param name="language">ISO 639-1 code.</param>
    public ArticleTranslation? Translation(string slug, string language) => Published.Find(slug)?.Content.Translations.GetValueOrDefault(language);

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref current, null)?.Dispose();

    /// <summary>Other articles on the same matter: what its own question finds, as long as it is not much farther.</summary>
    internal IReadOnlyList<Passage> Related(PublishedArticle article, int take)
    {
        // By the words alone: what the ways of asking tell apart is what belongs together here.
        var found = Use(generation => generation.Index.Rank(article.Content.Question, (2 * take) + 1).ConvertAll(ranked => (Article: generation.Published.Articles[ranked.Owner], ranked.Score)), []);
        return [.. found.Where(other => other.Article.Slug != article.Slug && other.Score >= 0.3 * found[0].Score && other.Article.MayBeAnswered(Today)).Take(take).Select(other => other.Article.ToPassage(other.Score))];
    }

    /// <summary>Puts a new generation in the place of the old one, which is closed when its last search is done.</summary>
    internal void Swap(Generation next) => Interlocked.Exchange(ref current, next)?.Dispose();

    /// <summary>The day in Paris.</summary>
    internal DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Paris).DateTime);

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>What is served now, as long as it is used; null before the first index.</summary>
    internal Generation? Served => Volatile.Read(ref current);

    /// <summary>A search in what is served now.</summary>
    internal T Use<T>(Func<Generation, T> search, T nothing)
    {
        while (Volatile.Read(ref current) is { } generation)
        {
            // Swapped out between the two lines: the next one is there already.
            if (!generation.Index.Enter()) continue;
            try
            {
                return search(generation);
            }
            finally
            {
                generation.Index.Leave();
            }
        }

        return nothing;
    }

    private BroadWord? Broad(Generation generation, string query, int take)
    {
        if (query.Length > 60 || generation.Exactly(query) is not null || generation.Titles.OneWord(query, generation.Published.Synonyms) is not { } one) return null;
        var today = Today;
        var articles = generation.Published.Articles;
        var order = generation.Judge(query).Ranking.ConvertAll(ranked => ranked.Owner);
        var having = one.Owners.Where(owner => articles[owner].MayBeAnswered(today)).OrderBy(owner => order.IndexOf(owner) is >= 0 and var place ? place : int.MaxValue).ToList();
        if (having.Count < BroadWord.Least) return null;
        var theme = having.CountBy(owner => articles[owner].Content.Theme).MaxBy(count => count.Value);
        return new BroadWord(
            one.Word, 2 * theme.Value >= having.Count ? generation.Published.Topic(theme.Key) : null, [.. having.Take(take).Select(owner => articles[owner].ToPassage(1))]);
    }

    private List<Suggestion> Suggest(Generation generation, string typed, int take)
    {
        var text = typed.Length > Titles.Longest ? typed[..Titles.Longest] : typed;
        var today = Today;
        var articles = generation.Published.Articles;
        var owners = generation.Titles.Beginning(text, take);
        List<Suggestion> found = [.. generation.Titles.TopicsBeginning(text).Take(1).Select(topic => new Suggestion(topic.Title, "/aide/rubrique/" + topic.Slug, null, IsTopic: true))];

        // The search itself, where it is nearer than what begins alike: two letters say too little for it.
        if (owners.Count < take && Titles.IsEnough(text)) owners.AddRange(generation.Judge(text).Ranking.Take(take).TakeWhile(ranked => ranked.Score > Suggestion.Likely).Select(ranked => ranked.Owner));
        found.AddRange(owners.Distinct().Where(owner => articles[owner].MayBeAnswered(today))
            .Select(owner => new Suggestion(articles[owner].Content.Question, "/aide/" + articles[owner].Slug, articles[owner].Content.Sensitive, IsTopic: false)));
        return found.Count > take ? found[..take] : found;
    }
}
