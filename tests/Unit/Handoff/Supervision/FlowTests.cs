using BrigadeNumerique.Handoff.Supervision;
using static BrigadeNumerique.Unit.Handoff.Supervision.SomeStep;

namespace BrigadeNumerique.Unit.Handoff.Supervision;

public sealed class FlowTests
{
    [Fact]
    public void EachChangeFallsIntoItsTenMinutesAndTheLastOnesAreNotOver()
    {
        // It is 2:16: the last slot began at 2:10, six minutes ago.
        var flow = Flow.Of([Arrives("a", 16.001), Arrives("b", 6), Taken("b", 0)], 1, Now);

        Assert.Equal(18, flow.Slots.Count);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 2, 10, 0, TimeSpan.Zero), flow.Slots[^1].From);
        Assert.Equal((1, 1), (flow.Slots[^1].Arrivals, flow.Slots[^1].Takes));
        Assert.Equal(0, flow.Slots[^2].Arrivals);
        Assert.Equal(1, flow.Slots[^3].Arrivals);
    }

    [Fact]
    public void WhoLeftIsCountedWithinTheHourAndOnlyIfNobodyHadTakenThem()
    {
        var flow = Flow.Of([Arrives("old", 90), Leaves("old", 61), Arrives("a", 50), Arrives("b", 40), Taken("b", 35), Leaves("a", 30), Closed("b", 10)], 0, Now);

        Assert.Equal((1, 2), (flow.Left, flow.ArrivedThen));
        Assert.Equal(0.5, flow.LeftShare);
    }

    [Fact]
    public void WithoutArrivalsThereIsNoShare() => Assert.Null(Flow.Of([], 0, Now).LeftShare);

    [Fact]
    public void ThePeakIsCountedBackFromThoseWhoWaitNow()
    {
        // Two waited already before the first of these.
        var flow = Flow.Of([Arrives("a", 50), Arrives("b", 40), Taken("a", 30), Leaves("b", 20), Arrives("c", 10)], 3, Now);

        Assert.Equal(new Peak(4, Now.AddMinutes(-40)), flow.Peak);
    }
}
