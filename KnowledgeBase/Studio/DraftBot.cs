using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>One line of a ranking, with its reasons.</summary>
/// <param name="Slug">The article.</param>
/// <param name="Title">Its title.</param>
/// <param name="Confidence">0 to 1: of the first, the calibrated probability that it answers; of the others, in proportion to it.</param>
/// <param name="Draft">It is the draft.</param>
/// <param name="Expired">It is past its date: the bot says nothing of it.</param>
/// <param name="Reasons">Why it stands here.</param>
public sealed record RankedArticle(string Slug, string Title, double Confidence, bool Draft, bool Expired, Reasons Reasons)
{
    private const int Shown = 5;

    /// <summary>The first five for a question.</summary>
    /// <param name="generation">Asked.</param>
    /// <param name="question">A citizen's words.</param>
    /// <param name="today">The day.</param>
    /// <param name="draft">The article that is a draft; null: none.</param>
    internal static IReadOnlyList<RankedArticle> Of(Generation generation, string question, DateOnly today, string? draft = null)
    {
        var (ranking, confidence) = generation.Weigh(question);
        var exact = generation.Exactly(question) is not null;
        var first = ranking.Count > 0 ? Math.Max(ranking[0].Score, 1e-6f) : 1;
        return [.. ranking.Take(Shown).Select((ranked, place) =>
        {
            var article = generation.Published.Articles[ranked.Owner];
            var reasons = Reasons.Of(question, article.Content, exact && place == 0, generation.Index.Vocabulary, generation.Published.Synonyms);
            return new RankedArticle(article.Slug, article.Content.Question, confidence * Math.Min(1, ranked.Score / first), article.Slug == draft, !article.MayBeAnswered(today), reasons);
        })];
    }
}

/// <summary>What the bot would make of a question, were the draft public.</summary>
/// <param name="Ranking">Best first, five at most.</param>
/// <param name="Found">As the bot gets it.</param>
public sealed record DraftAnswer(IReadOnlyList<RankedArticle> Ranking, SearchResult Found);

/// <summary>A witness question that finds another article with the draft than without.</summary>
/// <param name="Question">The question.</param>
/// <param name="Of">The article it belongs to, by its title.</param>
/// <param name="Before">The title of what it finds now; null: nothing.</param>
/// <param name="After">The title of what it would find.</param>
public sealed record Broken(string Question, string Of, string? Before, string? After);

/// <summary>The bot as it would be with a draft in the place of the public words: the same search, indexed and learnt anew in memory.</summary>
/// <remarks>A generation takes two to three seconds of both cores and some twenty megabytes: one is made at a time, and two are kept.</remarks>
internal sealed class DraftBot(HelpSearch search) : IDisposable
{
    private const int Kept = 2;

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly List<(string Key, Generation Generation)> generations = [];

    /// <summary>What the bot would say to a question.</summary>
    /// <param name="slug">The article whose draft it is.</param>
    /// <param name="draft">The words.</param>
    /// <param name="question">A citizen's words.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<DraftAnswer> AskAsync(string slug, ArticleContent draft, string question, CancellationToken cancellationToken) =>
        WithAsync(slug, draft, generation => new DraftAnswer(RankedArticle.Of(generation, question, search.Today, slug), generation.Find(question, 3, search.Today)), cancellationToken);

    /// <summary>All the witnesses of all articles that would find another article first.</summary>
    public Task<List<Broken>> BreaksAsync(string slug, ArticleContent draft, CancellationToken cancellationToken) => WithAsync(slug, draft, after =>
    {
        var witnesses = after.Published.Articles.SelectMany(article => article.Content.Witnesses.Select(question => (Question: question, article.Slug, Title: article.Content.Question))).ToList();
        var before = search.Use(now => witnesses.ConvertAll(witness => First(now, witness.Question)), witnesses.ConvertAll(_ => default((string Slug, string Title)?)));
        var breaks = new List<Broken>();
        for (var at = 0; at < witnesses.Count; at++)
        {
            var (question, of, title) = witnesses[at];
            var (was, becomes) = (before[at], First(after, question));
            if (was?.Slug == becomes?.Slug) continue;

            // A witness of the draft which finds the draft at last breaks nothing.
            if (of == slug && becomes?.Slug == slug) continue;
            breaks.Add(new Broken(question, title, was?.Title, becomes?.Title));
        }

        return breaks;
    }, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, generation) in generations) generation.Dispose();
        one.Dispose();
    }

    private async Task<T> WithAsync<T>(string slug, ArticleContent draft, Func<Generation, T> use, CancellationToken cancellationToken)
    {
        var published = search.Published;
        var key = $"{published.Edition} {slug} {draft.ToJson()}";
        await one.WaitAsync(cancellationToken);
        try
        {
            // Off the thread that draws the page.
            return await Task.Run(() =>
            {
                var at = generations.FindIndex(kept => kept.Key == key);
                var generation = at >= 0 ? generations[at].Generation : Generation.InMemory(With(published, slug, draft), cancellationToken: cancellationToken);
                if (at >= 0) generations.RemoveAt(at);
                generations.Add((key, generation));
                if (generations.Count > Kept)
                {
                    generations[0].Generation.Dispose();
                    generations.RemoveAt(0);
                }

                return use(generation);
            }, cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    private static Published With(Published published, string slug, ArticleContent draft) => new(
        published.Topics, published.Articles.Where(article => article.Slug != slug).Append(new PublishedArticle(slug, published.Highest + 1, draft)), published.Highest + 1, published.Synonyms);

    private static (string Slug, string Title)? First(Generation generation, string question) =>
        generation.Weigh(question).Ranking is [var first, ..] ? (first.Id, generation.Published.Articles[first.Owner].Content.Question) : null;
}
