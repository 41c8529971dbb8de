using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>One conversation of a unit: as it was, as it shall be.</summary>
internal sealed class Revised(Conversation? before, Recent? known)
{
    /// <summary>As the record has it; null when it is opened now.</summary>
    public Conversation? Before => before;

    /// <summary>What this node knew of it, if its state came from there.</summary>
    public Recent? Known => known;

    /// <summary>As it shall be, with the lines to add.</summary>
    public required Conversation Now { get; set; }
}

/// <summary>One transaction's worth of changes: finds the conversations they touch, applies them in order, keeps the faulty ones out.</summary>
internal sealed class UnitOfRecord(RecentRecord recent)
{
    // In the order of the identifiers: two nodes that lock the same rows do not wait for each other in a ring.
    private readonly SortedDictionary<string, Revised> conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Conversation, string Client), int> known = [];

    public IReadOnlyCollection<Revised> All => conversations.Values;

    /// <summary>Finds the conversations in what this node wrote last, and asks the database for the others.</summary>
    public async Task LoadAsync(IReadOnlyList<Transcript.Work> batch, IDbContextFactory<HandoffDb> databases, CompiledQueries queries)
    {
        var (unknown, unsure) = (new List<string>(), new List<(string Conversation, string Client)>());
        foreach (var work in batch)
        {
            if (!conversations.ContainsKey(work.ConversationId) && !unknown.Contains(work.ConversationId))
            {
                if (recent.Find(work.ConversationId) is { } found) conversations[work.ConversationId] = new Revised(found.State, found) { Now = found.State.Copy() };
                else unknown.Add(work.ConversationId);
            }

            if (work.ClientMessageId is { } client && !Recognize(work.ConversationId, client)) unsure.Add((work.ConversationId, client));
        }

        if (unknown.Count == 0 && unsure.Count == 0) return;
        await using var db = await databases.CreateDbContextAsync();
        if (unknown.Count == 1) Add(await queries.Conversation(db, unknown[0]));
        else if (unknown.Count > 1) await db.Conversations.AsNoTracking().Where(c => unknown.Contains(c.Id)).ForEachAsync(Add);
        foreach (var (id, client) in unsure)
        {
            if (conversations.ContainsKey(id) && await queries.Sequence(db, id, client) is { } sequence) known[(id, client)] = sequence;
        }
    }

    public void Apply(Transcript.Work work)
    {
        work.Refusal = null;
        if (!conversations.TryGetValue(work.ConversationId, out var revised))
        {
            if (work is not Transcript.OpenWork open)
            {
                work.Refusal = new KeyNotFoundException("There is no such conversation.");
                return;
            }

            // A copy, so that a second attempt starts from an untouched one.
            conversations[work.ConversationId] = revised = new Revised(null, null) { Now = open.Opened.Copy() };
            open.Opening(isNew: true);
        }
        else if (work is Transcript.OpenWork open)
        {
            open.Opening(isNew: false);
        }

        Change(work, revised);
    }

    private void Add(Conversation? read)
    {
        if (read is not null) conversations[read.Id] = new Revised(read, null) { Now = read.Copy() };
    }

    private void Change(Transcript.Work work, Revised revised)
    {
        var conversation = revised.Now;
        int? line = work.ClientMessageId is { } client && known.TryGetValue((conversation.Id, client), out var sequence) ? sequence : null;
        var untouched = conversation.Copy();
        try
        {
            work.Apply(conversation, line);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A refused change must leave no trace in its neighbours' transaction.
            revised.Now = untouched;
            work.Refusal = fault;
            return;
        }

        foreach (var added in conversation.Added.Skip(untouched.Added.Count))
        {
            if (added.ClientMessageId is { } given) known[(conversation.Id, given)] = added.Sequence;
        }
    }

    /// <summary>Looks for a sender's identifier among the last lines.</summary>
    /// <returns>False when there are earlier lines that only the database knows.</returns>
    private bool Recognize(string conversationId, string client)
    {
        if (!conversations.TryGetValue(conversationId, out var revised) || revised.Known is not { } recently) return false;
        foreach (var line in recently.Lines)
        {
            if (line.ClientMessageId != client) continue;
            known[(conversationId, client)] = line.Sequence;
            return true;
        }

        return recently.Reaches(0);
    }
}
