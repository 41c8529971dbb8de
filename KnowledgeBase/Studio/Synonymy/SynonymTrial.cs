using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Studio.Synonymy;

/// <summary>Where a question comes from that words are tried on.</summary>
public enum TriedKind
{
    /// <summary>A question that must go on finding its article.</summary>
    Witness,

    /// <summary>A way of asking that an article has.</summary>
    Variant,

    /// <summary>A question asked in vain: no article is known to answer it.</summary>
    Unanswered,
}

/// <summary>What a question finds first.</summary>
/// <param name="Slug">The article; null: none.</param>
/// <param name="Title">Its title.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record FirstFound(string? Slug, string? Title, double Confidence)
{
    /// <summary>The bot answers with it alone.</summary>
    public bool Alone => Slug is not null && Confidence >= Judgement.Threshold;
}

/// <summary>A question that finds something else, or is answered alone where it was not, or the other way round.</summary>
/// <param name="Question">The question.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Of">The title of its article; null: none is known.</param>
/// <param name="Before">What it finds today.</param>
/// <param name="After">What it would find.</param>
public sealed record ChangedQuestion(string Question, TriedKind Kind, string? Of, FirstFound Before, FirstFound After);

/// <summary>What other everyday words would change.</summary>
/// <param name="Witnesses">How many witnesses there are.</param>
/// <param name="Variants">How many variants.</param>
/// <param name="Unanswered">How many questions asked in vain.</param>
/// <param name="Read">How many of all these have the words in question.</param>
/// <param name="Left">How many of these were left out, evenly: there were too many.</param>
/// <param name="Today">Of those whose article is known, the mean of how sure the search is of it, 0 to 1; one that finds another first counts nothing.</param>
/// <param name="Then">The same with these words.</param>
/// <param name="Better">Those that find their article first and did not, or are answered with it alone at last.</param>
/// <param name="Worse">Those that did, and would not.</param>
/// <param name="Others">Those that find another article than before, where none is known to be theirs or both are not.</param>
public sealed record SynonymEffect(
    int Witnesses, int Variants, int Unanswered, int Read, int Left, double Today, double Then, IReadOnlyList<ChangedQuestion> Better, IReadOnlyList<ChangedQuestion> Worse, IReadOnlyList<ChangedQuestion> Others);

/// <summary>One question, today and with other words.</summary>
public sealed record SideBySide(string Question, IReadOnlyList<RankedArticle> Today, IReadOnlyList<RankedArticle> Then);

/// <summary>The search as it would be with other everyday words, on exactly what is served now: these are read with the question, so nothing is indexed or learnt anew.</summary>
internal sealed class SynonymTrial(HelpSearch search, AskedBook asked) : IDisposable
{
    /// <summary>So many are asked twice at most: some seconds of a busy core.</summary>
    internal const int Most = 2500;

    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>All witnesses, variants and questions asked in vain that have the words in question.</summary>
    public async Task<SynonymEffect> OfAsync(Synonyms then, CancellationToken cancellationToken)
    {
        var groups = await asked.GroupsAsync(cancellationToken);
        await one.WaitAsync(cancellationToken);
        try
        {
            // Off the thread that draws the page.
            return await Task.Run(() => search.Use(today => Compare(today, then, [.. groups.Select(group => group.Text)], cancellationToken), new SynonymEffect(0, 0, 0, 0, 0, 0, 0, [], [], [])), cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>One question, both ways.</summary>
    public Task<SideBySide> AskAsync(Synonyms then, string question, CancellationToken cancellationToken) => Task.Run(() => search.Use(today =>
    {
        using var other = today.With(then);
        return new SideBySide(question, RankedArticle.Of(today, question, search.Today), RankedArticle.Of(other, question, search.Today));
    }, new SideBySide(question, [], [])), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    /// <summary>What a generation finds with its own words and with others.</summary>
    internal static SynonymEffect Compare(Generation today, Synonyms then, IReadOnlyCollection<string> unanswered, CancellationToken cancellationToken)
    {
        using var other = today.With(then);
        var keys = today.Published.Synonyms.Differing(then);
        var articles = today.Published.Articles;
        var witnesses = articles.SelectMany(article => article.Content.Witnesses.Select(question => new Tried(question, TriedKind.Witness, article))).ToList();
        var variants = articles.SelectMany(article => article.Content.Variants.Select(question => new Tried(question, TriedKind.Variant, article))).ToList();
        var read = witnesses.Concat(unanswered.Select(question => new Tried(question, TriedKind.Unanswered, null))).Concat(variants).Where(tried => Synonyms.Touches(keys, French.Words(tried.Question))).ToList();
        var kept = Evenly(read);
        List<ChangedQuestion> better = [], worse = [], others = [];
        var (known, sureToday, sureThen) = (0, 0d, 0d);
        foreach (var tried in kept)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (before, after) = (First(today, tried), First(other, tried));
            if (tried.Article is { Slug: var own })
            {
                known++;
                sureToday += before.Slug == own ? before.Confidence : 0;
                sureThen += after.Slug == own ? after.Confidence : 0;
            }

            if (before.Slug == after.Slug && before.Alone == after.Alone) continue;
            var list = Worth(after, tried).CompareTo(Worth(before, tried)) switch { > 0 => better, < 0 => worse, _ => others };
            list.Add(new ChangedQuestion(tried.Question, tried.Kind, tried.Article?.Content.Question, before, after));
        }

        return new SynonymEffect(witnesses.Count, variants.Count, unanswered.Count, read.Count, read.Count - kept.Count, sureToday / Math.Max(known, 1), sureThen / Math.Max(known, 1), better, worse, others);
    }

    /// <summary>All witnesses and unanswered questions, and of too many variants one in so many.</summary>
    private static List<Tried> Evenly(List<Tried> read)
    {
        var always = read.FindAll(tried => tried.Kind is not TriedKind.Variant);
        var variants = read.FindAll(tried => tried.Kind is TriedKind.Variant);
        var step = Math.Max(1, (variants.Count + Most - 1) / Most);
        return [.. always, .. variants.Where((_, place) => place % step == 0)];
    }

    /// <summary>The higher, the better for whoever asks; nothing can be said where no article is known to be the right one.</summary>
    private static int Worth(FirstFound found, Tried tried) => tried.Article is not { } own ? 0
        : found.Slug == own.Slug ? (found.Alone ? 3 : 2)
        : found.Alone ? 0 : 1;

    private static FirstFound First(Generation generation, Tried tried)
    {
        // Of a variant, what those who ask nearly so would find: typed word for word, it always finds its article.
        var (ranking, confidence) = tried.Kind is TriedKind.Variant ? Judged(generation, tried.Question) : generation.Weigh(tried.Question);
        return ranking is [var first, ..] ? new FirstFound(first.Id, generation.Published.Articles[first.Owner].Content.Question, confidence) : new FirstFound(null, null, 0);
    }

    private static (List<Ranked> Ranking, double Confidence) Judged(Generation generation, string question)
    {
        var judgement = generation.Judge(question);
        return (judgement.Ranking, judgement.Confidence);
    }

    private sealed record Tried(string Question, TriedKind Kind, PublishedArticle? Article);
}
