using System.Text.Json;
using BrigadeNumerique.Bot.Channels.Inbox;
using BrigadeNumerique.Bot.Channels.Social.Meta;

namespace BrigadeNumerique.Bot.Channels.Social.WhatsApp;

/// <summary>Reads WhatsApp's deliveries: <see href="https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages"/>.</summary>
internal static class WhatsAppPayload
{
    /// <summary>The events of a body, in its order.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="phoneNumberId">Our number; one application may serve several, and the others' messages are not ours.</param>
    /// <returns>Null where it is not JSON.</returns>
    public static IReadOnlyList<InboundEvent>? Read(ReadOnlyMemory<byte> body, string phoneNumberId)
    {
        using var document = JsonRead.Parse(body);
        if (document is null) return null;
        var events = new List<InboundEvent>();
        foreach (var entry in document.RootElement.Text("object") == "whatsapp_business_account" ? document.RootElement.Items("entry") : [])
        {
            foreach (var change in entry.Items("changes"))
            {
                if (change.Text("field") != "messages" || change.Object("value") is not { } value) continue;
                if (value.Object("metadata")?.Text("phone_number_id") != phoneNumberId) continue;
                events.AddRange(value.Items("messages").Select(Message).OfType<InboundEvent>());
                events.AddRange(value.Items("statuses").Select(Status).OfType<InboundEvent>());
            }
        }

        return events;
    }

    private static InboundEvent? Message(JsonElement message)
    {
        if (CitizenOf(message.Text("from"), message.Text("from_user_id")) is not { } citizen || message.Text("id") is not { Length: > 0 and <= 400 } id) return null;
        if (JsonRead.Seconds(message.Whole("timestamp")) is not { } at) return null;
        var type = message.Text("type") ?? "";
        var content = message.Object(type);
        return type switch
        {
            "text" => Said(content?.Text("body")),
            "button" => Tapped(content, "payload", "text"),
            "interactive" => Tapped(content?.Object("button_reply") ?? content?.Object("list_reply"), "id", "title"),
            "image" or "video" or "document" => Sent(InboundKind.Message),
            "audio" or "voice" => Sent(InboundKind.Voice),
            "location" when content is { } place && place.Number("latitude") is >= -90 and <= 90 and { } latitude && place.Number("longitude") is >= -180 and <= 180 and { } longitude =>
                Event(InboundKind.Position) with { Position = new InboundPosition(latitude, longitude), Text = place.Text("name") ?? place.Text("address") },
            "edit" when content?.Text("original_message_id") is { Length: > 0 and <= 400 } target && Edited(content.Value) is { Length: > 0 } words => Event(InboundKind.Edit) with { MessageId = target, Text = words },
            "revoke" when content?.Text("original_message_id") is { Length: > 0 and <= 400 } target => Event(InboundKind.Deletion) with { MessageId = target },

            // « system » tells that a number has changed; a reaction is a sign put to a message, and asks for no answer.
            "system" or "reaction" => null,
            _ => Event(InboundKind.Unknown),
        };

        InboundEvent Event(InboundKind kind) => new(id, kind, citizen, at.ToUnixTimeMilliseconds()) { MessageId = id, At = at };

        InboundEvent Said(string? words) => string.IsNullOrWhiteSpace(words) ? Event(InboundKind.Unknown) : Event(InboundKind.Message) with { Text = words };

        InboundEvent Tapped(JsonElement? reply, string payload, string title) => reply is { } tapped && (tapped.Text(payload) ?? tapped.Text(title)) is { Length: > 0 } choice
            ? Event(InboundKind.Choice) with { Choice = choice, Text = tapped.Text(title) ?? choice }
            : Event(InboundKind.Unknown);

        InboundEvent Sent(InboundKind kind) => content?.Text("id") is { Length: > 0 and <= 400 } medium
            ? Event(kind) with { Text = content?.Text("caption") is { Length: > 0 } caption ? caption : null, Files = [new InboundFile(medium, content?.Text("filename") ?? "", content?.Text("mime_type"))] }
            : Event(InboundKind.Unknown);
    }

    /// <summary>
    /// Who it is: Meta's own identifier for a person and a business, which stays when a person hides their number behind a name; else the number.
    /// The number, where it is told, goes along to write to.
    /// </summary>
    private static ChannelAddress? CitizenOf(string? number, string? userId)
    {
        var known = number is { Length: > 0 and <= 100 } ? number : null;
        return userId is { Length: > 0 and <= 160 } ? new ChannelAddress(userId, known) : known is not null ? new ChannelAddress(known) : null;
    }

    /// <summary>The new words of a changed message, or of the caption under a medium.</summary>
    private static string? Edited(JsonElement edit) => edit.Object("message") is { } message
        ? message.Text("type") is { } type && message.Object(type) is { } content ? content.Text("body") ?? content.Text("caption") : message.Object("text")?.Text("body")
        : null;

    /// <summary>What became of a message of ours. That it was sent, the answer to the sending has told already.</summary>
    private static InboundEvent? Status(JsonElement status)
    {
        if (status.Text("id") is not { Length: > 0 and <= 400 } id || CitizenOf(status.Text("recipient_id"), status.Text("recipient_user_id")) is not { } citizen) return null;
        if (JsonRead.Seconds(status.Whole("timestamp")) is not { } at) return null;
        InboundKind? kind = status.Text("status") switch
        {
            "delivered" => InboundKind.Delivered,
            "read" or "played" => InboundKind.Read,
            "failed" => InboundKind.Failed,
            _ => null,
        };
        if (kind is not { } known) return null;
        var told = new InboundEvent($"{id}:{known.ToString().ToLowerInvariant()}", known, citizen, at.ToUnixTimeMilliseconds()) { MessageId = id, At = at };
        if (known is not InboundKind.Failed) return told;
        var fault = status.Items("errors").Select(GraphFault.Read).FirstOrDefault(error => error is not null);
        return told with { ErrorCode = GraphOutcome.CodeOf(GraphFates.OfWhatsApp(200, fault)), Error = fault?.ToString() };
    }
}
