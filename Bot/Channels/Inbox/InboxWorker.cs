using System.Collections.Concurrent;
using System.Text.Json;
using BrigadeNumerique.Handoff.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Inbox;

/// <summary>
/// Records what was taken: one user's events in the provider's order, many users at a time. An event waits a moment for earlier ones
/// that it overtook. What a stopped service left is found again in the table, and recording twice is harmless.
/// </summary>
internal sealed class InboxWorker(IDbContextFactory<ChannelsDb> databases, ChannelRecord record, ChannelSecrets secrets, ChannelRegistry channels, EventRecorder recorder, IOptions<ChannelOptions> options, TimeProvider clock, ILogger<InboxWorker> logger) : BackgroundService
{
    // Few: who records must leave the processor to who acknowledges. A file that takes long to fetch holds one of them.
    private const int Parallel = 6;
    private const int LargestRound = 500;

    /// <summary>After so many failures an event blocks its user no longer.</summary>
    private const int Attempts = 20;

    /// <summary>Between two looks; long where no channel is on, and only what one took before it was switched off may wait.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1), Off = TimeSpan.FromMinutes(1);

    /// <summary>Webhooks by the hundred wake once, not a hundred times.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(25);

    /// <summary>After a start, providers repeat what was not taken meanwhile, in any order: that long nothing is recorded.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim signal = new(0, 1);
    private readonly SemaphoreSlim slots = new(Parallel, Parallel);
    private readonly ConcurrentDictionary<(string Channel, string UserKey), Task> running = new();
    private DateTimeOffset started;

    /// <summary>Something was taken.</summary>
    public void Wake()
    {
        try
        {
            if (signal.CurrentCount == 0) signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Woken twice at once: once is enough.
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        started = clock.GetUtcNow();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var pause = Idle;
                try
                {
                    pause = await RoundAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    Log.InboxRoundFailed(logger, fault);
                }

                await signal.WaitAsync(pause, stoppingToken);
                await Task.Delay(Breath, clock, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Starts what is due.</summary>
    /// <returns>When to look again.</returns>
    private async Task<TimeSpan> RoundAsync(CancellationToken stoppingToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(stoppingToken);
        var waiting = await db.Receipts.AsNoTracking().Where(receipt => receipt.State == ReceiptState.Received)
            .OrderBy(receipt => receipt.ReceivedAt).Select(receipt => new { receipt.Channel, receipt.UserKey, receipt.ReceivedAt }).Take(LargestRound).ToListAsync(stoppingToken);
        foreach (var user in waiting.Where(receipt => DueAt(receipt.ReceivedAt) <= now).Select(receipt => (receipt.Channel, receipt.UserKey)).Distinct())
        {
            if (running.ContainsKey(user)) continue;
            await slots.WaitAsync(stoppingToken);
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            running[user] = started.Task;
            _ = Task.Run(() => RunUserAsync(user, started, stoppingToken), CancellationToken.None);
        }

        if (waiting.Count == 0) return channels.All.Count > 0 ? Idle : Off;
        var next = waiting.Select(receipt => DueAt(receipt.ReceivedAt)).Where(at => at > now).Select(at => (TimeSpan?)(at - now)).Min();
        return next is { } soon && soon < Idle ? soon + TimeSpan.FromMilliseconds(5) : Idle;
    }

    private DateTimeOffset DueAt(DateTimeOffset received)
    {
        var (due, settled) = (received + options.Value.Grace, started + Settling);
        return due > settled ? due : settled;
    }

    private async Task RunUserAsync((string Channel, string UserKey) user, TaskCompletionSource done, CancellationToken stoppingToken)
    {
        var again = false;
        try
        {
            again = await RecordAsync(user, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The service stops; what waits is found again.
        }
        catch (Exception fault)
        {
            Log.InboxRoundFailed(logger, fault);
        }
        finally
        {
            running.TryRemove(user, out _);
            slots.Release();
            done.TrySetResult();
            if (again) Wake();
        }
    }

    /// <summary>Records what one user sent, in order, up to the last that waited long enough.</summary>
    /// <returns>True when more came meanwhile.</returns>
    private async Task<bool> RecordAsync((string Channel, string UserKey) user, CancellationToken cancellationToken)
    {
        List<InboundReceipt> waiting;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            waiting = await db.Receipts.AsNoTracking().Where(receipt => receipt.State == ReceiptState.Received && receipt.Channel == user.Channel && receipt.UserKey == user.UserKey)
                .OrderBy(receipt => receipt.Order).ThenBy(receipt => receipt.Id).Take(LargestRound).ToListAsync(cancellationToken);
        }

        var now = clock.GetUtcNow();
        var last = waiting.FindLastIndex(receipt => DueAt(receipt.ReceivedAt) <= now);
        for (var at = 0; at <= last; at++)
        {
            if (!await RecordOneAsync(waiting[at], cancellationToken)) return false;
        }

        return waiting.Count > last + 1 || waiting.Count == LargestRound;
    }

    /// <returns>False when later events must wait for this one.</returns>
    private async Task<bool> RecordOneAsync(InboundReceipt receipt, CancellationToken cancellationToken)
    {
        Recorded recorded;
        try
        {
            var item = JsonSerializer.Deserialize(secrets.Unprotect(receipt.Payload!), InboundJson.Default.InboundEvent)!;
            recorded = await recorder.RecordAsync(receipt, item, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.EventNotRecorded(logger, receipt.Channel, receipt.Id, receipt.Attempts + 1, fault);
            var given = receipt.Attempts + 1 >= Attempts;
            await record.WriteAsync(db => db.Receipts.Where(row => row.Id == receipt.Id).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.Attempts, receipt.Attempts + 1)
                .SetProperty(row => row.State, given ? ReceiptState.Dropped : ReceiptState.Received)), CancellationToken.None);
            return given;
        }

        // Not known yet what it speaks of: it is asked again at the next round, and nobody waits for it.
        if (recorded.Later) return true;
        var (state, ticks) = ((int)(recorded.Dropped ? ReceiptState.Dropped : ReceiptState.Recorded), clock.GetUtcNow().UtcTicks);
        await record.WriteAsync(db => db.Database.ExecuteSqlAsync($"""
            UPDATE channel_receipts SET "State" = {state}, "Payload" = NULL, "ConversationId" = {recorded.ConversationId}, "Sequence" = {recorded.Sequence}, "RecordedAt" = {ticks} WHERE "Id" = {receipt.Id}
            """), CancellationToken.None);
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        signal.Dispose();
        slots.Dispose();
        base.Dispose();
    }
}

/// <summary>What became of an event.</summary>
/// <param name="ConversationId">The conversation that it went to.</param>
/// <param name="Sequence">The line that it became.</param>
/// <param name="Later">What it speaks of is not known yet.</param>
/// <param name="Dropped">What it speaks of never was.</param>
internal sealed record Recorded(string? ConversationId, int? Sequence = null, bool Later = false, bool Dropped = false);
