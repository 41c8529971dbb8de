using System.Collections.Concurrent;

namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>A conversation as this node last wrote or read it.</summary>
/// <param name="State">Its state; not to be changed.</param>
/// <param name="Lines">Its last lines, in order, up to the state's last sequence; how far back they go varies.</param>
public sealed record Recent(Conversation State, IReadOnlyList<Message> Lines)
{
    /// <summary>Whether every line after <paramref name="after"/> is among <see cref="Lines"/>.</summary>
    public bool Reaches(int after) => after >= State.LastSequence || (Lines.Count > 0 && Lines[0].Sequence <= Math.Max(0, after) + 1);

    /// <summary>The lines after <paramref name="after"/>.</summary>
    public IReadOnlyList<Message> After(int after)
    {
        var first = Lines.Count;
        while (first > 0 && Lines[first - 1].Sequence > after) first--;
        return first == 0 ? Lines : [.. Lines.Skip(first)];
    }
}

/// <summary>
/// What this node wrote last, kept to spare the database the question. Never the truth: a state from here is written only
/// under its revision, which fails when another node wrote since, and lines never change once written.
/// </summary>
internal sealed class RecentRecord
{
    /// <summary>Lines kept of one conversation: what a turn asks for, and what is being said meanwhile.</summary>
    private const int MostLines = Transcript.Remembered + 30;

    /// <summary>What all may weigh. Beyond, the conversations that rested longest go first.</summary>
    private const long MostBytes = 32_000_000;

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private long bytes;

    public Recent? Find(string conversationId)
    {
        if (!entries.TryGetValue(conversationId, out var entry)) return null;
        entry.LastUsed = Environment.TickCount64;
        return entry.Recent;
    }

    /// <summary>This was written on top of <paramref name="before"/>, or read; an older one does not replace a newer one.</summary>
    public void Learn(Conversation state, Recent? before, IReadOnlyList<Message> added)
    {
        List<Message> lines = before is null ? [.. added] : [.. before.Lines, .. added];
        if (lines.Count > MostLines) lines.RemoveRange(0, lines.Count - MostLines);
        var learnt = new Entry(new Recent(state, lines));
        var more = learnt.Weight;
        entries.AddOrUpdate(state.Id, learnt, (_, known) =>
        {
            var stays = known.Recent.State.Revision > state.Revision;
            more = stays ? 0 : learnt.Weight - known.Weight;
            return stays ? known : learnt;
        });
        if (Interlocked.Add(ref bytes, more) > MostBytes) Shed();
    }

    public void Forget(string conversationId)
    {
        if (entries.TryRemove(conversationId, out var entry)) Interlocked.Add(ref bytes, -entry.Weight);
    }

    private void Shed()
    {
        foreach (var entry in entries.OrderBy(entry => entry.Value.LastUsed).ToList())
        {
            if (Interlocked.Read(ref bytes) < MostBytes * 3 / 4) return;
            if (entries.TryRemove(entry)) Interlocked.Add(ref bytes, -entry.Value.Weight);
        }
    }

    private sealed class Entry(Recent recent)
    {
        public Recent Recent => recent;

        /// <summary>About its bytes; what the assistant says is shared by all.</summary>
        public long Weight { get; } = 500 + recent.Lines.Sum(line => line.Author is Author.Bot ? 150L : 200L + (2 * (line.Text.Length + (line.Data?.Length ?? 0))));

        public long LastUsed { get; set; } = Environment.TickCount64;
    }
}
