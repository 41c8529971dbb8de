using System.Collections.Concurrent;
using System.Threading.Channels;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.Asked;

/// <summary>
/// Writes down what was asked in vain and which ways of asking were met: beside the turns, in batches. Whoever notes something
/// waits for nothing; what does not fit, or is under way when the process dies, is lost.
/// </summary>
public sealed class AskedLog(IDbContextFactory<KnowledgeDb> databases, HelpSearch search, KeptWords words, IOptions<KnowledgeOptions> options, TimeProvider clock, ILogger<AskedLog> logger)
    : Batches(clock)
{
    /// <summary>So many wait at most: under a flood the figures are of what fits.</summary>
    private const int Room = 1000;

    /// <summary>So many questions a node keeps a day: a hostile visitor must not fill the disk.</summary>
    private const int MostADay = 2000;

    private readonly Channel<Noted> noted = Channel.CreateBounded<Noted>(new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<string, Offered> offered = new(StringComparer.Ordinal);
    private (DateOnly Day, int Count) kept;

    /// <summary>How long whoever was offered titles may think before it counts as none chosen.</summary>
    internal static TimeSpan Thinking { get; } = TimeSpan.FromMinutes(15);

    /// <summary>A question was asked in vain.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="question">A citizen's words; they are cleaned before anything of them is written.</param>
    /// <param name="article">The article that was given; null: the nearest is looked up.</param>
    public void Note(AskedKind kind, string question, string? article = null) => noted.Writer.TryWrite(new Noted(kind, question, article));

    /// <summary>An article answered a question.</summary>
    public void Hit(string slug, string question) => noted.Writer.TryWrite(new Noted(null, question, slug));

    /// <summary>Titles are before somebody: in vain if none of them is chosen. Kept in memory alone, under a key that is never written.</summary>
    public void Offer(string key, string question)
    {
        if (offered.Count < Room) offered[key] = new Offered(question, Clock.GetUtcNow());
    }

    /// <summary>What became of the titles that were offered, if any were.</summary>
    /// <param name="key">As it was offered under.</param>
    /// <param name="kind">In vain, and why; null: one was chosen, or nothing of it may be kept.</param>
    public void Close(string key, AskedKind? kind)
    {
        if (offered.TryRemove(key, out var was) && kind is { } vain) Note(vain, was.Question);
    }

    /// <inheritdoc/>
    protected override async Task WriteNotedAsync(CancellationToken cancellationToken)
    {
        var late = Clock.GetUtcNow() - Thinking;
        foreach (var (key, _) in offered.Where(pair => pair.Value.At < late)) Close(key, AskedKind.NotChosen);
        var (questions, hits) = (new List<AskedQuestion>(), new Dictionary<(string Slug, string Variant), int>());
        var today = search.Today;
        while (noted.Reader.TryRead(out var next))
        {
            if (next.Kind is { } kind && Read(kind, next, today) is { } question) questions.Add(question);
            else if (next.Kind is null && search.Published.Find(next.Article!) is { Content.Sensitive: null } article)
            {
                var met = (next.Article!, KeptWords.Cut(VariantMatch.Of(article, next.Question) ?? ""));
                hits[met] = hits.GetValueOrDefault(met) + 1;
            }
        }

        if (kept.Day != today) kept = (today, 0);
        questions = questions[..Math.Min(questions.Count, MostADay - kept.Count)];
        kept.Count += questions.Count;
        if (questions.Count > 0)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            db.Asked.AddRange(questions);
            await db.SaveChangesAsync(cancellationToken);
        }

        foreach (var ((slug, variant), count) in hits) await CountAsync(today, slug, variant, count, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var before = search.Today.AddDays(-options.Value.AskedDays);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.SettledQuestions.Where(row => row.Day < before).ExecuteDeleteAsync(cancellationToken);
        await db.Hits.Where(row => row.Day < before).ExecuteDeleteAsync(cancellationToken);
        return await db.Asked.Where(row => row.Day < before).ExecuteDeleteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override void SayLost(Exception fault) => Log.AskedNotWritten(logger, fault);

    private AskedQuestion? Read(AskedKind kind, Noted next, DateOnly today)
    {
        if (words.Of(next.Question) is not { } text) return null;
        var nearest = next.Article ?? (search.Find(text, 1).Passages is [var first, ..] ? first.Slug : null);
        if (words.IsSensitive(nearest)) return null;
        return new AskedQuestion { Day = today, Kind = kind, Text = text, Nearest = nearest };
    }

    private Task CountAsync(DateOnly day, string slug, string variant, int count, CancellationToken cancellationToken) => CountAsync(
        () => IncrementAsync(day, slug, variant, count, cancellationToken),
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            db.Hits.Add(new ArticleHit { Day = day, Slug = slug, Variant = variant, Count = count });
            await db.SaveChangesAsync(cancellationToken);
        });

    private async Task<bool> IncrementAsync(DateOnly day, string slug, string variant, int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Hits.Where(hit => hit.Day == day && hit.Slug == slug && hit.Variant == variant)
            .ExecuteUpdateAsync(set => set.SetProperty(hit => hit.Count, hit => hit.Count + count), cancellationToken) == 1;
    }

    /// <summary>No kind: the article answered.</summary>
    private sealed record Noted(AskedKind? Kind, string Question, string? Article);

    private sealed record Offered(string Question, DateTimeOffset At);
}
