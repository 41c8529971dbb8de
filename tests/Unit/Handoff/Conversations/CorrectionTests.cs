using BrigadeNumerique.Handoff.Conversations;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Conversations;

public sealed class CorrectionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("emergency", "", Priority.Urgent)]
    [InlineData("human", "harassment", Priority.Sensitive)]
    public void GraverRaisesThePlaceOfWhoWaitsAtOnce(string route, string sensitive, Priority priority)
    {
        var (conversation, message) = Waiting();

        conversation.Correct(message, Says(CorrectionVerdict.Graver, route, sensitive), "Camille", Now);

        Assert.Equal((priority, Custody.Queued, HandoffReason.Corrected), (conversation.Priority, conversation.Custody, conversation.Reason));
        Assert.Equal("il va revenir", conversation.Trigger);
    }

    [Fact]
    public void GraverTakesTheConversationFromTheAssistant()
    {
        var conversation = Opened(out var message);

        Assert.True(conversation.Correct(message, Says(CorrectionVerdict.Graver, "emergency", ""), "Camille", Now));

        Assert.Equal((Priority.Urgent, Custody.Queued), (conversation.Priority, conversation.Custody));
    }

    [Theory]
    [InlineData(CorrectionVerdict.Lighter, "answer")]
    [InlineData(CorrectionVerdict.Right, "human")]
    public void NothingElseMovesIt(CorrectionVerdict verdict, string route)
    {
        var (conversation, message) = Waiting();
        conversation.Raise(HandoffReason.Sensitive, Priority.Sensitive, "harassment", null);

        conversation.Correct(message, Says(verdict, route, ""), "Camille", Now);

        Assert.Equal((Priority.Sensitive, HandoffReason.Sensitive), (conversation.Priority, conversation.Reason));
    }

    [Fact]
    public void AClosedConversationIsCorrectedAndStaysClosed()
    {
        var (conversation, message) = Waiting();
        conversation.Close("citizen", Now);

        conversation.Correct(message, Says(CorrectionVerdict.Graver, "emergency", ""), "Camille", Now);

        Assert.Equal(Custody.Closed, conversation.Custody);
        Assert.Contains(conversation.Added, line => line.Kind == LineKind.Correction);
    }

    [Fact]
    public void WhatOnlyTheStaffKnowsIsNoAlertOnTheCitizensScreenUntilADangerIsFound()
    {
        var (conversation, message) = Waiting();
        conversation.Correct(message, Says(CorrectionVerdict.Graver, "emergency", ""), "Camille", Now);

        Assert.False(conversation.Alerted);
        Assert.False(conversation.MarkAlertShown());

        conversation.Raise(HandoffReason.Emergency, Priority.Urgent, "emer.fire", "au feu");
        Assert.True(conversation.Alerted);
        Assert.Equal("emer.fire", conversation.Topic);
        Assert.True(conversation.MarkAlertShown());
    }

    [Fact]
    public void AnAlertThatTheCitizenKnowsStaysOne()
    {
        var (conversation, message) = Waiting();
        conversation.Raise(HandoffReason.Emergency, Priority.Urgent, "emer.fire", "au feu");

        conversation.Correct(message, Says(CorrectionVerdict.Graver, "emergency", ""), "Camille", Now);

        Assert.Equal((HandoffReason.Emergency, "emer.fire"), (conversation.Reason, conversation.Topic));
    }

    private static Correction Says(CorrectionVerdict verdict, string route, string sensitive) =>
        new(verdict, route, sensitive, route, route == "emergency" ? "police" : "", "op-1", "v");

    private static Conversation Opened(out Message message)
    {
        var conversation = new Conversation("c", "directline", "v", "fr-FR", Now);
        message = conversation.Receive(new Line(Author.Citizen, "il va revenir"), Now);
        return conversation;
    }

    private static (Conversation Conversation, Message Message) Waiting()
    {
        var conversation = Opened(out var message);
        conversation.RequestHandoff(HandoffReason.Asked, Priority.Normal, null, null, Now);
        return (conversation, message);
    }
}
