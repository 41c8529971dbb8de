using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Calls;

/// <summary>Writes down what was called, beside the turns and in batches; keeps the switches and the day's spending fresh. Whoever notes something waits for nothing.</summary>
public sealed class CallLog(
    IDbContextFactory<KnowledgeDb> databases, ModelSwitches switches, ModelBudget budget, IOptions<AssistantOptions> options, TimeProvider clock, ILogger<CallLog> logger) : BackgroundService
{
    private const int Room = 2000;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2), PurgeRound = TimeSpan.FromHours(1);

    private readonly Channel<CallRecord> noted = Channel.CreateBounded<CallRecord>(new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<(DateOnly Day, ModelUse Use, DraftAct Act), int> counted = new();
    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>What was done with a draft.</summary>
    public void Count(ModelUse use, DraftAct act) => counted.AddOrUpdate((ModelBudget.Today(clock), use, act), 1, (_, count) => count + 1);

    /// <summary>A call ended, or was not made.</summary>
    internal void Note(CallRecord call)
    {
        noted.Writer.TryWrite(call);
        ModelTelemetry.Ended(call);
    }

    /// <summary>Writes what was noted and reads what other nodes did.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var mine = 0L;
            await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            {
                var since = ModelBudget.Midnight(clock);
                while (noted.Reader.TryRead(out var call))
                {
                    db.ModelCalls.Add(call);
                    if (call.At >= since) mine += call.TokensIn + call.TokensOut;
                }

                await db.SaveChangesAsync(cancellationToken);
                budget.Learn(await db.ModelCalls.Where(call => call.At >= since).SumAsync(call => (long)(call.TokensIn + call.TokensOut), cancellationToken), mine);
            }

            foreach (var (key, _) in counted)
            {
                if (counted.TryRemove(key, out var count)) await CountAsync(key, count, cancellationToken);
            }

            await switches.RefreshAsync(cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Removes what is older than it may become.</summary>
    /// <returns>How many calls went.</returns>
    public async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().AddDays(-options.Value.RecordDays);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ModelCalls.Where(call => call.At < before).ExecuteDeleteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Configured) return;

        // The first citizen should not wait while lists are read and code is compiled.
        await Task.Run(Warm, stoppingToken);
        using var timer = new PeriodicTimer(Round, clock);
        var purged = DateTimeOffset.MinValue;
        do
        {
            try
            {
                await WriteAsync(stoppingToken);
                if (clock.GetUtcNow() - purged < PurgeRound) continue;
                await PurgeAsync(stoppingToken);
                purged = clock.GetUtcNow();
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A database away: what was noted of this round is lost, the next one is not.
                Log.CallsNotWritten(logger, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static void Warm()
    {
        _ = PromptShelf.All;
        _ = new Masking.PersonalMask().Hide("Je m’appelle Camille Exemple, 06 12 34 56 78.");
        _ = Checking.CitationCheck.Whole("Portez plainte [1].", ["Portez plainte."]);
    }

    private async Task CountAsync((DateOnly Day, ModelUse Use, DraftAct Act) key, int count, CancellationToken cancellationToken)
    {
        if (await IncrementAsync(key, count, cancellationToken)) return;
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            db.DraftCounts.Add(new DraftCount { Day = key.Day, Use = key.Use, Act = key.Act, Count = count });
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another node made the first line of the day meanwhile.
            await IncrementAsync(key, count, cancellationToken);
        }
    }

    private async Task<bool> IncrementAsync((DateOnly Day, ModelUse Use, DraftAct Act) key, int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.DraftCounts.Where(row => row.Day == key.Day && row.Use == key.Use && row.Act == key.Act)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, row => row.Count + count), cancellationToken) == 1;
    }
}
