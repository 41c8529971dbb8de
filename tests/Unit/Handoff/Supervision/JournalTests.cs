using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Supervision;
using static BrigadeNumerique.Unit.Handoff.Supervision.SomeStep;

namespace BrigadeNumerique.Unit.Handoff.Supervision;

public sealed class JournalTests
{
    [Fact]
    public void AnUrgentOneIsToldWhenItComesAndWhenItIsTakenWithItsWait()
    {
        var journal = Journal.Of([Arrives("a", 10, Priority.Urgent), Taken("a", 9.9, "op-2", Priority.Urgent)], 10);

        Assert.Equal([JournalKind.UrgentTaken, JournalKind.Urgent], journal.Select(entry => entry.Kind));
        Assert.Equal(("op-2", TimeSpan.FromSeconds(6)), (journal[0].OperatorId, journal[0].After!.Value));
    }

    [Fact]
    public void WhatOneOperatorLosesTogetherIsOneEventAndNamesWhoeverHeldIt()
    {
        var journal = Journal.Of([Taken("a", 30), Taken("b", 29), Taken("c", 28, "op-2"), Back("a", 10, "operator-lost"), Back("b", 9.99, "operator-lost"), Back("c", 9.98, "operator-lost")], 10);

        Assert.Equal([("op-2", 1), ("op-1", 2)], journal.Select(entry => (entry.OperatorId, entry.Count)));
        Assert.All(journal, entry => Assert.Equal(JournalKind.Lost, entry.Kind));
    }

    [Fact]
    public void OrdinaryComingsAndGoingsAreNotTold() => Assert.Empty(Journal.Of([Arrives("a", 10), Taken("a", 8), Closed("a", 1)], 10));

    [Fact]
    public void OnlyTheLatestAreKept() => Assert.Equal("c", Assert.Single(Journal.Of([Arrives("a", 3, Priority.Urgent), Arrives("c", 1, Priority.Urgent)], 1)).ConversationId);
}
