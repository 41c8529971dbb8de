using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Bar;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Desk;

public sealed class AlarmTests
{
    private readonly FakeTimeProvider clock = new(SomeExchange.Now);

    [Fact]
    public void OnlyAnUrgentOneThatNobodyHasRings()
    {
        var alarm = new Alarm(clock);

        alarm.Update([SomeExchange.Waiting("calm"), SomeExchange.Waiting("sensitive", Priority.Sensitive)]);
        var before = alarm.Rings;
        alarm.Update([SomeExchange.Waiting("calm"), SomeExchange.Waiting("urgent", Priority.Urgent)]);

        Assert.False(before);
        Assert.True(alarm.Rings);
        Assert.Equal("urgent", alarm.First?.Id);
    }

    [Fact]
    public void MutedIsSilentUntilAnotherComesOrTheSameComesBack()
    {
        var alarm = new Alarm(clock);
        alarm.Update([SomeExchange.Waiting("first", Priority.Urgent)]);

        alarm.Mute();
        var muted = alarm.Rings;
        alarm.Update([SomeExchange.Waiting("first", Priority.Urgent), SomeExchange.Waiting("second", Priority.Urgent)]);
        var another = (alarm.Rings, alarm.First?.Id);
        alarm.Mute();
        alarm.Update([SomeExchange.Waiting("first", Priority.Urgent, epoch: 3)]);

        Assert.False(muted);
        Assert.Equal((true, "second"), another);
        Assert.True(alarm.Rings);
    }

    [Fact]
    public void ADangerFoundInOneThatWasUrgentForAnotherReasonRingsAnew()
    {
        var alarm = new Alarm(clock);
        alarm.Update([SomeExchange.Waiting("silent", Priority.Urgent, reason: HandoffReason.Silence)]);
        alarm.Mute();

        alarm.Update([SomeExchange.Waiting("silent", Priority.Urgent, reason: HandoffReason.Emergency)]);

        Assert.True(alarm.Rings);
    }

    [Fact]
    public void ItIsSaidAtTheArrivalThenEveryThirtySecondsWhileNobodyTakesIt()
    {
        var alarm = new Alarm(clock);
        var said = new List<int>();

        for (var second = 0; second <= 60; second += 10)
        {
            alarm.Update([SomeExchange.Waiting("urgent", Priority.Urgent)]);
            said.Add(alarm.Announcement);
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal([1, 1, 1, 2, 2, 2, 3], said);
    }

    [Fact]
    public void TakenItIsOverAtOnce()
    {
        var alarm = new Alarm(clock);
        alarm.Update([SomeExchange.Waiting("urgent", Priority.Urgent)]);

        alarm.Update([]);

        Assert.False(alarm.Rings);
        Assert.Null(alarm.First);
    }
}
