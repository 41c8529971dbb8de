using System.Globalization;
using System.Text.Json;
using BrigadeNumerique.Bot.Channels.Social.Meta;

namespace BrigadeNumerique.Bot.Channels.Social.Messenger;

/// <summary>
/// Reads Messenger's deliveries: <see href="https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks"/>.
/// What is not understood is passed over or told as unknown; an error would only make Meta repeat it, then switch the address off.
/// </summary>
internal static class MessengerPayload
{
    /// <summary>The events of a body, in its order.</summary>
    /// <returns>Null where it is not JSON.</returns>
    public static IReadOnlyList<MetaEvent>? Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonRead.Parse(body);
        if (document is null) return null;
        var events = new List<MetaEvent>();
        foreach (var entry in document.RootElement.Text("object") == "page" ? document.RootElement.Items("entry") : [])
        {
            var at = MetaEvent.Time(entry.Whole("time"), milliseconds: true);
            foreach (var item in entry.Items("messaging")) events.AddRange(Item(item, at));
            foreach (var change in entry.Items("changes"))
            {
                if (change.Text("field") == "feed" && change.Object("value") is { } value && Comment(value, entry.Text("id")) is { } comment) events.Add(comment);
            }
        }

        return events;
    }

    private static IEnumerable<MetaEvent> Item(JsonElement item, DateTimeOffset? entryTime)
    {
        if (item.Object("sender")?.Text("id") is not { Length: > 0 and <= 100 } user) return [];
        if ((MetaEvent.Time(item.Whole("timestamp"), milliseconds: true) ?? entryTime) is not { } at) return [];
        if (item.Object("message") is { } message) return Message(message, user, at) is { } said ? [said] : [];
        if (item.Object("postback") is { } postback)
        {
            var id = postback.Text("mid") ?? string.Create(CultureInfo.InvariantCulture, $"postback:{at.ToUnixTimeMilliseconds()}");
            return (postback.Text("payload") ?? postback.Text("title")) is { Length: > 0 } words ? [new MetaEvent.Said(user, id, at, words, [])] : [];
        }

        if (item.Object("message_edit") is { } edit)
        {
            return edit.Text("mid") is { Length: > 0 } target && edit.Text("text") is { } words
                ? [new MetaEvent.Edited(user, string.Create(CultureInfo.InvariantCulture, $"{target}:edit:{edit.Whole("num_edit") ?? at.ToUnixTimeMilliseconds()}"), at, target, words)]
                : [];
        }

        if (item.Object("reaction") is { } reaction)
        {
            return reaction.Text("mid") is { Length: > 0 } target
                ? [new MetaEvent.Reacted(user, string.Create(CultureInfo.InvariantCulture, $"{target}:reaction:{at.ToUnixTimeMilliseconds()}"), at, target, reaction.Text("action") == "unreact" ? null : reaction.Text("emoji"))]
                : [];
        }

        if (item.Object("delivery") is { } delivery) return Delivered(delivery, user, at);
        if (item.Object("read") is { } read && MetaEvent.Time(read.Whole("watermark"), milliseconds: true) is { } through)
            return [new MetaEvent.Told(user, string.Create(CultureInfo.InvariantCulture, $"read:{through.ToUnixTimeMilliseconds()}"), at, null, through, MetaState.Read, null)];
        return [];
    }

    private static MetaEvent? Message(JsonElement message, string user, DateTimeOffset at)
    {
        // What the page sent itself, by us or by hand in its inbox.
        if (message.Truth("is_echo")) return null;
        if (message.Text("mid") is not { Length: > 0 and <= 400 } id) return null;
        if (message.Truth("is_deleted")) return new MetaEvent.Unsent(user, id + ":unsent", at, id);
        var words = message.Object("quick_reply")?.Text("payload") is { Length: > 0 } tapped ? tapped : message.Text("text");
        var parts = message.Items("attachments").Select(Part).OfType<MetaPart>().ToList();
        if (string.IsNullOrWhiteSpace(words) && parts.Count == 0) return new MetaEvent.Unknown(user, id, at, message.Truth("is_unsupported") ? "unsupported" : "empty");
        return new MetaEvent.Said(user, id, at, string.IsNullOrWhiteSpace(words) ? null : words, parts);
    }

    private static MetaPart? Part(JsonElement attachment)
    {
        var payload = attachment.Object("payload");
        return attachment.Text("type") switch
        {
            "image" when payload?.Whole("sticker_id") is not null => new MetaPart("sticker"),
            "image" => new MetaPart("image") { Reference = payload?.Text("url") },
            "audio" => new MetaPart("audio") { Reference = payload?.Text("url") },
            "video" or "reel" or "ig_reel" => new MetaPart("video") { Reference = payload?.Text("url") },
            "file" => new MetaPart("file") { Reference = payload?.Text("url") },
            "location" => new MetaPart("location") { Latitude = payload?.Object("coordinates")?.Number("lat"), Longitude = payload?.Object("coordinates")?.Number("long"), Place = attachment.Text("title") },

            // A link shared, a template, something of tomorrow: told as a thing that we cannot open.
            { Length: > 0 and <= 40 } other => new MetaPart(other),
            _ => null,
        };
    }

    private static IEnumerable<MetaEvent> Delivered(JsonElement delivery, string user, DateTimeOffset at)
    {
        var ids = delivery.Items("mids").Where(id => id.ValueKind is JsonValueKind.String).Select(JsonRead.TextOf).OfType<string>().ToList();
        if (ids.Count > 0) return ids.Select(id => new MetaEvent.Told(user, id + ":delivered", at, id, null, MetaState.Delivered, null));
        return MetaEvent.Time(delivery.Whole("watermark"), milliseconds: true) is { } through
            ? [new MetaEvent.Told(user, string.Create(CultureInfo.InvariantCulture, $"delivered:{through.ToUnixTimeMilliseconds()}"), at, null, through, MetaState.Delivered, null)]
            : [];
    }

    /// <summary>A comment that somebody other than the page has just made; its words are not read.</summary>
    private static MetaEvent.Commented? Comment(JsonElement value, string? page)
    {
        if (value.Text("item") != "comment" || value.Text("verb") != "add" || value.Text("comment_id") is not { Length: > 0 and <= 200 } id) return null;
        if (value.Object("from")?.Text("id") is not { Length: > 0 and <= 100 } author || author == page) return null;
        return MetaEvent.Time(value.Whole("created_time"), milliseconds: false) is { } at ? new MetaEvent.Commented(author, id, at) : null;
    }
}
