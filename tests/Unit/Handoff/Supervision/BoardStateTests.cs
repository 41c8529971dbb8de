using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;
using BrigadeNumerique.Handoff.Supervision;

namespace BrigadeNumerique.Unit.Handoff.Supervision;

public sealed class BoardStateTests
{
    private static readonly DateTimeOffset Now = SomeStep.Now;

    [Fact]
    public void TheUrgentComeByTheirOwnWaitAndTheLongestIsOfAll()
    {
        var state = State([Waiting("a", Priority.Urgent, 2), Waiting("b", Priority.Urgent, 3), Waiting("c", Priority.Normal, 9)], []);

        Assert.Equal(["b", "a"], state.Urgent.Select(item => item.Id));
        Assert.Equal(Now.AddMinutes(-9), state.Longest);
        Assert.Equal((2, 0, 1), (state.WaitingIn(Priority.Urgent), state.WaitingIn(Priority.Sensitive), state.WaitingIn(Priority.Normal)));
    }

    [Fact]
    public void WhoIsAwayIsNotOnlineAndOffersNoRoom()
    {
        var state = State([], [Colleague(Presence.Available, 6, 4), Colleague(Presence.Busy, 5, 5), Colleague(Presence.Away, 6, 2)]);

        Assert.Equal((2, 11, 13), (state.Online, state.Load, state.Capacity));
    }

    [Fact]
    public void EachWaitsForTheSkillOfTheSubjectAndLanguagesAreCountedAmongThem()
    {
        var state = State([Waiting("a", Priority.Sensitive, 1, "domestic-violence"), Waiting("b", Priority.Normal, 6, null, "en"), Waiting("c", Priority.Normal, 4)], []);

        Assert.Equal([(Skill.Violence, 1, 1), (null, 2, 6), (Skill.Speaks("en"), 1, 6)], state.BySkill.Select(row => (row.Skill, row.Count, (int)(Now - row.Oldest).TotalMinutes)));
    }

    [Theory]
    [InlineData("2026-11-22T01:16:00Z", true, "2026-11-21", "2026-11-21T19:00:00Z")]
    [InlineData("2026-11-22T12:00:00Z", false, "2026-11-22", "2026-11-22T06:00:00Z")]
    [InlineData("2026-07-01T18:30:00Z", true, "2026-07-01", "2026-07-01T18:00:00Z")]
    public void TheServiceIsOfTheNightOrOfTheDayInParis(string now, bool night, string first, string since)
    {
        var shift = Shift.Of(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal((night, DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.Parse(since, System.Globalization.CultureInfo.InvariantCulture)), (shift.Night, shift.First, shift.Since));
    }

    private static BoardState State(IReadOnlyList<QueueItem> waiting, IReadOnlyList<Colleague> present) =>
        new(Now, Now.AddHours(-6), waiting, [], present, new SurgeState(false, null, null), Flow.Of([], waiting.Count, Now), [], new Satisfied(0, null, 0), new Dictionary<string, string>());

    private static QueueItem Waiting(string id, Priority priority, double minutes, string? topic = null, string? language = null) =>
        new(id, Custody.Queued, priority, HandoffReason.Asked, topic, null, Now.AddMinutes(-minutes), null, null, Now, null, 1, false) { UnownedSince = Now.AddMinutes(-minutes), Language = language };

    private static Colleague Colleague(Presence presence, int capacity, int load) => new("op", "Gendarme", presence, false, SkillSet.None, capacity, [], load, false);
}
