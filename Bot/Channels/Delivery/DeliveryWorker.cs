using System.Collections.Concurrent;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Channels.Delivery;

/// <summary>
/// Sees to it that every user is told what stands in the record: woken by each change, and by a look around that finds what was missed,
/// left by a stopped service, or is due again. One user's parts go one after the other, many users' at a time.
/// </summary>
internal sealed class DeliveryWorker(
    IDbContextFactory<ChannelsDb> databases, IDbContextFactory<HandoffDb> conversations, ChannelRegistry channels, ChannelBook book, DeliveryPlanner planner, PartSender sender, IChangeFeed feed, TimeProvider clock, ILogger<DeliveryWorker> logger) : BackgroundService
{
    private const int Chunk = 500;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500), Sweep = TimeSpan.FromSeconds(30), Recent = TimeSpan.FromDays(2);

    // Reading and planning wait for each other, and leave the processor to who acknowledges; sending does not wait for them.
    private readonly SemaphoreSlim desk = new(4, 4);
    private readonly ConcurrentDictionary<long, UserRun> running = new();
    private readonly CancellationTokenSource stopping = new();
    private DateTimeOffset swept = DateTimeOffset.MinValue;

    /// <summary>There may be something to tell this user.</summary>
    public void Wake(long userId)
    {
        if (stopping.IsCancellationRequested) return;
        var fresh = new UserRun();
        var run = running.GetOrAdd(userId, fresh);
        if (!ReferenceEquals(run, fresh) && run.Wake()) return;
        if (!ReferenceEquals(run, fresh))
        {
            // The other run is at its end: it is replaced.
            if (!running.TryUpdate(userId, fresh, run))
            {
                Wake(userId);
                return;
            }
        }

        fresh.Task = Task.Run(() => RunAsync(userId, fresh), CancellationToken.None);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(id =>
        {
            if (book.UserOf(id) is { } user) Wake(user);
        });
        await Rounds.RunAsync(Beat, clock, LookAsync, fault => Log.DeliveryRoundFailed(logger, fault), stoppingToken, atOnce: true);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await base.StopAsync(cancellationToken);

        // What is with a provider now is waited for: else nobody knew whether it arrived.
        await Task.WhenAll(running.Values.Select(run => run.Task)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<string> on = [.. channels.All.Select(channel => channel.Name)];
        if (on.Count == 0) return;
        if (now - swept > Sweep)
        {
            await SweepAsync(on, swept == DateTimeOffset.MinValue ? DateTimeOffset.MinValue : now - Recent, cancellationToken);
            swept = now;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var due = await db.Deliveries.AsNoTracking().Where(row => (row.State == DeliveryState.Pending || row.State == DeliveryState.Sending) && row.NextAt <= now && on.Contains(row.Channel))
            .GroupBy(row => row.UserId).OrderBy(user => user.Min(row => row.NextAt)).Select(user => user.Key).Take(Chunk).ToListAsync(cancellationToken);
        foreach (var user in due) Wake(user);
    }

    /// <summary>Finds who was not told everything: a notice may be lost, or another node may have written.</summary>
    private async Task SweepAsync(List<string> on, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var users = await db.Users.AsNoTracking().Where(user => user.ConversationId != null && user.ActiveAt >= since && on.Contains(user.Channel))
            .Select(user => new { user.Id, user.ConversationId, user.Cursor, user.Through, user.LastInboundAt }).ToListAsync(cancellationToken);
        await using var record = await conversations.CreateDbContextAsync(cancellationToken);
        foreach (var chunk in users.Where(user => user.Through is null || user.Cursor < user.Through).Chunk(Chunk))
        {
            List<string> ids = [.. chunk.Select(user => user.ConversationId!)];
            var last = await record.Conversations.AsNoTracking().Where(conversation => ids.Contains(conversation.Id)).ToDictionaryAsync(conversation => conversation.Id, conversation => conversation.LastSequence, StringComparer.Ordinal, cancellationToken);
            foreach (var user in chunk)
            {
                book.Learn(user.ConversationId!, user.Id, user.LastInboundAt);
                if (last.GetValueOrDefault(user.ConversationId!) > user.Cursor) Wake(user.Id);
            }
        }
    }

    private async Task RunAsync(long userId, UserRun run)
    {
        try
        {
            do
            {
                await DeliverAsync(userId, run);
            }
            while (!stopping.IsCancellationRequested && !run.End());
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What waits is found again after the start.
        }
        catch (Exception fault)
        {
            Log.DeliveryFailed(logger, userId, fault);
        }
        finally
        {
            run.Close();
            running.TryRemove(new KeyValuePair<long, UserRun>(userId, run));
        }
    }

    private async Task DeliverAsync(long userId, UserRun run)
    {
        while (true)
        {
            NextPart? next;
            await desk.WaitAsync(stopping.Token);
            try
            {
                if (run.TakeWake()) await planner.PlanAsync(userId, stopping.Token);
                next = await sender.NextAsync(userId, stopping.Token);
            }
            finally
            {
                desk.Release();
            }

            if (next is null) return;
            var wait = sender.Wait(next, run);
            if (wait > TimeSpan.Zero)
            {
                // Woken earlier by something new: maybe urgent. Then the choice is made again.
                await run.WaitAsync(wait, clock, stopping.Token);
                continue;
            }

            run.Reserved = null;
            stopping.Token.ThrowIfCancellationRequested();
            await sender.SendAsync(next, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        desk.Dispose();
        stopping.Dispose();
        base.Dispose();
    }
}

/// <summary>The present run of one user.</summary>
internal sealed class UserRun
{
    private readonly Lock gate = new();
    private TaskCompletionSource signal = New();
    private bool woken = true;
    private bool closed;

    public Task Task { get; set; } = Task.CompletedTask;

    /// <summary>The place in the channel's schedule that was reserved for the next part.</summary>
    public DateTimeOffset? Reserved { get; set; }

    /// <returns>False when the run is over and wakes no more.</returns>
    public bool Wake()
    {
        lock (gate)
        {
            if (closed) return false;
            woken = true;
            signal.TrySetResult();
            return true;
        }
    }

    public bool TakeWake()
    {
        lock (gate)
        {
            var was = woken;
            woken = false;
            if (signal.Task.IsCompleted) signal = New();
            return was;
        }
    }

    /// <summary>Ends the run, unless it was woken since.</summary>
    public bool End()
    {
        lock (gate) return closed = !woken;
    }

    public void Close()
    {
        lock (gate) closed = true;
    }

    public async Task WaitAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        Task woke;
        lock (gate) woke = signal.Task;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(woke, Task.Delay(time, clock, over.Token));
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
