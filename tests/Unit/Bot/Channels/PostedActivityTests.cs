using System.Text;
using BrigadeNumerique.Bot.Channels.BotService;
using BrigadeNumerique.Bot.Channels.Inbox;

namespace BrigadeNumerique.Unit.Bot.Channels;

/// <summary>Activities as the channels behind Azure Bot Service post them.</summary>
public sealed class PostedActivityTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AMessageOfTeamsIsReadWithTheConversationItBelongsTo()
    {
        var activity = Read("""
            {"text":"Bonjour\u00a0!","textFormat":"plain","attachments":[{"contentType":"text/html","content":"<p>Bonjour</p>"}],"type":"message","timestamp":"2026-11-26T07:59:58.1234567Z",
             "localTimestamp":"2026-11-26T08:59:58.1234567+01:00","id":"1637917198123","channelId":"msteams","serviceUrl":"https://smba.trafficmanager.net/emea/","from":{"id":"29:1bc","name":"X","aadObjectId":"y"},
             "conversation":{"conversationType":"personal","tenantId":"t","id":"a:1pL"},"recipient":{"id":"28:app","name":"Brigade"},"entities":[],"channelData":{"tenant":{"id":"t"}},"locale":"fr-FR"}
            """)!;

        Assert.Equal(("message", "1637917198123", "msteams", "a:1pL", "https://smba.trafficmanager.net/emea/"), (activity.Type, activity.Id, activity.ChannelId, activity.ConversationId, activity.ServiceUrl));
        Assert.Equal(("29:1bc", "28:app", "fr-FR", "Bonjour\u00a0!", false), (activity.From, activity.Recipient, activity.Locale, activity.Text, activity.Group));
        Assert.Equal(new DateTimeOffset(2026, 11, 26, 7, 59, 58, TimeSpan.Zero), activity.At.AddTicks(-(activity.At.Ticks % TimeSpan.TicksPerSecond)));
        Assert.Empty(activity.Files);
    }

    [Theory]
    [InlineData("""{"id":"c","isGroup":true}""")]
    [InlineData("""{"id":"c","conversationType":"channel"}""")]
    [InlineData("""{"id":"c","conversationType":"groupChat"}""")]
    public void AGroupIsToldFromTwoWhoTalk(string conversation) => Assert.True(Read($$$"""{"type":"message","id":"1","channelId":"msteams","serviceUrl":"https://s/","conversation":{{{conversation}}},"text":"x"}""")!.Group);

    [Fact]
    public void AFileIsReadWithWhereItLies()
    {
        var file = Assert.Single(Read("""{"type":"message","id":"1","channelId":"line","serviceUrl":"https://s/","conversation":{"id":"c"},"attachments":[{"contentType":"image/jpeg","contentUrl":"https://s/v3/attachments/1/views/original","name":"a.jpg"},{"contentType":"application/vnd.microsoft.card.hero"}]}""")!.Files);

        Assert.Equal(new PostedFile("image/jpeg", "https://s/v3/attachments/1/views/original", "a.jpg"), file);
    }

    [Fact]
    public void TheValueOfACardsButtonIsWhatTheCitizenSays() => Assert.Equal("Plainte", Read("""{"type":"message","id":"1","channelId":"line","serviceUrl":"https://s/","conversation":{"id":"c"},"value":"Plainte"}""")!.Text);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"type":"message","id":"1","channelId":"line","serviceUrl":"https://s/"}""")]
    [InlineData("""{"type":"message","id":"1","channelId":"line","serviceUrl":"https://s/","conversation":"c"}""")]
    [InlineData("""{"type":"message","channelId":"line","serviceUrl":"https://s/","conversation":{"id":"c"}}""")]
    [InlineData("""{"type":1,"id":"1","channelId":"line","serviceUrl":"https://s/","conversation":{"id":"c"}}""")]
    [InlineData("""{"type":"message","id":"1","channelId":{},"serviceUrl":"https://s/","conversation":{"id":"c"}}""")]
    public void WhatBelongsToNobodyIsNoActivity(string body) => Assert.Null(Read(body));

    [Fact]
    public void AnUnreadableTimeIsNow() => Assert.Equal(Now, Read("""{"type":"message","id":"1","channelId":"line","serviceUrl":"https://s/","conversation":{"id":"c"},"timestamp":"hier"}""")!.At);

    [Fact]
    public void AMessageInPrivateIsRecordedUnderItsConversation()
    {
        var item = Event("message", """ "text":"Bonjour","locale":"fr-FR" """)!;

        Assert.Equal((InboundKind.Message, "line|c", "line|c|1", "1", "Bonjour", "fr-FR"), (item.Kind, item.From.UserId, item.EventId, item.MessageId, item.Text, item.Locale));
        Assert.Equal(new BotServiceReference("https://s/", "line", "c", "28:b", "29:c"), BotServiceReference.Of(item.From));
    }

    [Theory]
    [InlineData("message", "", nameof(InboundKind.Unknown))]
    [InlineData("message", """ "attachments":[{"contentType":"audio/ogg","contentUrl":"https://s/1"}] """, nameof(InboundKind.Voice))]
    [InlineData("message", """ "attachments":[{"contentType":"image/png","contentUrl":"https://s/1"}] """, nameof(InboundKind.Message))]
    [InlineData("messageUpdate", """ "text":"plutôt demain" """, nameof(InboundKind.Edit))]
    [InlineData("messageDelete", "", nameof(InboundKind.Deletion))]
    [InlineData("conversationUpdate", """ "membersAdded":[{"id":"28:b"}] """, nameof(InboundKind.Start))]
    [InlineData("conversationUpdate", """ "membersAdded":[{"id":"29:c"}] """, null)]
    [InlineData("typing", "", null)]
    [InlineData("messageReaction", """ "reactionsAdded":[{"type":"like"}] """, null)]
    [InlineData("event", """ "name":"x","value":{} """, null)]
    [InlineData("tomorrow", "", null)]
    public void EachTypeIsWhatItMeansForUs(string type, string members, string? kind) => Assert.Equal(kind, Event(type, members)?.Kind.ToString());

    [Fact]
    public void WhatIsSaidInARoomIsPublicAndNotRead()
    {
        var item = Event("message", """ "text":"au secours","conversationX":1 """, """{"id":"c","isGroup":true}""")!;

        Assert.Equal((InboundKind.Public, null, "room:line|c"), (item.Kind, item.Text, item.From.UserId));
    }

    private static InboundEvent? Event(string type, string members, string conversation = """{"id":"c"}""") =>
        Read($$$"""{"type":"{{{type}}}","id":"1","channelId":"line","serviceUrl":"https://s/","conversation":{{{conversation}}},"from":{"id":"29:c"},"recipient":{"id":"28:b"}{{{(members.Length > 0 ? "," + members : "")}}}}""")!.ToEvent();

    private static PostedActivity? Read(string body) => PostedActivity.Read(Encoding.UTF8.GetBytes(body), Now);
}
