using System.Data.Common;
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
    /// <summary>So many lines before the first unanswered one a node remembers of a conversation, assessments among them: what a turn asks for must be no more.</summary>
    public const int Remembered = 90;

    private const int LargestBatch = 128;
    private const int Attempts = 8;

    // Bounded: when the disk cannot follow, senders wait instead of filling the memory.
    private readonly Channel<Work> pending = Channel.CreateBounded<Work>(new BoundedChannelOptions(4096) { SingleReader = true });

    private readonly CompiledQueries queries = new();
    private readonly RecentRecord recent = new();

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

    /// <summary>The lines after <paramref name="after"/> as this node knows them, without asking the database; null when it does not know them all.</summary>
    public IReadOnlyList<Message>? JustWritten(string conversationId, int after) =>
        recent.Find(conversationId) is { } known && known.Reaches(after) ? known.After(after) : null;

    /// <summary>
    /// A conversation with its last lines, from what this node wrote last where that goes far enough, else from the database.
    /// Another node may have written since, which the write that follows finds out.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="before">So many lines before the first unanswered one, at least.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Recent?> RecallAsync(string conversationId, int before, CancellationToken cancellationToken)
    {
        if (recent.Find(conversationId) is { } known && known.Reaches(known.State.AnsweredThrough - before)) return known;
        if (await FindAsync(conversationId, cancellationToken) is not { } state) return null;
        var lines = await ReadAsync(conversationId, Math.Max(0, state.AnsweredThrough - before), int.MaxValue, cancellationToken);

        // What came between the two readings belongs to the next state.
        var read = new Recent(state, [.. lines.TakeWhile(line => line.Sequence <= state.LastSequence)]);
        recent.Learn(state, null, read.Lines);
        return read;
    }

    /// <summary>The next reader asks the database: what this node remembers of the conversation may be old. A feed that brings notices of other nodes calls it before each.</summary>
    public void Forget(string conversationId) => recent.Forget(conversationId);

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
        await using var writer = new RecordWriter(databases);
        try
        {
            // Runs until the channel is completed by StopAsync: what was accepted is recorded before the service ends.
            while (await pending.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (batch.Count < LargestBatch && pending.Reader.TryRead(out var work)) batch.Add(work);
                await RecordAsync(batch, writer);
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

    private async Task RecordAsync(IReadOnlyList<Work> batch, RecordWriter writer)
    {
        try
        {
            if (await RecordTogetherAsync(batch, writer)) return;
        }
        catch (Exception fault) when (fault is InvalidOperationException or DbException)
        {
            if (batch.Count > 1) Log.BatchSplit(logger, batch.Count, fault.GetType().Name);
        }

        // Another node wrote first, or one change cannot be stored: each is tried alone, so that no one fails for its neighbour.
        foreach (var work in batch) await RecordAloneAsync(work, writer);
    }

    private async Task RecordAloneAsync(Work work, RecordWriter writer)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await RecordTogetherAsync([work], writer)) return;
                if (attempt >= Attempts) throw new InvalidOperationException("Other nodes went on writing first.");
            }
            catch (DbException) when (attempt < Attempts)
            {
                // A busy engine, a cut line, or an identifier that another node used meanwhile.
            }
            catch (Exception fault)
            {
                Log.ChangeFailed(logger, work.ConversationId, fault);
                work.Fail(fault);
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5 * attempt));
        }
    }

    /// <returns>False when another node wrote one of the conversations since it was known here; nothing is written then.</returns>
    private async Task<bool> RecordTogetherAsync(IReadOnlyList<Work> batch, RecordWriter writer)
    {
        var unit = new UnitOfRecord(recent);
        var written = new List<Revised>();
        var durable = false;
        try
        {
            await unit.LoadAsync(batch, databases, queries);
            foreach (var work in batch) unit.Apply(work);
            durable = await writer.WriteAsync(unit, written);
        }
        finally
        {
            // Whatever was believed of them did not hold.
            if (!durable) foreach (var work in batch) recent.Forget(work.ConversationId);
        }

        if (!durable) return false;
        foreach (var revised in written)
        {
            recent.Learn(revised.Now.Recorded(), revised.Known, revised.Now.Added);
            feed.Publish(revised.Now.Id);
        }

        foreach (var work in batch) work.Complete();
        return true;
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
