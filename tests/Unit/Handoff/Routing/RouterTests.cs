using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Routing;

public sealed class RouterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly RoutingOptions Options = new();

    [Fact]
    public void TheLeastLoadedIsAskedThenTheLongestIdle()
    {
        var loaded = Here("a", held: [Priority.Normal]);
        var justTook = Here("b") with { LastTakenAt = Now.AddMinutes(-1) };
        var idle = Here("c") with { LastTakenAt = Now.AddMinutes(-30) };

        Assert.Equal("c", Only(Waiting(), loaded, justTook, idle).To);
    }

    [Fact]
    public void OnlyWhoHasTheSkillAndTheLanguageIsAskedFirst()
    {
        var item = Waiting(Priority.Sensitive, "domestic-violence") with { Language = "en" };

        Assert.Equal("both", Only(item, Here("free"), Here("violence", "violence"), Here("both", "violence,en", [Priority.Normal])).To);
    }

    [Theory]
    [InlineData(Presence.Busy)]
    [InlineData(Presence.Away)]
    [InlineData(Presence.AwayAndReassign)]
    public void WhoSaysTheyAreNotFreeIsNotAskedByName(Presence presence) => Assert.DoesNotContain(Next([Waiting()], Here("a") with { Presence = presence }), offer => offer.To is not null);

    [Fact]
    public void WhoIsFullOrGoesIsNotAskedByName()
    {
        var full = Here("full", held: [Priority.Urgent, Priority.Urgent]);
        var going = Here("going") with { Draining = true };

        Assert.Null(Only(Waiting(), full, going).To);
    }

    [Fact]
    public void OneInDangerFitsAsLongAsThereIsAnyRoomAndAnyOtherOnlyWhole()
    {
        var almost = Here("a", held: [Priority.Urgent, Priority.Sensitive]);

        Assert.Equal("a", Only(Waiting(Priority.Urgent), almost).To);
        Assert.Null(Only(Waiting(Priority.Sensitive), almost).To);
        Assert.Equal("a", Only(Waiting(), almost).To);
    }

    [Fact]
    public void ASupervisorIsAskedByNameOnlyWhenTheOthersDidNotAnswerOrAreNotThere()
    {
        var (chief, busy) = (Here("chief") with { Supervisor = true }, Here("busy") with { Presence = Presence.Busy });

        Assert.Null(Only(Waiting(), chief, busy).To);
        Assert.Equal("chief", Only(Waiting() with { Ring = Ring.Shift, OfferUntil = Now }, chief, busy).To);
        Assert.Equal("chief", Only(Waiting(), chief).To);
    }

    [Fact]
    public void NobodyIsPromisedMoreThanTheyCanHold()
    {
        var waiting = Enumerable.Range(0, 10).Select(n => Waiting(id: "c" + n)).ToList();

        var offers = Next(waiting, Here("a"), Here("b", held: [Priority.Urgent]));

        Assert.Equal((6, 3), (offers.Count(offer => offer.To == "a"), offers.Count(offer => offer.To == "b")));
    }

    [Fact]
    public void AnOfferThatStandsIsLeftAloneAndWeighs()
    {
        var offered = Waiting(Priority.Urgent, id: "first") with { Ring = Ring.Fittest, OfferedTo = "a", OfferUntil = Now.AddSeconds(5), Asked = "a" };

        var offers = Next([offered, Waiting(id: "second")], Here("a"), Here("b", held: [Priority.Sensitive]));

        Assert.Equal(("second", "b"), (Assert.Single(offers).Item.Id, offers[0].To));
    }

    [Fact]
    public void UnansweredItGoesFromRingToRingUntilTheSupervisors()
    {
        var (a, busy) = (Here("a", "violence"), Here("b", "violence") with { Presence = Presence.Busy });
        var item = Waiting(Priority.Urgent, "emer.police");
        var rings = new List<(Ring, string?)>();

        for (var (at, step) = (Now, 0); step < 5; step++)
        {
            var offer = Router.Next([item], [a, busy], Options, at).SingleOrDefault();
            if (offer is null) break;
            rings.Add((offer.Ring, offer.To));
            Assert.Equal(at.AddSeconds(20), offer.Until);
            item = item with { Ring = offer.Ring, OfferedTo = offer.To, OfferUntil = offer.Until, Asked = offer.To is null ? item.Asked : $"{item.Asked} {offer.To}".Trim() };
            at = offer.Until!.Value;
        }

        Assert.Equal([(Ring.Fittest, "a"), (Ring.Skilled, null), (Ring.Shift, null), (Ring.Supervisor, null)], rings);
    }

    [Fact]
    public void WhoComesWhileAWholeRingIsAskedIsAskedByNameAtOnce()
    {
        var item = Waiting() with { Ring = Ring.Supervisor, OfferUntil = Now.AddSeconds(30), Asked = "a" };

        var offer = Only(item, Here("a"), Here("newcomer"));

        Assert.Equal(("newcomer", Ring.Supervisor), (offer.To, offer.Ring));
    }

    [Fact]
    public void OnceEveryRingWasAskedThoseWhoLetItPassAreAskedAgainAfterAWhile()
    {
        var item = Waiting() with { Ring = Ring.Supervisor, OfferUntil = Now, Asked = "a" };

        Assert.Empty(Router.Next([item], [Here("a")], Options, Now.AddSeconds(Options.AskAgainSeconds)));
        var again = Assert.Single(Router.Next([item], [Here("a")], Options, Now.AddSeconds(Options.AskAgainSeconds + 1)));
        Assert.Equal(("a", true), (again.To, again.Anew));
    }

    [Fact]
    public void AnOfferToSomebodyWhoIsGoneDoesNotWaitForItsDeadline()
    {
        var item = Waiting(Priority.Urgent) with { Ring = Ring.Fittest, OfferedTo = "gone", OfferUntil = Now.AddSeconds(15), Asked = "gone" };

        Assert.Equal("a", Only(item, Here("a")).To);
    }

    [Fact]
    public void WhatAColleaguePassedOnStandsWhileTheyAreBusy()
    {
        var item = Waiting() with { Ring = Ring.Fittest, OfferedTo = "b", OfferUntil = Now.AddSeconds(15), Asked = "a b" };

        Assert.Empty(Next([item], Here("a"), Here("b") with { Presence = Presence.Busy }));
    }

    [Fact]
    public void WhereNobodyIsAtTheDeskNothingIsWritten() => Assert.Empty(Next([Waiting(Priority.Urgent)], Here("a") with { Presence = Presence.Away }));

    private static Offering Only(QueueItem item, params Colleague[] present) => Assert.Single(Next([item], present));

    private static IReadOnlyList<Offering> Next(IReadOnlyList<QueueItem> waiting, params Colleague[] present) => Router.Next(waiting, present, Options, Now);

    private static Colleague Here(string id, string skills = "", params Priority[] held) =>
        new(id, "Gendarme " + id, Presence.Available, false, SkillSet.Read(skills), 6, held, held.Sum(Options.WeightOf), false);

    private static QueueItem Waiting(Priority priority = Priority.Normal, string? topic = null, string id = "c") =>
        new(id, Custody.Queued, priority, HandoffReason.Asked, topic, null, Now, null, null, Now, null, 1, false);
}
