using System.Threading.Channels;
using BrigadeNumerique.Handoff.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>
/// The record: every change of every conversation goes through here, is durable when the call returns, and is told to
/// the change feed afterwards. Changes that arrive together share one transaction, so that a disk which syncs two
/// hundred times a second still records thousands of messages; a change that fails fails alone.
/// </summary>
/// <remarks>
/// A change is a function of the conversation alone. It may be run again when another node wrote first, so it must have
/// no effect but on the conversation.
/// </remarks>
public sealed class Transcript(IDbContextFactory<HandoffDb> databases, IChangeFeed feed, ILogger<Transcript> logger) : BackgroundService
{
    private const int LargestBatch = 128;
    private const int Attempts = 8;

    // Bounded: when the disk cannot follow, senders wait instead of filling the memory.
    private readonly Channel<Work> pending = Channel.CreateBounded<Work>(new BoundedChannelOptions(4096) { SingleReader = true });

    private readonly CompiledQueries queries = new();

    private volatile bool stopped;

    /// <summary>Opens a conversation; the first change is made in the same transaction. Opening a known identifier opens nothing.</summary>
    /// <returns>True when it was new.</returns>
    public Task<bool> OpenAsync(Conversation conversation, Action<Conversation>? first, CancellationToken cancellationToken)
    {
        var work = new OpenWork(conversation, first);
        return SubmitAsync(work, work.Completion, cancellationToken);
    }

    /// <summary>Changes a conversation.</summary>
    /// <returns>What <paramref name="change"/> returned, once it is durable.</returns>
    /// <exception cref="KeyNotFoundException">There is no such conversation.</exception>
    public Task<T> ChangeAsync<T>(string conversationId, Func<Conversation, T> change, CancellationToken cancellationToken)
    {
        var work = new ChangeWork<T>(conversationId, null, (conversation, _) => change(conversation));
        return SubmitAsync(work, work.Completion, cancellationToken);
    }

    /// <summary>Changes a conversation, having looked whether a line with this client identifier is there already.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="clientMessageId">The sender's identifier, or null when it gave none.</param>
    /// <param name="change">Gets the conversation and the sequence of the known line, or null.</param>
    /// <param name="cancellationToken">Gives up waiting; the change may be made all the same.</param>
    /// <exception cref="KeyNotFoundException">There is no such conversation.</exception>
    public Task<T> ChangeAsync<T>(string conversationId, string? clientMessageId, Func<Conversation, int?, T> change, CancellationToken cancellationToken)
    {
        var work = new ChangeWork<T>(conversationId, clientMessageId, change);
        return SubmitAsync(work, work.Completion, cancellationToken);
    }

    /// <summary>The conversation as it stands, or null; not tracked.</summary>
    public async Task<Conversation?> FindAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await queries.Conversation(db, conversationId);
    }

    /// <summary>The lines after <paramref name="after"/>, in order.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="after">The last sequence already known; 0 for the beginning.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<Message>> ReadAsync(string conversationId, int after, int take, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var lines = new List<Message>();
        await foreach (var line in queries.Lines(db, conversationId, after, take).WithCancellation(cancellationToken)) lines.Add(line);
        return lines;
    }

    /// <summary>Conversations with a citizen's message that the assistant is not done with, and that is older than <paramref name="before"/>.</summary>
    public async Task<IReadOnlyList<string>> UnansweredAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Conversations.AsNoTracking()
            .Where(c => c.LastCitizenSequence > c.AnsweredThrough && c.LastCitizenAt < before)
            .OrderBy(c => c.LastCitizenAt).Select(c => c.Id).Take(1000).ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Work>(LargestBatch);
        try
        {
            // Runs until the channel is completed by StopAsync: what was accepted is recorded before the service ends.
            while (await pending.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (batch.Count < LargestBatch && pending.Reader.TryRead(out var work)) batch.Add(work);
                await RecordAsync(batch);
                batch.Clear();
            }
        }
        catch (Exception fault)
        {
            Log.RecorderStopped(logger, fault);
            throw;
        }
        finally
        {
            stopped = true;
            foreach (var work in batch) work.Fail(new OperationCanceledException());
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

    private async Task<T> SubmitAsync<T>(Work work, Task<T> completion, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(stopped, this);
        await pending.Writer.WriteAsync(work, cancellationToken);
        return await completion.WaitAsync(cancellationToken);
    }

    private async Task RecordAsync(List<Work> batch)
    {
        try
        {
            await RecordTogetherAsync(batch);
        }
        catch (Exception fault) when (fault is DbUpdateException or InvalidOperationException or System.Data.Common.DbException)
        {
            // Another node wrote first, or one change cannot be stored: each is tried alone, so that no one fails for its neighbour.
            if (batch.Count > 1) Log.BatchSplit(logger, batch.Count, fault.GetType().Name);
            foreach (var work in batch) await RecordAloneAsync(work);
        }
    }

    private async Task RecordAloneAsync(Work work)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RecordTogetherAsync([work]);
                return;
            }
            catch (Exception fault) when (attempt < Attempts && fault is DbUpdateException or System.Data.Common.DbException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5 * attempt));
            }
            catch (Exception fault)
            {
                Log.ChangeFailed(logger, work.ConversationId, fault);
                work.Fail(fault);
                return;
            }
        }
    }

    private async Task RecordTogetherAsync(List<Work> batch)
    {
        await using var db = await databases.CreateDbContextAsync();
        var unit = new UnitOfRecord(db, queries);
        await unit.LoadAsync(batch);
        foreach (var work in batch) unit.Apply(work);
        await db.SaveChangesAsync();

        foreach (var id in unit.Changed) feed.Publish(id);
        foreach (var work in batch) work.Complete();
    }

    internal abstract class Work(string conversationId, string? clientMessageId)
    {
        public string ConversationId { get; } = conversationId;

        public string? ClientMessageId { get; } = clientMessageId;

        /// <summary>Why the change was refused in the present attempt; told to the caller only when the attempt is final.</summary>
        public Exception? Refusal { get; set; }

        public abstract void Apply(Conversation conversation, int? known);

        public void Complete()
        {
            if (Refusal is { } refusal) Fail(refusal);
            else Succeed();
        }

        public abstract void Fail(Exception fault);

        protected abstract void Succeed();
    }

    internal sealed class OpenWork(Conversation opened, Action<Conversation>? first) : Work(opened.Id, null)
    {
        private readonly TaskCompletionSource<bool> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool fresh;

        public Task<bool> Completion => completion.Task;

        public Conversation Opened { get; } = opened;

        public void Opening(bool isNew) => fresh = isNew;

        public override void Apply(Conversation conversation, int? known)
        {
            if (fresh) first?.Invoke(conversation);
        }

        protected override void Succeed() => completion.TrySetResult(fresh);

        public override void Fail(Exception fault) => completion.TrySetException(fault);
    }

    private sealed class ChangeWork<T>(string conversationId, string? clientMessageId, Func<Conversation, int?, T> change)
        : Work(conversationId, clientMessageId)
    {
        private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!; // set by Apply, read by Complete, which follows it

        public Task<T> Completion => completion.Task;

        public override void Apply(Conversation conversation, int? known) => result = change(conversation, known);

        protected override void Succeed() => completion.TrySetResult(result);

        public override void Fail(Exception fault) => completion.TrySetException(fault);
    }
}
