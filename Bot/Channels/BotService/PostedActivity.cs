using System.Globalization;
using System.Text.Json;
using BrigadeNumerique.Bot.Channels.Inbox;

namespace BrigadeNumerique.Bot.Channels.BotService;

/// <summary>What came with an activity.</summary>
/// <param name="ContentType">Its kind, as the channel says it.</param>
/// <param name="Url">Where it lies.</param>
/// <param name="Name">Its name.</param>
internal sealed record PostedFile(string ContentType, string? Url, string? Name);

/// <summary>An activity as Azure Bot Service posts it, of which only what we use is read.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its identifier within the conversation.</param>
/// <param name="At">When.</param>
/// <param name="ServiceUrl">Where replies go.</param>
/// <param name="ChannelId">The channel behind the service, e.g. <c>msteams</c>.</param>
/// <param name="ConversationId">The conversation there.</param>
internal sealed record PostedActivity(string Type, string Id, DateTimeOffset At, string ServiceUrl, string ChannelId, string ConversationId)
{
    /// <summary>More than two take part, or the place is public.</summary>
    public bool Group { get; init; }

    /// <summary>Who wrote.</summary>
    public string From { get; init; } = "";

    /// <summary>Us, as the channel names us.</summary>
    public string Recipient { get; init; } = "";

    /// <summary>Language tag.</summary>
    public string? Locale { get; init; }

    /// <summary>The words; a card's button may post a value instead.</summary>
    public string? Text { get; init; }

    /// <summary>The bot itself has just been added to the conversation.</summary>
    public bool Added { get; init; }

    /// <summary>What came with it.</summary>
    public IReadOnlyList<PostedFile> Files { get; init; } = [];

    /// <summary>Reads a body.</summary>
    /// <returns>Null where it is no activity, or one of which we would not know whose.</returns>
    public static PostedActivity? Read(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        using var document = JsonRead.Parse(body);
        if (document is null) return null;
        var root = document.RootElement;
        if (Short(root.Text("type"), 100) is not { } type || Short(root.Text("serviceUrl"), 1000) is not { } serviceUrl || Short(root.Text("channelId"), 100) is not { } channel) return null;
        if (root.Object("conversation") is not { } conversation || Short(conversation.Text("id"), 1000) is not { } id) return null;
        var activity = Short(root.Text("id"), 400);

        // Some channels give no identifier to what is no message.
        if (activity is null && type == "message") return null;
        return new PostedActivity(type, activity ?? "", TimeOf(root.Text("timestamp")) ?? now, serviceUrl, channel, id)
        {
            Group = conversation.Truth("isGroup") || conversation.Text("conversationType") is "groupChat" or "channel",
            From = Short(root.Object("from")?.Text("id"), 1000) ?? "",
            Recipient = Short(root.Object("recipient")?.Text("id"), 1000) ?? "",
            Locale = Short(root.Text("locale"), 35),
            Text = root.Text("text") is { Length: > 0 } words ? words : root.Text("value"),
            Added = root.Object("recipient")?.Text("id") is { Length: > 0 } us && root.Items("membersAdded").Any(member => member.Text("id") == us),
            Files = [.. root.Items("attachments").Where(IsFile).Select(file => new PostedFile(Short(file.Text("contentType"), 200) ?? "", Short(file.Text("contentUrl"), 2000), Short(file.Text("name"), 200))).Take(10)],
        };
    }

    /// <summary>What it means for us; null where it asks for nothing.</summary>
    public InboundEvent? ToEvent()
    {
        var address = new BotServiceReference(ServiceUrl, ChannelId, ConversationId, Recipient, From).ToAddress();
        return Type switch
        {
            // A room with others: what is said there is public to us.
            "message" when Group => Event(Id, InboundKind.Public) with { From = address with { UserId = "room:" + address.UserId } },
            _ when Group => null,
            "message" when Files.Count > 0 && Files.All(file => file.ContentType.StartsWith("audio/", StringComparison.Ordinal)) => Said(InboundKind.Voice),
            "message" => Said(string.IsNullOrWhiteSpace(Text) && Files.Count == 0 ? InboundKind.Unknown : InboundKind.Message),
            "messageUpdate" when Id.Length > 0 && !string.IsNullOrWhiteSpace(Text) => Event(string.Create(CultureInfo.InvariantCulture, $"{Id}:edit:{At.ToUnixTimeMilliseconds()}"), InboundKind.Edit) with { MessageId = Id, Text = Text },
            "messageDelete" when Id.Length > 0 => Event(Id + ":deletion", InboundKind.Deletion) with { MessageId = Id },
            "conversationUpdate" when Added => Event("start", InboundKind.Start),
            _ => null,
        };

        InboundEvent Event(string id, InboundKind kind) => new($"{address.UserId}|{id}", kind, address, At.ToUnixTimeMilliseconds()) { At = At, Locale = Locale };

        InboundEvent Said(InboundKind kind) => Event(Id, kind) with
        {
            MessageId = Id,
            Text = string.IsNullOrWhiteSpace(Text) ? null : Text,
            Files = [.. Files.Where(file => file.Url is not null).Select(file => new InboundFile(file.Url!, file.Name ?? "", file.ContentType))],
        };
    }

    /// <summary>Teams adds the words once more, as an attachment in HTML.</summary>
    private static bool IsFile(JsonElement attachment) => attachment.Text("contentType") is { Length: > 0 } type && type is not ("text/html" or "text/plain") && !type.StartsWith("application/vnd.microsoft.card", StringComparison.Ordinal);

    private static DateTimeOffset? TimeOf(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static string? Short(string? text, int most) => text is { Length: > 0 } && text.Length <= most ? text : null;
}
