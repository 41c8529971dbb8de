using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Channels;

/// <summary>
/// Writes what the channels keep: writes that arrive together share one transaction, so that webhooks which come by the hundred
/// wait for one sync of the disk and not for a hundred. Durable when the call returns; a write that fails fails alone.
/// </summary>
internal sealed class ChannelRecord(IDbContextFactory<ChannelsDb> databases, ILogger<ChannelRecord> logger) : BackgroundService
{
    private const int LargestBatch = 128;
    private const int Attempts = 8;

    private readonly Channel<Work> pending = Channel.CreateBounded<Work>(new BoundedChannelOptions(4096) { SingleReader = true });

    private volatile bool stopped;

    /// <summary>Writes; may run more than once where the engine was busy, so it must have no effect but on the tables.</summary>
    public async Task<T> WriteAsync<T>(Func<ChannelsDb, Task<T>> write, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(stopped, this);
        var work = new Work<T>(write);
        await pending.Writer.WriteAsync(work, cancellationToken);
        return await work.Completion.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Work>(LargestBatch);
        try
        {
            // Until the channel is completed by StopAsync: what was acknowledged is recorded before the service ends.
            while (await pending.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (batch.Count < LargestBatch && pending.Reader.TryRead(out var work)) batch.Add(work);
                await RunAsync(batch);
                batch.Clear();
            }
        }
        finally
        {
            stopped = true;
            while (pending.Reader.TryRead(out var work)) work.Fail(new OperationCanceledException());
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        pending.Writer.TryComplete();
        if (ExecuteTask is { } task) await task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    private async Task RunAsync(IReadOnlyList<Work> batch)
    {
        try
        {
            await RunTogetherAsync(batch);
            return;
        }
        catch (Exception) when (batch.Count > 1)
        {
            // One of them cannot be written, or the engine was busy: each is tried alone.
        }
        catch (Exception fault)
        {
            await RunAloneAsync(batch[0], fault);
            return;
        }

        foreach (var work in batch) await RunAloneAsync(work, null);
    }

    private async Task RunAloneAsync(Work work, Exception? before)
    {
        for (var attempt = before is null ? 1 : 2; ; attempt++)
        {
            try
            {
                await RunTogetherAsync([work]);
                return;
            }
            catch (Exception fault) when (attempt < Attempts && (fault is DbException or DbUpdateException))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5 * attempt));
            }
            catch (Exception fault)
            {
                Log.ChannelWriteFailed(logger, fault);
                work.Fail(fault);
                return;
            }
        }
    }

    private async Task RunTogetherAsync(IReadOnlyList<Work> batch)
    {
        await using var db = await databases.CreateDbContextAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            foreach (var work in batch)
            {
                await work.RunAsync(db);
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }

            await transaction.CommitAsync();
        }

        foreach (var work in batch) work.Complete();
    }

    private abstract class Work
    {
        public abstract Task RunAsync(ChannelsDb db);

        public abstract void Complete();

        public abstract void Fail(Exception fault);
    }

    private sealed class Work<T>(Func<ChannelsDb, Task<T>> write) : Work
    {
        private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!; // set by RunAsync, read by Complete, which follows it

        public Task<T> Completion => completion.Task;

        public override async Task RunAsync(ChannelsDb db) => result = await write(db);

        public override void Complete() => completion.TrySetResult(result);

        public override void Fail(Exception fault) => completion.TrySetException(fault);
    }
}
