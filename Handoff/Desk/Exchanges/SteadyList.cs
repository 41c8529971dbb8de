namespace BrigadeNumerique.Handoff.Desk.Exchanges;

/// <summary>A row as it is shown.</summary>
/// <param name="Item">What it shows.</param>
/// <param name="Gone">It does not wait any more, and stands there only so that nothing moves under the hand.</param>
public sealed record SteadyRow(ExchangeItem Item, bool Gone);

/// <summary>A list that keeps its order while a hand is on it: rows that went stay, greyed; rows that came are counted.</summary>
internal sealed class SteadyList
{
    private IReadOnlyList<ExchangeItem> fresh = [];

    /// <summary>The rows, as they stand on the screen.</summary>
    public IReadOnlyList<SteadyRow> Rows { get; private set; } = [];

    /// <summary>How many came and are not shown yet.</summary>
    public int Withheld { get; private set; }

    /// <summary>What was just read.</summary>
    /// <param name="items">In the order of the queue.</param>
    /// <param name="hold">A hand is on the list.</param>
    public void Update(IReadOnlyList<ExchangeItem> items, bool hold)
    {
        fresh = items;
        if (!hold)
        {
            Release();
            return;
        }

        var known = items.ToDictionary(item => item.Id, StringComparer.Ordinal);
        Rows = [.. Rows.Select(row => known.Remove(row.Item.Id, out var now) ? new SteadyRow(now, Gone: false) : row with { Gone = true })];
        Withheld = known.Count;
    }

    /// <summary>The hand is elsewhere, or asks for the new ones.</summary>
    public void Release()
    {
        Rows = [.. fresh.Select(item => new SteadyRow(item, Gone: false))];
        Withheld = 0;
    }
}
