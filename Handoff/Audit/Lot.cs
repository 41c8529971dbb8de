namespace BrigadeNumerique.Handoff.Audit;

/// <summary>Keeps the few of lowest rank among however many: the rank is of chance, so that they are a fair sample.</summary>
internal sealed class Lot(int size)
{
    // The highest rank comes out first.
    private readonly PriorityQueue<(string ConversationId, int Sequence, ulong Rank), ulong> kept = new(Comparer<ulong>.Create((a, b) => b.CompareTo(a)));

    public void Add(string conversationId, int sequence, ulong rank)
    {
        kept.Enqueue((conversationId, sequence, rank), rank);
        if (kept.Count > size) kept.Dequeue();
    }

    public IReadOnlyList<(string ConversationId, int Sequence)> InOrder() =>
        [.. kept.UnorderedItems.Select(item => item.Element).OrderBy(row => row.Rank).Select(row => (row.ConversationId, row.Sequence))];
}
