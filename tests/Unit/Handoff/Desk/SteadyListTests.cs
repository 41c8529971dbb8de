using BrigadeNumerique.Handoff.Desk.Exchanges;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Desk;

public sealed class SteadyListTests
{
    [Fact]
    public void UnderAHandNothingMoves()
    {
        var list = new SteadyList();
        list.Update([SomeExchange.Waiting("a"), SomeExchange.Waiting("b"), SomeExchange.Waiting("c")], hold: false);

        list.Update([SomeExchange.Waiting("new"), SomeExchange.Waiting("c"), SomeExchange.Waiting("a")], hold: true);

        Assert.Equal([("a", false), ("b", true), ("c", false)], list.Rows.Select(row => (row.Item.Id, row.Gone)));
        Assert.Equal(1, list.Withheld);
    }

    [Fact]
    public void OnceTheHandIsElsewhereTheTrueOrderIsShown()
    {
        var list = new SteadyList();
        list.Update([SomeExchange.Waiting("a"), SomeExchange.Waiting("b")], hold: false);
        list.Update([SomeExchange.Waiting("new"), SomeExchange.Waiting("a")], hold: true);

        list.Release();

        Assert.Equal([("new", false), ("a", false)], list.Rows.Select(row => (row.Item.Id, row.Gone)));
        Assert.Equal(0, list.Withheld);
    }

    [Fact]
    public void AHeldRowShowsWhatIsNewInIt()
    {
        var list = new SteadyList();
        list.Update([SomeExchange.Waiting("a")], hold: false);

        list.Update([SomeExchange.Waiting("a", BrigadeNumerique.Handoff.Conversations.Priority.Urgent)], hold: true);

        Assert.Equal(BrigadeNumerique.Handoff.Conversations.Priority.Urgent, Assert.Single(list.Rows).Item.Place.Priority);
    }
}
