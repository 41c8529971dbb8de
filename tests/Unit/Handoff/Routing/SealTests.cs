using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Routing;

public sealed class SealTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly Viewer Untrained = new("me", false, SkillSet.Read("violence,en"));
    private static readonly Colleague Trained = new("other", "Maréchale Noor", Presence.Busy, false, SkillSet.Read("minors"), 6, [], 0, false);

    [Fact]
    public void WhoIsNotTrainedForMinorsDoesNotReadThemWhileSomebodyWhoIsIsThere()
    {
        Assert.Equal(Skill.Minors, Seal.For(Waiting(), Untrained, [Trained]));
        Assert.Null(Seal.For(Waiting(), Untrained with { Skills = SkillSet.Read("minors") }, [Trained]));
        Assert.Null(Seal.For(Waiting(), Untrained with { Supervisor = true }, [Trained]));
    }

    [Fact]
    public void NobodyWaitsBehindASealThatNoneCanOpen()
    {
        Assert.Null(Seal.For(Waiting(), Untrained, []));
        Assert.Null(Seal.For(Waiting() with { Ring = Ring.Shift }, Untrained, [Trained]));
        Assert.Null(Seal.For(Waiting() with { OfferedTo = "me" }, Untrained, [Trained]));
    }

    [Fact]
    public void DangerIsSealedToNobody() => Assert.Null(Seal.For(Waiting() with { Priority = Priority.Urgent }, Untrained, [Trained]));

    [Fact]
    public void WhatIsHeldOrOverStaysSealedButToWhoHandledIt()
    {
        var over = Waiting() with { Custody = Custody.Closed, HandledBy = "other" };

        Assert.Equal(Skill.Minors, Seal.For(over, Untrained, []));
        Assert.Null(Seal.For(over with { HandledBy = "me" }, Untrained, []));
    }

    [Fact]
    public void WhatWasToldStaysSealedWhenItIsGivenBackToTheAssistant()
    {
        var told = new Conversation("c", "directline", "v", "fr", Now);
        told.RequestHandoff(HandoffReason.Sensitive, Priority.Sensitive, "minor-alone", "j’ai 12 ans et je suis seule", Now);
        told.ReturnToBot("hand-back", Now);
        told.RequestHandoff(HandoffReason.Asked, Priority.Normal, null, "passez-moi quelqu’un", Now);

        Assert.Equal(Skill.Minors, Seal.For(told, Untrained, [Trained]));
    }

    private static QueueItem Waiting() =>
        new("c", Custody.Queued, Priority.Sensitive, HandoffReason.Sensitive, "minor-alone", null, Now, null, null, Now, null, 1, false);
}
