using System.Globalization;
using System.Text.Json;
using BrigadeNumerique.Bot.Channels.Inbox;

namespace BrigadeNumerique.Bot.Channels.Social.Messenger;

/// <summary>
/// Reads Messenger's deliveries: <see href="https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks"/>.
/// What is not understood is passed over or told as unknown; an error would only make Meta repeat it, then switch the address off.
/// </summary>
internal static class MessengerPayload
{
    /// <summary>What stands before the identifier of somebody who commented in public: they are reached through their comment alone, once, and are nobody else to us.</summary>
    public const string CommentAuthor = "comment:";

    /// <summary>The events of a body, in its order.</summary>
    /// <returns>Null where it is not JSON.</returns>
    public static IReadOnlyList<InboundEvent>? Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonRead.Parse(body);
        if (document is null) return null;
        var events = new List<InboundEvent>();
        foreach (var entry in document.RootElement.Text("object") == "page" ? document.RootElement.Items("entry") : [])
        {
            var at = JsonRead.Milliseconds(entry.Whole("time"));
            foreach (var item in entry.Items("messaging")) events.AddRange(Item(item, at));
            foreach (var change in entry.Items("changes"))
            {
                if (change.Text("field") == "feed" && change.Object("value") is { } value && Comment(value, entry.Text("id")) is { } comment) events.Add(comment);
            }
        }

        return events;
    }

    private static IEnumerable<InboundEvent> Item(JsonElement item, DateTimeOffset? entryTime)
    {
        if (item.Object("sender")?.Text("id") is not { Length: > 0 and <= 100 } user) return [];
        if ((JsonRead.Milliseconds(item.Whole("timestamp")) ?? entryTime) is not { } at) return [];
        InboundEvent? read = null;
        if (item.Object("message") is { } message) read = Message(message, Event);
        else if (item.Object("postback") is { } postback) read = Postback(postback, at, Event);
        else if (item.Object("message_edit") is { } edit) read = Edit(edit, at, Event);
        else if (item.Object("delivery") is { } delivery) return Delivered(delivery, Event);
        else if (item.Object("read") is { } mark) read = ReadMark(mark, Event);
        return read is null ? [] : [read];

        InboundEvent Event(string id, InboundKind kind) => new(id, kind, new ChannelAddress(user), at.ToUnixTimeMilliseconds()) { At = at };
    }

    private static InboundEvent? Message(JsonElement message, Func<string, InboundKind, InboundEvent> make)
    {
        // What the page sent itself, by us or by hand in its inbox.
        if (message.Truth("is_echo")) return null;
        if (message.Text("mid") is not { Length: > 0 and <= 400 } id) return null;
        if (message.Truth("is_deleted")) return make(id + ":deletion", InboundKind.Deletion) with { MessageId = id };
        var words = message.Text("text");
        if (message.Object("quick_reply")?.Text("payload") is { Length: > 0 } payload) return make(id, InboundKind.Choice) with { MessageId = id, Choice = payload, Text = words };
        if (message.Items("attachments").Select(Position).FirstOrDefault(position => position is not null) is { } place) return make(id, InboundKind.Position) with { MessageId = id, Position = place, Text = words };
        var files = message.Items("attachments").Select(File).OfType<InboundFile>().ToList();
        var kind = files.Count > 0 && message.Items("attachments").All(attachment => attachment.Text("type") == "audio") ? InboundKind.Voice
            : files.Count > 0 || !string.IsNullOrWhiteSpace(words) ? InboundKind.Message
            : InboundKind.Unknown;
        return make(id, kind) with { MessageId = id, Text = string.IsNullOrWhiteSpace(words) ? null : words, Files = files };
    }

    /// <summary>A button of the page's menu. Older ones have no identifier: then their time is theirs.</summary>
    private static InboundEvent? Postback(JsonElement postback, DateTimeOffset at, Func<string, InboundKind, InboundEvent> make)
    {
        var id = postback.Text("mid") is { Length: > 0 and <= 400 } given ? given : string.Create(CultureInfo.InvariantCulture, $"postback:{at.ToUnixTimeMilliseconds()}");
        var payload = postback.Text("payload");
        if (payload == "GET_STARTED") return make(id, InboundKind.Start);
        return (postback.Text("title") ?? payload) is { Length: > 0 } title ? make(id, InboundKind.Choice) with { MessageId = id, Choice = payload, Text = title } : null;
    }

    private static InboundEvent? Edit(JsonElement edit, DateTimeOffset at, Func<string, InboundKind, InboundEvent> make) =>
        edit.Text("mid") is { Length: > 0 and <= 400 } target && edit.Text("text") is { } words
            ? make(string.Create(CultureInfo.InvariantCulture, $"{target}:edit:{edit.Whole("num_edit") ?? at.ToUnixTimeMilliseconds()}"), InboundKind.Edit) with { MessageId = target, Text = words }
            : null;

    private static IEnumerable<InboundEvent> Delivered(JsonElement delivery, Func<string, InboundKind, InboundEvent> make) => delivery.Items("mids")
        .Where(id => id.ValueKind is JsonValueKind.String).Select(JsonRead.TextOf)
        .Where(id => id is { Length: > 0 and <= 400 }).Select(id => make(id + ":delivered", InboundKind.Delivered) with { MessageId = id });

    private static InboundEvent? ReadMark(JsonElement mark, Func<string, InboundKind, InboundEvent> make) => JsonRead.Milliseconds(mark.Whole("watermark")) is { } through
        ? make(string.Create(CultureInfo.InvariantCulture, $"read:{through.ToUnixTimeMilliseconds()}"), InboundKind.Read) with { At = through }
        : null;

    private static InboundPosition? Position(JsonElement attachment) => attachment.Text("type") == "location" && attachment.Object("payload")?.Object("coordinates") is { } place
        && place.Number("lat") is >= -90 and <= 90 and { } latitude && place.Number("long") is >= -180 and <= 180 and { } longitude
            ? new InboundPosition(latitude, longitude)
            : null;

    /// <summary>A photo, a voice note, a film, a document. A thumb is a photo with the number of a sticker; a link that was written comes again as « fallback ».</summary>
    private static InboundFile? File(JsonElement attachment)
    {
        if (attachment.Text("type") is not ("image" or "audio" or "video" or "file") || attachment.Object("payload") is not { } payload) return null;
        if (payload.Whole("sticker_id") is not null || payload.Text("url") is not { Length: > 0 and <= 4000 } url) return null;
        return new InboundFile(url, "");
    }

    /// <summary>A comment that somebody other than the page has just made; its words are not read.</summary>
    private static InboundEvent? Comment(JsonElement value, string? page)
    {
        if (value.Text("item") != "comment" || value.Text("verb") != "add" || value.Text("comment_id") is not { Length: > 0 and <= 200 } id) return null;
        if (value.Object("from")?.Text("id") is not { Length: > 0 and <= 100 } author || author == page) return null;
        return JsonRead.Seconds(value.Whole("created_time")) is { } at
            ? new InboundEvent("comment:" + id, InboundKind.Public, new ChannelAddress(CommentAuthor + author, id), at.ToUnixTimeMilliseconds()) { At = at }
            : null;
    }
}
