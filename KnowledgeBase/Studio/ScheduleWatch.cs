using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>Publishes and withdraws what was approved for an hour. Every node may try: the stamp lets one win.</summary>
internal sealed class ScheduleWatch(IDbContextFactory<KnowledgeDb> databases, IndexKeeper index, TimeProvider clock, ILogger<ScheduleWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    /// <summary>Does what is due.</summary>
    /// <returns>How many articles this node published or withdrew.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var due = await db.Articles.Where(article => article.PublishAt <= now || article.WithdrawAt <= now).Select(article => article.Slug).ToListAsync(cancellationToken);
        var done = 0;
        foreach (var slug in due)
        {
            if (await DoAsync(slug, now, cancellationToken)) done++;
        }

        if (done > 0) await index.RefreshAsync(cancellationToken);
        return done;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Log.ScheduleFailed(logger, fault);
            }
        }
    }

    private async Task<bool> DoAsync(string slug, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var article = await db.Articles.SingleAsync(one => one.Slug == slug, cancellationToken);
        var steps = 0;
        if (article.PublishAt <= now)
        {
            db.Revisions.Add(article.PublishOnTime(now));
            steps++;
        }

        if (article.WithdrawAt <= now && article.Withdraw(Scheduled, now) is { } withdrawn)
        {
            db.Revisions.Add(withdrawn);
            steps++;
        }

        if (steps == 0) return false;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            Log.ScheduleDone(logger, slug);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node was faster, or an editor has just changed it: the next round sees how it stands.
            return false;
        }
    }

    private static readonly Editor Scheduled = new("schedule", "Programmation");
}
