using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.KnowledgeBase.Asked;

/// <summary>An article near to a question, as things stand.</summary>
/// <param name="Slug">The article.</param>
/// <param name="Title">Its title.</param>
/// <param name="Confidence">0 to 1: of the first, the calibrated probability that it answers; of the others, in proportion to it.</param>
public sealed record NearArticle(string Slug, string Title, double Confidence);

/// <summary>Questions in vain that say nearly the same, for an editor.</summary>
/// <param name="Text">The words that stand for all.</param>
/// <param name="Others">Other words among them, four at most.</param>
/// <param name="Count">How often.</param>
/// <param name="Last">The last day.</param>
/// <param name="Kinds">Why, the most frequent first.</param>
/// <param name="Near">The articles nearest now, three at most; empty where that was not looked up.</param>
public sealed record UnansweredGroup(string Text, IReadOnlyList<string> Others, int Count, DateOnly Last, IReadOnlyList<(AskedKind Kind, int Count)> Kinds, IReadOnlyList<NearArticle> Near)
{
    /// <summary>The bot answers it alone by now.</summary>
    public bool Answered => Near is [{ Confidence: >= Judgement.Threshold }, ..];
}

/// <summary>What was asked in vain, for the editors; computed once for all of them.</summary>
internal sealed class AskedBook(IDbContextFactory<KnowledgeDb> databases, HelpSearch search, IOperatorReplies replies, TimeProvider clock) : IDisposable
{
    /// <summary>So many of the newest questions are looked at: a second of one core.</summary>
    internal const int Most = 5000;

    /// <summary>For so many groups the nearest article is looked up.</summary>
    private const int Weighed = 200;

    private const int MostReplies = 10;

    /// <summary>What citizens do meanwhile is seen within so long; what an editor does, at once.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim one = new(1, 1);
    private int decisions;
    private (string Stamp, DateTimeOffset At, IReadOnlyList<UnansweredGroup> Groups)? known;

    /// <summary>The groups, largest first; those that the bot answers by now come after the others.</summary>
    public async Task<IReadOnlyList<UnansweredGroup>> GroupsAsync(CancellationToken cancellationToken)
    {
        if (known is { } fresh && clock.GetUtcNow() - fresh.At < Fresh) return fresh.Groups;
        await one.WaitAsync(cancellationToken);
        try
        {
            if (known is { } made && clock.GetUtcNow() - made.At < Fresh) return made.Groups;
            var before = Volatile.Read(ref decisions);
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var (last, decided) = (await db.Asked.MaxAsync(row => (int?)row.Id, cancellationToken) ?? 0, await db.SettledQuestions.MaxAsync(row => (int?)row.Id, cancellationToken) ?? 0);
            var stamp = $"{last} {decided} {search.Published.Edition} {search.Today}";
            if (known is { } same && same.Stamp == stamp)
            {
                known = same with { At = clock.GetUtcNow() };
                return same.Groups;
            }

            var questions = await db.Asked.AsNoTracking().OrderByDescending(row => row.Id).Take(Most).ToListAsync(cancellationToken);
            var settled = await db.SettledQuestions.AsNoTracking().OrderByDescending(row => row.Id).Take(Most).ToListAsync(cancellationToken);

            // Off the thread that draws a page.
            var groups = await Task.Run(() => Likeness.Group(questions, settled).Select((alike, place) => View(alike, place < Weighed)).OrderBy(group => group.Answered).ToList(), cancellationToken);

            // Where an editor has decided meanwhile, the next reader reads again.
            if (before == Volatile.Read(ref decisions)) known = (stamp, clock.GetUtcNow(), groups);
            return groups;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Those near an article, the most frequent first.</summary>
    public async Task<IReadOnlyList<UnansweredGroup>> NearAsync(string slug, int take, CancellationToken cancellationToken) =>
        [.. (await GroupsAsync(cancellationToken)).Where(group => group.Near.Take(2).Any(near => near.Slug == slug)).OrderByDescending(group => group.Near[0].Slug == slug).ThenByDescending(group => group.Count).Take(take)];

    /// <summary>What operators replied to questions like these, ten at most, the newest first; read when asked for, kept nowhere.</summary>
    public async Task<IReadOnlyList<string>> RepliesAsync(UnansweredGroup group, CancellationToken cancellationToken)
    {
        var lately = await replies.LatelyAsync(cancellationToken);
        return [.. Likeness.To([group.Text, .. group.Others], [.. lately.Select(one => one.Question)]).Select(place => lately[place].Reply).Distinct(StringComparer.Ordinal).Take(MostReplies)];
    }

    /// <summary>An editor has decided of a question and of those alike.</summary>
    /// <param name="text">Its words.</param>
    /// <param name="slug">The article whose draft has it now; null: set aside for good.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SettleAsync(string text, string? slug, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.SettledQuestions.Add(new SettledQuestion { Day = search.Today, Text = text, Slug = slug });
        await db.SaveChangesAsync(cancellationToken);
        Interlocked.Increment(ref decisions);
        known = null;
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    private UnansweredGroup View(AlikeQuestions alike, bool weigh)
    {
        var text = alike.Text;
        var near = weigh ? search.Use(generation =>
        {
            var (ranking, confidence) = generation.Weigh(text);
            var first = ranking.Count > 0 ? Math.Max(ranking[0].Score, 1e-6f) : 1;
            return ranking.Take(3).Select(ranked => new NearArticle(ranked.Id, generation.Published.Articles[ranked.Owner].Content.Question, confidence * Math.Min(1, ranked.Score / first))).ToList();
        }, []) : [];
        return new UnansweredGroup(
            text,
            [.. alike.Questions.Select(question => question.Text).Distinct(StringComparer.OrdinalIgnoreCase).Where(other => !string.Equals(other, text, StringComparison.OrdinalIgnoreCase)).Take(4)],
            alike.Questions.Count,
            alike.Questions.Max(question => question.Day),
            [.. alike.Questions.CountBy(question => question.Kind).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))],
            near);
    }
}
