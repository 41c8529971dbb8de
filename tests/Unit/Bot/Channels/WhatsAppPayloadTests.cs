using System.Globalization;
using System.Text;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Bot.Channels.Inbox;
using BrigadeNumerique.Bot.Channels.Social.WhatsApp;

namespace BrigadeNumerique.Unit.Bot.Channels;

/// <summary>Deliveries as documented, and as nobody documented them.</summary>
public sealed class WhatsAppPayloadTests
{
    private const string Number = "106540352242922";

    [Fact]
    public void ATextIsReadWithItsSenderAndTime()
    {
        var said = Message("""
            "type": "text", "text": { "body": "Bonjour" }
            """);

        Assert.Equal((InboundKind.Message, "33612345678", "wamid.HBg", DateTimeOffset.FromUnixTimeSeconds(1504902988), "Bonjour"), (said.Kind, said.From.UserId, said.EventId, said.At, said.Text));
        Assert.Equal(("wamid.HBg", 1504902988000), (said.MessageId, said.Order));
    }

    [Theory]
    [InlineData("""
        "type": "interactive", "interactive": { "type": "button_reply", "button_reply": { "id": "c3.1", "title": "Plainte" } }
        """)]
    [InlineData("""
        "type": "interactive", "interactive": { "type": "list_reply", "list_reply": { "id": "c3.1", "title": "Plainte", "description": "x" } }
        """)]
    [InlineData("""
        "type": "button", "button": { "payload": "c3.1", "text": "Plainte" }
        """)]
    public void WhatIsTappedSaysItsPayloadAndTitle(string content)
    {
        var tapped = Message(content);

        Assert.Equal((InboundKind.Choice, "c3.1", "Plainte"), (tapped.Kind, tapped.Choice, tapped.Text));
    }

    [Theory]
    [InlineData("image", nameof(InboundKind.Message))]
    [InlineData("video", nameof(InboundKind.Message))]
    [InlineData("document", nameof(InboundKind.Message))]
    [InlineData("audio", nameof(InboundKind.Voice))]
    [InlineData("voice", nameof(InboundKind.Voice))]
    public void WhatIsSentIsReadWithItsIdentifier(string type, string kind)
    {
        var sent = Message($$"""
            "type": "{{type}}", "{{type}}": { "id": "1234", "mime_type": "x/y", "sha256": "z" }
            """);

        Assert.Equal((kind, "1234", "x/y"), (sent.Kind.ToString(), Assert.Single(sent.Files).Reference, sent.Files[0].ContentType));
    }

    [Fact]
    public void TheWordsUnderAPhotoAreTheMessagesWords() => Assert.Equal("ma voiture", Message("""
        "type": "image", "image": { "caption": "ma voiture", "mime_type": "image/jpeg", "sha256": "x", "id": "1" }
        """).Text);

    [Fact]
    public void APlaceIsReadWithItsCoordinates()
    {
        var place = Message("""
            "type": "location", "location": { "latitude": 48.8584, "longitude": 2.2945, "name": "Tour Eiffel" }
            """);

        Assert.Equal((InboundKind.Position, new InboundPosition(48.8584, 2.2945)), (place.Kind, place.Position));
    }

    [Fact]
    public void AChangeAndAWithdrawalNameTheMessage()
    {
        var edited = Message("""
            "type": "edit", "edit": { "original_message_id": "wamid.2", "message": { "context": { "id": "M0" }, "type": "text", "text": { "body": "demain" } } }
            """);
        var caption = Message("""
            "type": "edit", "edit": { "original_message_id": "wamid.2", "message": { "type": "image", "image": { "caption": "la bonne photo", "id": "9" } } }
            """);
        var unsent = Message("""
            "type": "revoke", "revoke": { "original_message_id": "wamid.3" }
            """);

        Assert.Equal((InboundKind.Edit, "wamid.2", "demain", "wamid.HBg"), (edited.Kind, edited.MessageId, edited.Text, edited.EventId));
        Assert.Equal("la bonne photo", caption.Text);
        Assert.Equal((InboundKind.Deletion, "wamid.3"), (unsent.Kind, unsent.MessageId));
    }

