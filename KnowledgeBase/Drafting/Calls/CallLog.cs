using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Calls;

/// <summary>Writes down what was called, beside the turns and in batches; keeps the switches and the day's spending fresh. Whoever notes something waits for nothing.</summary>
public sealed class CallLog(
    IDbContextFactory<KnowledgeDb> databases, ModelSwitches switches, ModelBudget budget, IOptions<AssistantOptions> options, TimeProvider clock, ILogger<CallLog> logger) : Batches(clock)
{
    private const int Room = 2000;

    private readonly Channel<CallRecord> noted = Channel.CreateBounded<CallRecord>(new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<(DateOnly Day, ModelUse Use, DraftAct Act), int> counted = new();

    /// <summary>What was done with a draft.</summary>
    public void Count(ModelUse use, DraftAct act) => counted.AddOrUpdate((ModelBudget.Today(Clock), use, act), 1, (_, count) => count + 1);

    /// <summary>A call ended, or was not made.</summary>
    internal void Note(CallRecord call)
    {
        noted.Writer.TryWrite(call);
        ModelTelemetry.Ended(call);
    }

    /// <inheritdoc/>
    protected override async Task WriteNotedAsync(CancellationToken cancellationToken)
    {
        var mine = 0L;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            var since = ModelBudget.Midnight(Clock);
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

    /// <inheritdoc/>
    public override async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var before = Clock.GetUtcNow().AddDays(-options.Value.RecordDays);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ModelCalls.Where(call => call.At < before).ExecuteDeleteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override void SayLost(Exception fault) => Log.CallsNotWritten(logger, fault);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Configured) return;

        // The first citizen should not wait while lists are read and code is compiled.
        await Task.Run(() => Checking.CitationCheck.Whole("Portez plainte [1].", ["Portez plainte."]), stoppingToken);
        await RehearseAsync(stoppingToken);
        await RoundAsync(stoppingToken);
        await base.ExecuteAsync(stoppingToken);
    }

    private async Task RehearseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Run(() => ModelCalls.WarmAsync(options.Value, cancellationToken), cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever is wrong shows at the first call, which a turn survives; a start must not end here.
            Log.ModelFailed(logger, ModelUse.Answer, fault.GetType().Name);
        }
    }

    private Task CountAsync((DateOnly Day, ModelUse Use, DraftAct Act) key, int count, CancellationToken cancellationToken) => CountAsync(
        () => IncrementAsync(key, count, cancellationToken),
        async () =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            db.DraftCounts.Add(new DraftCount { Day = key.Day, Use = key.Use, Act = key.Act, Count = count });
            await db.SaveChangesAsync(cancellationToken);
        });

    private async Task<bool> IncrementAsync((DateOnly Day, ModelUse Use, DraftAct Act) key, int count, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.DraftCounts.Where(row => row.Day == key.Day && row.Use == key.Use && row.Act == key.Act)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, row => row.Count + count), cancellationToken) == 1;
    }
}
