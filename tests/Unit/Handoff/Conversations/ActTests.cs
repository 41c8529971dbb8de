using BrigadeNumerique.Handoff.Conversations;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Conversations;

public sealed class ActTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ATransferKeepsThePlaceAsksTheColleagueAndShowsTheNoteToTheStaffAlone()
    {
        var conversation = Held();
        var (queuedAt, epoch) = (conversation.QueuedAt, conversation.Epoch);

        conversation.Transfer(new TransferWish(OperatorId: "op-2"), "elle rappelle à 3 h", Now.AddSeconds(45), Now);

        Assert.Equal((Custody.Queued, "op-2", queuedAt, epoch + 1), (conversation.Custody, conversation.OfferedTo, conversation.QueuedAt, conversation.Epoch));
        var note = Assert.Single(conversation.Added, line => line.Kind == LineKind.Note);
        Assert.Equal((Audience.Staff, "Adjudante Camille"), (note.Audience, note.AuthorName));
    }

    [Fact]
    public void WhoPassedItOnIsNotAskedAgain()
    {
        var conversation = Held();

        conversation.Transfer(new TransferWish(Skill: "minors"), null, Now, Now);

        Assert.Equal(("op-1", "minors"), (conversation.Asked, conversation.WantedSkill));
    }

    [Fact]
    public void AHoldEndsWhenTheCitizenWrites()
    {
        var conversation = Held();

        Assert.True(conversation.Hold(true, Now));
        Assert.False(conversation.Hold(true, Now));
        conversation.Receive(new Line(Author.Citizen, "voilà la pièce"), Now);

        Assert.Null(conversation.OnHoldSince);
        Assert.Equal(["true", "false"], conversation.Added.Where(line => line.Kind == LineKind.Hold).Select(line => line.Data!));
    }

    [Fact]
    public void HoldAndHelpEndWithTheHolding()
    {
        var conversation = Held();
        conversation.Hold(true, Now);
        conversation.AskForHelp(true, "Adjudante Camille", Now);

        conversation.Requeue("operator-lost", Now);

        Assert.Equal((null, null), (conversation.OnHoldSince, conversation.HelpSince));
        Assert.False(conversation.AskForHelp(true, "Adjudante Camille", Now));
    }

    [Fact]
    public void TheCodeOfACloseStandsInItsLineAndGoesWhenTheCitizenWritesAgain()
    {
        var conversation = Held();

        conversation.Close("operator", Now, "oriented");

        Assert.Equal("oriented", Transitions.Read(conversation.Added[^1]).Code);
        conversation.Receive(new Line(Author.Citizen, "encore une question"), Now);
        Assert.Null(conversation.CloseCode);
    }

    [Fact]
    public void OnlyWhatPeopleDidNotAnswerIsUnheard()
    {
        var conversation = new Conversation("c", "directline", "v", null, Now);
        conversation.Receive(new Line(Author.Citizen, "parler à une personne"), Now);
        conversation.RequestHandoff(HandoffReason.Asked, Priority.Normal, null, null, Now);
        var asked = conversation.Unheard;
        conversation.Receive(new Line(Author.Citizen, "vous êtes là ?"), Now);
        var waiting = conversation.Unheard;
        conversation.Accept("op-1", "Camille", Now);
        conversation.Write(new Line(Author.Operator, "une note") { Audience = Audience.Staff }, Now);
        var noted = conversation.Unheard;
        conversation.Write(new Line(Author.Operator, "oui"), Now);

        Assert.Equal((false, true, true, false), (asked, waiting, noted, conversation.Unheard));
    }

    [Fact]
    public void AReturnToTheAssistantLeavesItWhatItHasNotLookedAt()
    {
        var conversation = Held();
        conversation.MarkAnswered(conversation.LastCitizenSequence);
        conversation.Receive(new Line(Author.Citizen, "je vais me tuer"), Now);

        conversation.ReturnToBot("hand-back", Now);

        Assert.True(conversation.LastCitizenSequence > conversation.AnsweredThrough);
    }

    [Fact]
    public void ADeclinedOfferIsNotAskedOfTheSameAgain()
    {
        var conversation = new Conversation("c", "directline", "v", null, Now);
        conversation.RequestHandoff(HandoffReason.Asked, Priority.Normal, null, null, Now);
        conversation.Offer("op-1", Ring.Fittest, anew: false, Now.AddSeconds(45), Now);

        Assert.False(conversation.Decline("op-2", Now));
        Assert.True(conversation.Decline("op-1", Now));

        Assert.Equal((null, Now, "op-1", Custody.Queued), (conversation.OfferedTo, conversation.OfferUntil, conversation.Asked, conversation.Custody));
    }

    [Fact]
    public void WhoWasAskedIsRememberedWithinBounds()
    {
        var conversation = new Conversation("c", "directline", "v", null, Now);
        conversation.RequestHandoff(HandoffReason.Asked, Priority.Normal, null, null, Now);

        for (var n = 0; n < 60; n++) conversation.Offer($"operator-with-a-long-identifier-{n}", Ring.Shift, anew: false, Now, Now);

        Assert.True(conversation.Asked.Length <= 1000);
        Assert.EndsWith("-59", conversation.Asked, StringComparison.Ordinal);
        Assert.All(conversation.Asked.Split(' '), id => Assert.StartsWith("operator-with", id, StringComparison.Ordinal));
    }

    private static Conversation Held()
    {
        var conversation = new Conversation("c", "directline", "v", null, Now);
        conversation.Receive(new Line(Author.Citizen, "parler à une personne"), Now);
        conversation.RequestHandoff(HandoffReason.Asked, Priority.Normal, null, null, Now);
        conversation.Accept("op-1", "Adjudante Camille", Now);
        return conversation;
    }
}
