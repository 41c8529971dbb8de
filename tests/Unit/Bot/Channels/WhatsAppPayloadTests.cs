using System.Text;
using BrigadeNumerique.Bot.Channels.Social.Meta;
using BrigadeNumerique.Bot.Channels.Social.WhatsApp;

namespace BrigadeNumerique.Unit.Bot.Channels;

/// <summary>Deliveries as documented, and as nobody documented them.</summary>
public sealed class WhatsAppPayloadTests
{
    private const string Number = "106540352242922";

    [Fact]
    public void ATextIsReadWithItsSenderAndTime()
    {
        var said = Said("""
            "type": "text", "text": { "body": "Bonjour" }
            """);

        Assert.Equal(("33612345678", "wamid.HBg", DateTimeOffset.FromUnixTimeSeconds(1504902988), "Bonjour"), (said.User, said.Id, said.At, said.Words));
    }

    [Theory]
    [InlineData("""
        "type": "interactive", "interactive": { "type": "button_reply", "button_reply": { "id": "Porter plainte", "title": "Plainte" } }
        """)]
    [InlineData("""
        "type": "interactive", "interactive": { "type": "list_reply", "list_reply": { "id": "Porter plainte", "title": "Plainte", "description": "x" } }
        """)]
    [InlineData("""
        "type": "button", "button": { "payload": "Porter plainte", "text": "Plainte" }
        """)]
    public void WhatIsTappedSaysItsValue(string content) => Assert.Equal("Porter plainte", Said(content).Words);

    [Theory]
    [InlineData("image", "image")]
    [InlineData("video", "video")]
    [InlineData("audio", "audio")]
    [InlineData("voice", "audio")]
    [InlineData("document", "file")]
    [InlineData("sticker", "sticker")]
    public void WhatIsSentIsReadWithItsIdentifier(string type, string kind)
    {
        var part = Assert.Single(Said($$"""
            "type": "{{type}}", "{{type}}": { "id": "1234", "mime_type": "x/y", "sha256": "z" }
            """).Parts);

        Assert.Equal((kind, "1234"), (part.Kind, part.Reference));
    }

    [Fact]
    public void TheWordsUnderAPhotoAreTheMessagesWords() => Assert.Equal("ma voiture", Said("""
        "type": "image", "image": { "caption": "ma voiture", "mime_type": "image/jpeg", "sha256": "x", "id": "1" }
        """).Words);

    [Fact]
    public void APlaceIsReadWithItsCoordinatesAndName()
    {
        var place = Assert.Single(Said("""
            "type": "location", "location": { "latitude": 48.8584, "longitude": 2.2945, "name": "Tour Eiffel" }
            """).Parts);

        Assert.Equal((48.8584, 2.2945, "Tour Eiffel"), (place.Latitude, place.Longitude, place.Place));
    }

    [Fact]
    public void AReactionAChangeAndAWithdrawalNameTheMessage()
    {
        var reacted = Assert.IsType<MetaEvent.Reacted>(Message("""
            "type": "reaction", "reaction": { "message_id": "wamid.1", "emoji": "👍" }
            """));
        var edited = Assert.IsType<MetaEvent.Edited>(Message("""
            "type": "edit", "edit": { "original_message_id": "wamid.2", "message": { "context": { "id": "M0" }, "type": "text", "text": { "body": "demain" } } }
            """));
        var caption = Assert.IsType<MetaEvent.Edited>(Message("""
            "type": "edit", "edit": { "original_message_id": "wamid.2", "message": { "type": "image", "image": { "caption": "la bonne photo", "id": "9" } } }
            """));
        var unsent = Assert.IsType<MetaEvent.Unsent>(Message("""
            "type": "revoke", "revoke": { "original_message_id": "wamid.3" }
            """));

        Assert.Equal(("wamid.1", "👍", "wamid.2", "demain", "la bonne photo", "wamid.3"), (reacted.Target, reacted.Sign, edited.Target, edited.Words, caption.Words, unsent.Target));
    }

    [Theory]
    [InlineData("""
        "type": "unsupported", "errors": [ { "code": 131051, "title": "Unsupported message type" } ]
        """)]
    [InlineData("""
        "type": "contacts", "contacts": []
        """)]
    [InlineData("""
        "type": "tomorrow", "tomorrow": { "x": 1 }
        """)]
    [InlineData("""
        "text": { "body": "sans type" }
        """)]
    [InlineData("""
        "type": "text", "text": { "body": "   " }
        """)]
    public void KindsThatWeDoNotKnowAreToldAsUnknown(string content) => Assert.IsType<MetaEvent.Unknown>(Message(content));

    [Theory]
    [InlineData("sent", nameof(MetaState.Sent))]
    [InlineData("delivered", nameof(MetaState.Delivered))]
    [InlineData("read", nameof(MetaState.Read))]
    [InlineData("played", nameof(MetaState.Read))]
    public void StatesAreRead(string status, string state)
    {
        var told = Assert.IsType<MetaEvent.Told>(Assert.Single(Status($$$"""{"id":"wamid.x","recipient_id":"33612345678","status":"{{{status}}}","timestamp":"1504902988","conversation":{"id":"c"},"pricing":{}}""")));

        Assert.Equal(("wamid.x", state), (told.Message, told.State.ToString()));
    }

    [Fact]
    public void AFailureTellsItsNumber()
    {
        var told = Assert.IsType<MetaEvent.Told>(Assert.Single(Status("""{"id":"wamid.x","recipient_id":"33612345678","status":"failed","timestamp":"1504902988","errors":[{"code":131047,"title":"Re-engagement message"}]}""")));

        Assert.Equal((MetaState.Failed, 131047), (told.State, told.Fault!.Code));
    }

    [Fact]
    public void MessagesOfAnotherNumberAreNotOurs() => Assert.Empty(WhatsAppPayload.Read(Body("""{"from":"33612345678","id":"wamid.1","timestamp":"1504902988","type":"text","text":{"body":"x"}}""", "messages"), "1")!);

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":null},{"field":"account_update","value":{}}]}]}""")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"106540352242922"},"messages":[null,{},{"from":"1"},{"from":"1","id":"2","timestamp":"demain","type":"text"}]}}]}]}""")]
    public void StrangeShapesGiveNothing(string body) => Assert.Empty(WhatsAppPayload.Read(Encoding.UTF8.GetBytes(body), Number)!);

    [Fact]
    public void WhatIsNoJsonIsToldFromWhatIsEmpty() => Assert.Null(WhatsAppPayload.Read("{"u8.ToArray(), Number));

    private static MetaEvent.Said Said(string content) => Assert.IsType<MetaEvent.Said>(Message(content));

    private static MetaEvent Message(string content) =>
        Assert.Single(WhatsAppPayload.Read(Body($$"""{"from":"33612345678","id":"wamid.HBg","timestamp":"1504902988",{{content}}}""", "messages"), Number)!);

    private static IReadOnlyList<MetaEvent> Status(string status) => WhatsAppPayload.Read(Body(status, "statuses"), Number)!;

    private static byte[] Body(string item, string member) => Encoding.UTF8.GetBytes(
        $$$"""{"object":"whatsapp_business_account","entry":[{"id":"8","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"331","phone_number_id":"{{{Number}}}"},"contacts":[{"profile":{"name":"X"},"wa_id":"33612345678"}],"{{{member}}}":[{{{item}}}]}}]}]}""");
}
