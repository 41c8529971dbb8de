using System.Text;
using BrigadeNumerique.Bot.Channels.Inbox;
using BrigadeNumerique.Bot.Channels.Social.Messenger;

namespace BrigadeNumerique.Unit.Bot.Channels;

/// <summary>Deliveries as documented, and as nobody documented them.</summary>
public sealed class MessengerPayloadTests
{
    private const string Citizen = "9911223344556677";

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1458692752478);

    [Fact]
    public void ATextIsReadWithItsSenderAndTime()
    {
        var said = One("""
            "message": { "mid": "m_1457764197618:41d102a3e1ae206a38", "text": "h\u00e9 l\u00e0", "nlp": { "entities": {} } }
            """);

        Assert.Equal((InboundKind.Message, Citizen, "m_1457764197618:41d102a3e1ae206a38", At, "hé là"), (said.Kind, said.From.UserId, said.EventId, said.At, said.Text));
        Assert.Equal((said.EventId, 1458692752478), (said.MessageId, said.Order));
        Assert.Empty(said.Files);
    }

    [Fact]
    public void AQuickReplySaysWhatWasTapped()
    {
        var tapped = One("""
            "message": { "mid": "m_1", "text": "Plainte", "quick_reply": { "payload": "c3.1" } }
            """);

        Assert.Equal((InboundKind.Choice, "c3.1", "Plainte"), (tapped.Kind, tapped.Choice, tapped.Text));
    }

    [Fact]
    public void AButtonOfTheMenuSaysItsTitleAndHasAnIdentifier()
    {
        var tapped = One("""
            "postback": { "mid": "m_9", "title": "Parler \u00e0 une personne", "payload": "MENU_2" }
            """);
        var older = One("""
            "postback": { "title": "Plainte", "payload": "MENU_1" }
            """);

        Assert.Equal(("m_9", "MENU_2", "Parler à une personne"), (tapped.EventId, tapped.Choice, tapped.Text));
        Assert.Equal("postback:1458692752478", older.EventId);
    }

    [Fact]
    public void TheButtonToBeginIsAnArrivalWithoutAWord() => Assert.Equal(InboundKind.Start, One("""
        "postback": { "mid": "m_9", "title": "D\u00e9marrer", "payload": "GET_STARTED" }
        """).Kind);

    [Theory]
    [InlineData("image", nameof(InboundKind.Message))]
    [InlineData("video", nameof(InboundKind.Message))]
    [InlineData("file", nameof(InboundKind.Message))]
    [InlineData("audio", nameof(InboundKind.Voice))]
    public void WhatIsSentIsReadWithWhereItLies(string type, string kind)
    {
        var said = One($$"""
            "message": { "mid": "m_2", "attachments": [ { "type": "{{type}}", "payload": { "url": "https://scontent.xx.fbcdn.net/1" } } ] }
            """);

        Assert.Equal((kind, null), (said.Kind.ToString(), said.Text));
        Assert.Equal("https://scontent.xx.fbcdn.net/1", Assert.Single(said.Files).Reference);
    }

    [Fact]
    public void APlaceIsReadWithItsCoordinates()
    {
        var place = One("""
            "message": { "mid": "m_3", "attachments": [ { "title": "Position", "type": "location", "payload": { "coordinates": { "lat": 48.8584, "long": 2.2945 } } } ] }
            """);

        Assert.Equal((InboundKind.Position, new InboundPosition(48.8584, 2.2945)), (place.Kind, place.Position));
    }

    [Theory]
    [InlineData("""{ "mid": "m_4", "attachments": [ { "type": "image", "payload": { "url": "https://scontent.xx.fbcdn.net/1", "sticker_id": 369239263222822 } } ] }""")]
    [InlineData("""{ "mid": "m_4", "is_unsupported": true }""")]
    [InlineData("""{ "mid": "m_4", "attachments": [ { "type": "tomorrow", "payload": {} } ] }""")]
    [InlineData("""{ "mid": "m_4", "attachments": [ { "type": "location", "payload": { "coordinates": { "lat": 480, "long": 2 } } } ] }""")]
    [InlineData("""{ "mid": "m_4", "text": "   " }""")]
    [InlineData("""{ "mid": "m_4", "text": "\uD83D" }""")]
    public void ThumbsAndWhatTheServiceCannotCarryAreUnknown(string message) => Assert.Equal(InboundKind.Unknown, One("\"message\": " + message).Kind);

    [Fact]
    public void ALinkThatWasWrittenIsWordsAlone() => Assert.Equal((InboundKind.Message, 0), (One("""
        "message": { "mid": "m_4", "text": "voir https://exemple.fr", "attachments": [ { "type": "fallback", "payload": { "url": "https://exemple.fr", "title": "Exemple" } } ] }
        """).Kind, One("""
        "message": { "mid": "m_4", "text": "voir https://exemple.fr", "attachments": [ { "type": "fallback", "payload": { "url": "https://exemple.fr", "title": "Exemple" } } ] }
        """).Files.Count));

    [Fact]
    public void WhatThePageSentItselfIsPassedOver() => Assert.Empty(Item("""
        "message": { "mid": "m_5", "is_echo": true, "app_id": 1517776481860111, "text": "Bonjour" }
        """));

    [Fact]
    public void AReactionAsksForNoAnswer() => Assert.Empty(Item("""
        "reaction": { "reaction": "sad", "emoji": "\uD83D\uDE22", "action": "react", "mid": "m_7" }
        """));

    [Fact]
    public void AChangeAndAWithdrawalNameTheMessage()
    {
        var edited = One("""
            "message_edit": { "mid": "m_6", "text": "plut\u00f4t demain", "num_edit": 2 }
            """);
        var unsent = One("""
            "message": { "mid": "m_6", "is_deleted": true }
            """);

        Assert.Equal((InboundKind.Edit, "m_6", "m_6:edit:2", "plutôt demain"), (edited.Kind, edited.MessageId, edited.EventId, edited.Text));
        Assert.Equal((InboundKind.Deletion, "m_6"), (unsent.Kind, unsent.MessageId));
    }

    [Fact]
    public void DeliveriesAndReadsAreStates()
    {
        var delivered = Item("""
            "delivery": { "mids": ["m_a", "m_b"], "watermark": 1458668856253 }
            """);
        var read = One("""
            "read": { "watermark": 1458668856253 }
            """);

        Assert.Equal([(InboundKind.Delivered, "m_a"), (InboundKind.Delivered, "m_b")], delivered.Select(told => (told.Kind, told.MessageId!)));
        Assert.Equal((InboundKind.Read, null, DateTimeOffset.FromUnixTimeMilliseconds(1458668856253)), (read.Kind, read.MessageId, read.At));
    }

    [Fact]
    public void APublicCommentIsToldWithoutItsWords()
    {
        var comment = Assert.Single(Feed("comment", "add", "77"));

        Assert.Equal((InboundKind.Public, "comment:77", "104_5_9", "comment:104_5_9"), (comment.Kind, comment.From.UserId, comment.From.Data, comment.EventId));
        Assert.DoesNotContain("secours", comment.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("comment", "edited", "77")]
    [InlineData("comment", "remove", "77")]
    [InlineData("reaction", "add", "77")]
    [InlineData("comment", "add", "104")]
    public void OtherThingsOfThePublicPageAndThePagesOwnCommentsArePassedOver(string item, string verb, string author) => Assert.Empty(Feed(item, verb, author));

    [Fact]
    public void SeveralEntriesAndMessagesKeepTheirOrder()
    {
        var body = """{"object":"page","entry":[{"id":"104","time":1,"messaging":[""" + Envelope("1", "a") + "," + Envelope("2", "b") + """]},{"id":"104","time":2,"messaging":[""" + Envelope("3", "c") + "]}]}";

        Assert.Equal(["a", "b", "c"], MessengerPayload.Read(Encoding.UTF8.GetBytes(body))!.Select(said => said.Text));
    }

    [Theory]
    [InlineData("pas du JSON")]
    [InlineData("{\"object\":\"page\"")]
    [InlineData("")]
    public void WhatIsNoJsonIsToldFromWhatIsEmpty(string body) => Assert.Null(MessengerPayload.Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void BytesThatAreNoTextAreNoJson() => Assert.Null(MessengerPayload.Read(new byte[] { (byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}' }));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"object":"page","entry":{}}""")]
    [InlineData("""{"object":"page","entry":[null,1,"x",[]]}""")]
    [InlineData("""{"object":"instagram","entry":[{"messaging":[{}]}]}""")]
    [InlineData("""{"object":"page","entry":[{"messaging":[null,{},{"sender":1},{"sender":{"id":""}},{"sender":{"id":"1"},"timestamp":"x","message":{}}]}]}""")]
    [InlineData("""{"object":"page","entry":[{"messaging":[{"sender":{"id":"1"},"timestamp":-5,"message":{"mid":"m","text":"x"}}]}]}""")]
    [InlineData("""{"object":"page","entry":[{"messaging":[{"sender":{"id":"1"},"timestamp":99999999999999999,"message":{"mid":"m","text":"x"}}]}]}""")]
    public void StrangeShapesGiveNothing(string body) => Assert.Empty(MessengerPayload.Read(Encoding.UTF8.GetBytes(body))!);

    private static InboundEvent One(string content) => Assert.Single(Item(content));

    private static IReadOnlyList<InboundEvent> Item(string content) => MessengerPayload.Read(Encoding.UTF8.GetBytes(
        $$$"""{"object":"page","entry":[{"id":"104","time":1458692752478,"messaging":[{"sender":{"id":"{{{Citizen}}}"},"recipient":{"id":"104"},"timestamp":1458692752478,{{{content}}}}]}]}"""))!;

    private static string Envelope(string id, string text) => $$$"""{"sender":{"id":"{{{Citizen}}}"},"timestamp":1458692752478,"message":{"mid":"m_{{{id}}}","text":"{{{text}}}"}}""";

    private static IReadOnlyList<InboundEvent> Feed(string item, string verb, string author) => MessengerPayload.Read(Encoding.UTF8.GetBytes(
        $$$"""{"object":"page","entry":[{"id":"104","time":1458692752478,"changes":[{"field":"feed","value":{"item":"{{{item}}}","verb":"{{{verb}}}","comment_id":"104_5_9","from":{"id":"{{{author}}}","name":"X"},"message":"au secours","created_time":1458692752}}]}]}"""))!;
}
