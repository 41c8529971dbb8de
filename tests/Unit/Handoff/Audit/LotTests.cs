using BrigadeNumerique.Handoff.Audit;

namespace BrigadeNumerique.Unit.Handoff.Audit;

public sealed class LotTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    [Fact]
    public void TheSameSeedDrawsTheSameWhateverTheOrderInWhichTheyCome()
    {
        var drawn = Draw("seed", Enumerable.Range(1, 500));

        Assert.Equal(20, drawn.Count);
        Assert.Equal(drawn, Draw("seed", Enumerable.Range(1, 500).Reverse()));
        Assert.NotEqual(drawn, Draw("another", Enumerable.Range(1, 500)));
    }

    [Fact]
    public void OfFewAllAreDrawn() => Assert.Equal(3, Draw("seed", Enumerable.Range(1, 3)).Count);

    [Fact]
    public void EveryPartOfTheDayHasItsChance()
    {
        // A tenth of them is drawn on 200 days: each half of the messages must come about as often as the other.
        var early = 0;
        for (var n = 0; n < 200; n++) early += Draw("seed", Enumerable.Range(1, 200), Day.AddDays(n)).Count(row => row.Sequence <= 100);

        Assert.InRange(early, 1850, 2150);
    }

    private static IReadOnlyList<(string ConversationId, int Sequence)> Draw(string seed, IEnumerable<int> sequences, DateOnly? day = null)
    {
        var lot = new Lot(20);
        foreach (var sequence in sequences) lot.Add("c", sequence, AuditBook.Rank(seed, day ?? Day, "c", sequence));
        return lot.InOrder();
    }
}