    [Theory]
    [InlineData("""
        "type": "reaction", "reaction": { "message_id": "wamid.1", "emoji": "👍" }
        """)]
    [InlineData("""
        "type": "system", "system": { "body": "X changed from 1 to 2", "type": "user_changed_number" }
        """)]
    public void SignsAndNoticesOfTheServiceAskForNoAnswer(string content) => Assert.Empty(Read(content));

    [Theory]
    [InlineData("""
        "type": "unsupported", "errors": [ { "code": 131051, "title": "Unsupported message type" } ]
        """)]
    [InlineData("""
        "type": "contacts", "contacts": []
        """)]
    [InlineData("""
        "type": "sticker", "sticker": { "id": "1", "animated": false }
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
    [InlineData("""
        "type": "location", "location": { "latitude": 480, "longitude": 2 }
        """)]
    [InlineData("""
        "type": "image", "image": { }
        """)]
    public void KindsThatWeDoNotKnowAreToldAsUnknown(string content) => Assert.Equal(InboundKind.Unknown, Message(content).Kind);

    [Theory]
    [InlineData("delivered", nameof(InboundKind.Delivered))]
    [InlineData("read", nameof(InboundKind.Read))]
    [InlineData("played", nameof(InboundKind.Read))]
    public void StatesAreRead(string status, string kind)
    {
        var told = Assert.Single(Status($$$"""{"id":"wamid.x","recipient_id":"33612345678","status":"{{{status}}}","timestamp":"1504902988","conversation":{"id":"c"},"pricing":{}}"""));

        Assert.Equal(("wamid.x", kind), (told.MessageId, told.Kind.ToString()));
    }

    [Fact]
    public void ThatItWasSentIsKnownAlready() => Assert.Empty(Status("""{"id":"wamid.x","recipient_id":"33612345678","status":"sent","timestamp":"1504902988"}"""));

    [Theory]
    [InlineData(131047, DeliveryError.WindowClosed)]
    [InlineData(131026, DeliveryError.Undelivered)]
    [InlineData(131042, DeliveryError.Unauthorized)]
    public void AFailureTellsWhy(int number, string code)
    {
        var told = Assert.Single(Status($$$"""{"id":"wamid.x","recipient_id":"33612345678","status":"failed","timestamp":"1504902988","errors":[{"code":{{{number}}},"title":"x"}]}"""));

        Assert.Equal((InboundKind.Failed, code, number.ToString(CultureInfo.InvariantCulture)), (told.Kind, told.ErrorCode, told.Error));
    }

    [Fact]
    public void WhoHidesTheirNumberIsKnownByMetasIdentifierAndWhoDoesNotIsWrittenToByTheNumber()
    {
        var hidden = Assert.Single(WhatsAppPayload.Read(Body("""{"from_user_id":"FR.13491208655302741918","id":"wamid.1","timestamp":"1504902988","type":"text","text":{"body":"x"}}""", "messages"), Number)!);
        var shown = Assert.Single(WhatsAppPayload.Read(Body("""{"from":"33612345678","from_user_id":"FR.13491208655302741918","id":"wamid.2","timestamp":"1504902988","type":"text","text":{"body":"x"}}""", "messages"), Number)!);

        Assert.Equal(new ChannelAddress("FR.13491208655302741918"), hidden.From);
        Assert.Equal(new ChannelAddress("FR.13491208655302741918", "33612345678"), shown.From);
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

    private static InboundEvent Message(string content) => Assert.Single(Read(content));

    private static IReadOnlyList<InboundEvent> Read(string content) =>
        WhatsAppPayload.Read(Body($$$"""{"from":"33612345678","id":"wamid.HBg","timestamp":"1504902988",{{{content}}}}""", "messages"), Number)!;

    private static IReadOnlyList<InboundEvent> Status(string status) => WhatsAppPayload.Read(Body(status, "statuses"), Number)!;

    private static byte[] Body(string item, string member) => Encoding.UTF8.GetBytes(
        $$$"""{"object":"whatsapp_business_account","entry":[{"id":"8","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"331","phone_number_id":"{{{Number}}}"},"contacts":[{"profile":{"name":"X"},"wa_id":"33612345678"}],"{{{member}}}":[{{{item}}}]}}]}]}""");
}
