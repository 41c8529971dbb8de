using System.Text;
using BrigadeNumerique.Bot.Channels.Social.Messenger;
using BrigadeNumerique.Bot.Channels.Social.Meta;

namespace BrigadeNumerique.Unit.Bot.Channels;

/// <summary>Deliveries as documented, and as nobody documented them.</summary>
public sealed class MessengerPayloadTests
{
    private const string Citizen = "9911223344556677";

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1458692752478);

    [Fact]
    public void ATextIsReadWithItsSenderAndTime()
    {
        var said = Assert.IsType<MetaEvent.Said>(Assert.Single(Item("""
            "message": { "mid": "m_1457764197618:41d102a3e1ae206a38", "text": "h\u00e9 l\u00e0", "nlp": { "entities": {} } }
            """)));

        Assert.Equal((Citizen, "m_1457764197618:41d102a3e1ae206a38", At, "hé là"), (said.User, said.Id, said.At, said.Words));
        Assert.Empty(said.Parts);
    }

    [Fact]
    public void AQuickReplySaysItsValue() => Assert.Equal("Porter plainte", Said("""
        "message": { "mid": "m_1", "text": "Plainte", "quick_reply": { "payload": "Porter plainte" } }
        """).Words);

    [Fact]
    public void AButtonOfTheMenuSaysItsValue()
    {
        Assert.Equal(("m_9", "Parler à une personne"), (Said("""
            "postback": { "mid": "m_9", "title": "Personne", "payload": "Parler \u00e0 une personne" }
            """).Id, Said("""
            "postback": { "mid": "m_9", "title": "Personne", "payload": "Parler \u00e0 une personne" }
            """).Words));
        Assert.Equal("postback:1458692752478", Said("""
            "postback": { "title": "Démarrer" }
            """).Id);
    }

    [Theory]
    [InlineData("image", "image")]
    [InlineData("audio", "audio")]
    [InlineData("video", "video")]
    [InlineData("file", "file")]
    public void WhatIsSentIsReadWithWhereItLies(string type, string kind)
    {
        var said = Said($$"""
            "message": { "mid": "m_2", "attachments": [ { "type": "{{type}}", "payload": { "url": "https://scontent.xx.fbcdn.net/1" } } ] }
            """);

        Assert.Null(said.Words);
        Assert.Equal((kind, "https://scontent.xx.fbcdn.net/1"), (Assert.Single(said.Parts).Kind, said.Parts[0].Reference));
    }

    [Fact]
    public void APlaceIsReadWithItsCoordinates()
    {
        var place = Assert.Single(Said("""
            "message": { "mid": "m_3", "attachments": [ { "title": "Position", "type": "location", "payload": { "coordinates": { "lat": 48.8584, "long": 2.2945 } } } ] }
            """).Parts);

        Assert.Equal(("location", 48.8584, 2.2945), (place.Kind, place.Latitude, place.Longitude));
    }

    [Fact]
    public void AThumbIsAStickerAndNoPhoto() => Assert.Equal("sticker", Assert.Single(Said("""
        "message": { "mid": "m_4", "attachments": [ { "type": "image", "payload": { "url": "https://scontent.xx.fbcdn.net/1", "sticker_id": 369239263222822 } } ] }
        """).Parts).Kind);

    [Fact]
    public void WhatThePageSentItselfIsPassedOver() => Assert.Empty(Item("""
        "message": { "mid": "m_5", "is_echo": true, "app_id": 1517776481860111, "text": "Bonjour" }
        """));

    [Fact]
    public void AChangeAndAWithdrawalNameTheMessage()
    {
        var edited = Assert.IsType<MetaEvent.Edited>(Assert.Single(Item("""
            "message_edit": { "mid": "m_6", "text": "plut\u00f4t demain", "num_edit": 2 }
            """)));
        var unsent = Assert.IsType<MetaEvent.Unsent>(Assert.Single(Item("""
            "message": { "mid": "m_6", "is_deleted": true }
            """)));

        Assert.Equal(("m_6", "m_6:edit:2", "plutôt demain"), (edited.Target, edited.Id, edited.Words));
        Assert.Equal("m_6", unsent.Target);
    }

    [Fact]
    public void AReactionIsReadAndTakenBack()
    {
        Assert.Equal("😢", Assert.IsType<MetaEvent.Reacted>(Assert.Single(Item("""
            "reaction": { "reaction": "sad", "emoji": "\uD83D\uDE22", "action": "react", "mid": "m_7" }
            """))).Sign);
        Assert.Null(Assert.IsType<MetaEvent.Reacted>(Assert.Single(Item("""
            "reaction": { "action": "unreact", "mid": "m_7" }
            """))).Sign);
    }

    [Fact]
    public void DeliveriesAndReadsAreStates()
    {
        var delivered = Item("""
            "delivery": { "mids": ["m_a", "m_b"], "watermark": 1458668856253 }
            """).Cast<MetaEvent.Told>().ToList();
        var read = Assert.IsType<MetaEvent.Told>(Assert.Single(Item("""
            "read": { "watermark": 1458668856253 }
            """)));

        Assert.Equal([("m_a", MetaState.Delivered), ("m_b", MetaState.Delivered)], delivered.Select(told => (told.Message!, told.State)));
        Assert.Equal((MetaState.Read, DateTimeOffset.FromUnixTimeMilliseconds(1458668856253)), (read.State, read.Through));
    }

    [Fact]
    public void AMessageThatTheServiceCannotCarryIsUnknown()
    {
        Assert.IsType<MetaEvent.Unknown>(Assert.Single(Item("""
            "message": { "mid": "m_8", "is_unsupported": true }
            """)));
        Assert.Equal("tomorrow", Assert.Single(Said("""
            "message": { "mid": "m_8", "attachments": [ { "type": "tomorrow", "payload": {} } ] }
            """).Parts).Kind);
    }

    [Fact]
    public void APublicCommentIsToldWithoutItsWords()
    {
        var comment = Assert.IsType<MetaEvent.Commented>(Assert.Single(Feed("comment", "add", "77")));

        Assert.Equal(("77", "104_5_9"), (comment.User, comment.Id));
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

        Assert.Equal(["a", "b", "c"], MessengerPayload.Read(Encoding.UTF8.GetBytes(body))!.Cast<MetaEvent.Said>().Select(said => said.Words));
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

    [Fact]
    public void HalfASignIsNoText() => Assert.IsType<MetaEvent.Unknown>(Assert.Single(Item("""
        "message": { "mid": "m_1", "text": "\uD83D" }
        """)));

    private static MetaEvent.Said Said(string content) => Assert.IsType<MetaEvent.Said>(Assert.Single(Item(content)));

    private static IReadOnlyList<MetaEvent> Item(string content) => MessengerPayload.Read(Encoding.UTF8.GetBytes(
        $$$"""{"object":"page","entry":[{"id":"104","time":1458692752478,"messaging":[{"sender":{"id":"{{{Citizen}}}"},"recipient":{"id":"104"},"timestamp":1458692752478,{{{content}}}}]}]}"""))!;

    private static string Envelope(string id, string text) => $$$"""{"sender":{"id":"{{{Citizen}}}"},"timestamp":1458692752478,"message":{"mid":"m_{{{id}}}","text":"{{{text}}}"}}""";

    private static IReadOnlyList<MetaEvent> Feed(string item, string verb, string author) => MessengerPayload.Read(Encoding.UTF8.GetBytes(
        $$$"""{"object":"page","entry":[{"id":"104","time":1458692752478,"changes":[{"field":"feed","value":{"item":"{{{item}}}","verb":"{{{verb}}}","comment_id":"104_5_9","from":{"id":"{{{author}}}","name":"X"},"message":"au secours","created_time":1458692752}}]}]}"""))!;
}
