using BrigadeNumerique.Bot.Channels.Social.Messenger;
using BrigadeNumerique.Bot.Channels.Social.Meta;
using BrigadeNumerique.Bot.Channels.Social.WhatsApp;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Unit.Bot.Channels;

/// <summary>How long people may write on Meta's services.</summary>
public sealed class MetaWindowTests
{
    private static readonly DateTimeOffset Wrote = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("messenger", 23.9, false, "", nameof(WritingWindow.Open))]
    [InlineData("messenger", 24.0, false, "", nameof(WritingWindow.Closed))]
    [InlineData("messenger", 24.0, true, "", nameof(WritingWindow.Open))]
    [InlineData("messenger", 167.9, true, "", nameof(WritingWindow.Open))]
    [InlineData("messenger", 168.0, true, "", nameof(WritingWindow.Closed))]
    [InlineData("whatsapp", 23.9, false, "", nameof(WritingWindow.Open))]
    [InlineData("whatsapp", 24.0, true, "", nameof(WritingWindow.Closed))]
    [InlineData("whatsapp", 24.0, false, "reprise", nameof(WritingWindow.InvitationOnly))]
    [InlineData("directline", 10_000, false, "", nameof(WritingWindow.Open))]
    [InlineData("telegram", 10_000, false, "", nameof(WritingWindow.Open))]
    public void TheWindowIsThatOfTheService(string channel, double hours, bool humanAgent, string template, string expected)
    {
        var window = new MetaWindow(Options.Create(new MessengerOptions { HumanAgent = humanAgent }), Options.Create(new WhatsAppOptions { Template = template }));
        var conversation = new Conversation("c", channel, "v", null, Wrote.AddDays(-3));
        conversation.Receive(new Line(Author.Citizen, "bonjour"), Wrote);

        Assert.Equal(expected, window.Of(conversation, Wrote.AddHours(hours)).ToString());
    }
}
