using System.Text.Json;
using BrigadeNumerique.Bot.Channels.Social.Meta;

namespace BrigadeNumerique.Bot.Channels.Social.WhatsApp;

/// <summary>Reads WhatsApp's deliveries: <see href="https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages"/>.</summary>
internal static class WhatsAppPayload
{
    /// <summary>The events of a body, in its order.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="phoneNumberId">Our number; one application may serve several, and the others' messages are not ours.</param>
    /// <returns>Null where it is not JSON.</returns>
    public static IReadOnlyList<MetaEvent>? Read(ReadOnlyMemory<byte> body, string phoneNumberId)
    {
        using var document = JsonRead.Parse(body);
        if (document is null) return null;
        var events = new List<MetaEvent>();
        foreach (var entry in document.RootElement.Text("object") == "whatsapp_business_account" ? document.RootElement.Items("entry") : [])
        {
            foreach (var change in entry.Items("changes"))
            {
                if (change.Text("field") != "messages" || change.Object("value") is not { } value) continue;
                if (value.Object("metadata")?.Text("phone_number_id") != phoneNumberId) continue;
                events.AddRange(value.Items("messages").Select(Message).OfType<MetaEvent>());
                events.AddRange(value.Items("statuses").Select(Status).OfType<MetaEvent>());
            }
        }

        return events;
    }

    private static MetaEvent? Message(JsonElement message)
    {
        if (message.Text("from") is not { Length: > 0 and <= 100 } user || message.Text("id") is not { Length: > 0 and <= 400 } id) return null;
        if (MetaEvent.Time(message.Whole("timestamp"), milliseconds: false) is not { } at) return null;
        var type = message.Text("type") ?? "";
        var content = message.Object(type);
        return type switch
        {
            "text" => Said(content?.Text("body")),
            "button" => Said(content?.Text("payload") ?? content?.Text("text")),
            "interactive" => Said(Reply(content, "button_reply") ?? Reply(content, "list_reply")),
            "image" or "video" or "audio" or "sticker" => Said(content?.Text("caption"), new MetaPart(type) { Reference = content?.Text("id") }),
            "voice" => Said(null, new MetaPart("audio") { Reference = content?.Text("id") }),
            "document" => Said(content?.Text("caption"), new MetaPart("file") { Reference = content?.Text("id"), Name = content?.Text("filename") }),
            "location" => Said(null, new MetaPart("location") { Latitude = content?.Number("latitude"), Longitude = content?.Number("longitude"), Place = content?.Text("name") ?? content?.Text("address") }),
            "reaction" => (content?.Text("message_id") ?? content?.Text("messsage_id")) is { Length: > 0 } target ? new MetaEvent.Reacted(user, id, at, target, content?.Text("emoji") is { Length: > 0 } sign ? sign : null) : null,
            "edit" => content?.Text("original_message_id") is { Length: > 0 } target && Edited(content.Value) is { Length: > 0 } words ? new MetaEvent.Edited(user, id, at, target, words) : null,
            "revoke" => content?.Text("original_message_id") is { Length: > 0 } target ? new MetaEvent.Unsent(user, id, at, target) : null,

            // « system » tells that a number has changed, « unsupported » what the API cannot carry.
            "system" => null,
            _ => new MetaEvent.Unknown(user, id, at, type.Length is > 0 and <= 40 ? type : "unknown"),
        };

        MetaEvent Said(string? words, MetaPart? part = null) => string.IsNullOrWhiteSpace(words) && part is null
            ? new MetaEvent.Unknown(user, id, at, "empty")
            : new MetaEvent.Said(user, id, at, string.IsNullOrWhiteSpace(words) ? null : words, part is null ? [] : [part]);
    }

    /// <summary>What was tapped: our value for it, else its title.</summary>
    private static string? Reply(JsonElement? content, string kind) => content?.Object(kind) is { } reply ? reply.Text("id") is { Length: > 0 } value ? value : reply.Text("title") : null;

    /// <summary>The new words of a changed message, or of the caption under a medium.</summary>
    private static string? Edited(JsonElement edit) => edit.Object("message") is { } message
        ? message.Text("type") is { } type && message.Object(type) is { } content ? content.Text("body") ?? content.Text("caption") : message.Object("text")?.Text("body")
        : null;

    private static MetaEvent.Told? Status(JsonElement status)
    {
        if (status.Text("id") is not { Length: > 0 and <= 400 } id || status.Text("recipient_id") is not { Length: > 0 and <= 100 } user) return null;
        if (MetaEvent.Time(status.Whole("timestamp"), milliseconds: false) is not { } at) return null;
        MetaState? state = status.Text("status") switch
        {
            "sent" => MetaState.Sent,
            "delivered" => MetaState.Delivered,
            "read" or "played" => MetaState.Read,
            "failed" => MetaState.Failed,
            _ => null,
        };
        var fault = status.Items("errors").Select(GraphFault.Read).FirstOrDefault(error => error is not null);
        return state is { } known ? new MetaEvent.Told(user, $"{id}:{status.Text("status")}", at, id, null, known, fault) : null;
    }
}
