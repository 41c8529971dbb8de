using BrigadeNumerique.Handoff.Desk.Reading;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Desk;

public sealed class DraftTests
{
    [Fact]
    public void ARetryHasTheIdentifierOfTheFirstAttempt()
    {
        var draft = new Draft();
        draft.Write("Bonsoir", 1);

        Assert.Equal(draft.ClientIdOfAttempt(), draft.ClientIdOfAttempt());
    }

    [Fact]
    public void ACorrectedReplyIsNotTakenForTheFirst()
    {
        var draft = new Draft();
        draft.Write("Bonsoir", 1);
        var first = draft.ClientIdOfAttempt();

        draft.Write("Bonsoir, je vous lis", 1);

        Assert.NotEqual(first, draft.ClientIdOfAttempt());
    }

    [Fact]
    public void TheSameWordsSentAgainLaterAreAnotherReply()
    {
        var draft = new Draft();
        draft.Write("D’accord", 1);
        var first = draft.ClientIdOfAttempt();
        draft.Sent("D’accord");

        draft.Write("D’accord", 3);

        Assert.NotEqual(first, draft.ClientIdOfAttempt());
    }

    [Fact]
    public void WhatWasWrittenWhileSendingStays()
    {
        var draft = new Draft();
        draft.Write("Une phrase", 1);
        draft.Write("Une phrase et la suite", 1);

        draft.Sent("Une phrase");

        Assert.Equal(" et la suite", draft.Text);
    }

    [Fact]
    public void AMessageThatCameWhileWritingCrossesUntilItIsRead()
    {
        var draft = new Draft();
        draft.Write("B", 4);
        draft.Write("Bon", 7);

        var crossed = draft.Crossed(7);
        draft.Seen(7);

        Assert.True(crossed);
        Assert.False(draft.Crossed(7));
    }

    [Fact]
    public void AMessageFromBeforeTheFirstWordDoesNotCross()
    {
        var draft = new Draft();
        draft.Write("   ", 4);
        draft.Write("Bon", 7);

        Assert.False(draft.Crossed(7));
    }
}
