using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>One transaction's worth of changes: loads the conversations they touch, applies them in order, keeps the faulty ones out.</summary>
internal sealed class UnitOfRecord(HandoffDb db, CompiledQueries queries)
{
    private readonly Dictionary<string, Conversation> conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Conversation, string Client), int> known = [];
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);

    /// <summary>The conversations that got a line or another state.</summary>
    public IReadOnlyCollection<string> Changed => changed;

    public async Task LoadAsync(List<Transcript.Work> batch)
    {
        var ids = batch.Select(work => work.ConversationId).Distinct(StringComparer.Ordinal).ToList();
        await foreach (var conversation in Load(ids)) conversations[conversation.Id] = conversation;

        var clients = batch.Where(work => work.ClientMessageId is not null).Select(work => work.ClientMessageId!).Distinct(StringComparer.Ordinal).ToList();
        if (clients.Count == 0) return;
        var lines = db.Messages.AsNoTracking()
            .Where(m => ids.Contains(m.ConversationId) && clients.Contains(m.ClientMessageId!))
            .Select(m => new { m.ConversationId, m.ClientMessageId, m.Sequence }).AsAsyncEnumerable();
        await foreach (var line in lines) known[(line.ConversationId, line.ClientMessageId!)] = line.Sequence;
    }

    public void Apply(Transcript.Work work)
    {
        work.Refusal = null;
        if (!conversations.TryGetValue(work.ConversationId, out var conversation))
        {
            if (work is not Transcript.OpenWork open)
            {
                work.Refusal = new KeyNotFoundException("There is no such conversation.");
                return;
            }

            // A copy, so that a second attempt starts from an untouched one.
            conversation = open.Opened.Fresh();
            db.Add(conversation);
            conversations[work.ConversationId] = conversation;
            open.Opening(isNew: true);
        }
        else if (work is Transcript.OpenWork open)
        {
            open.Opening(isNew: false);
        }

        Change(work, conversation);
    }

    private void Change(Transcript.Work work, Conversation conversation)
    {
        int? knownLine = work.ClientMessageId is { } client && known.TryGetValue((conversation.Id, client), out var sequence) ? sequence : null;
        var before = conversation.Snapshot();
        var lines = conversation.Added.Count;
        try
        {
            work.Apply(conversation, knownLine);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A refused change must leave no trace in its neighbours' transaction.
            db.Entry(conversation).CurrentValues.SetValues(before);
            conversation.ForgetAdded(lines);
            work.Refusal = fault;
            return;
        }

        foreach (var line in conversation.Added.Skip(lines))
        {
            db.Messages.Add(line);
            if (line.ClientMessageId is { } given) known[(conversation.Id, given)] = line.Sequence;
        }

        if (changed.Add(conversation.Id)) conversation.Revision++;
    }

    private IAsyncEnumerable<Conversation> Load(List<string> ids) =>
        ids.Count == 1 ? queries.Tracked(db, ids[0]) : db.Conversations.Where(c => ids.Contains(c.Id)).AsAsyncEnumerable();
}
