using System.Globalization;
using System.Text.Json;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Bot.Activities;

/// <summary>Writes lines of a transcript as Bot Framework activities.</summary>
internal static class ActivityWriter
{
    /// <summary>Id and name of the assistant on the wire.</summary>
    public const string BotId = "brigade", BotName = "Assistant automatique";

    /// <summary>An activity's identifier: the conversation and, behind a bar, the sequence.</summary>
    public static string Id(string conversationId, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversationId}|{sequence:D7}");

    /// <summary>The sequence in an activity's identifier, or null when it is not one of this conversation.</summary>
    public static int? Sequence(string conversationId, string activityId) =>
        activityId.StartsWith(conversationId, StringComparison.Ordinal) && activityId.Length > conversationId.Length + 1
        && int.TryParse(activityId.AsSpan(conversationId.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : null;

    /// <summary>True for a line that the citizen's channel shows; entering the queue is told in words, not by an event.</summary>
    public static bool Shows(Message line) =>
        line.Audience is Audience.Everyone && (line.Kind != LineKind.Transition || Status(Transitions.Read(line)) is not null);

    /// <summary>One line.</summary>
    /// <param name="writer">Where the object is written.</param>
    /// <param name="line">The line; must be one that <see cref="Shows"/>.</param>
    /// <param name="visitor">The citizen's identifier on the channel.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="address">The address of the service, for links.</param>
    public static void Write(Utf8JsonWriter writer, Message line, string visitor, string channel, string address)
    {
        writer.WriteStartObject();
        var transition = line.Kind == LineKind.Transition ? Transitions.Read(line) : null;
        writer.WriteString("type", transition is null ? "message" : transition.To is Custody.Closed ? "endOfConversation" : "event");
        writer.WriteString("id", Id(line.ConversationId, line.Sequence));
        writer.WriteString("timestamp", line.At.UtcDateTime);
        writer.WriteString("channelId", channel);
        writer.WriteStartObject("conversation");
        writer.WriteString("id", line.ConversationId);
        writer.WriteEndObject();
        WriteFrom(writer, line, visitor);
        if (line.ReplyTo is { } replyTo) writer.WriteString("replyToId", Id(line.ConversationId, replyTo));
        if (line.Locale is { } locale) writer.WriteString("locale", locale);
        if (transition is not null) WriteStatus(writer, transition);
        else WriteWords(writer, line, address);
        writer.WriteEndObject();
    }

    private static void WriteFrom(Utf8JsonWriter writer, Message line, string visitor)
    {
        writer.WriteStartObject("from");
        switch (line.Author)
        {
            case Author.Citizen:
                writer.WriteString("id", line.AuthorName ?? visitor);
                writer.WriteString("role", "user");
                break;
            case Author.Operator:
                writer.WriteString("id", "agent");
                writer.WriteString("name", line.AuthorName);
                writer.WriteString("role", "bot");
                break;
            default:
                writer.WriteString("id", BotId);
                writer.WriteString("name", BotName);
                writer.WriteString("role", "bot");
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter writer, Message line, string address)
    {
        var wordless = line.Author is Author.Citizen && FileCard.AnyIn(line.Data) && line.Data!.Contains($"\"{FileCard.Wordless}\":true", StringComparison.Ordinal);
        if (line.Text.Length > 0 && !wordless) writer.WriteString("text", line.Text);

        // People's words are shown as they are; ours may carry a bold number or a list.
        writer.WriteString("textFormat", line.Author is Author.Citizen or Author.Operator ? "plain" : "markdown");
        if (line.Author is Author.Bot) writer.WriteString("inputHint", "acceptingInput");
        if (line.Data is null)
        {
            if (line.Author is Author.Operator) WriteSpeaker(writer, "agent");
            return;
        }

        using var data = JsonDocument.Parse(line.Data);
        foreach (var member in data.RootElement.EnumerateObject())
        {
            if (member.NameEquals(FileCard.Member)) FileCard.Write(writer, member.Value, line.ConversationId, address);
            else if (!member.NameEquals(FileCard.Wordless)) member.WriteTo(writer);
        }

        if (line.Author is Author.Bot or Author.System) CardWriter.Write(writer, line.Data, address);
    }

    private static void WriteSpeaker(Utf8JsonWriter writer, string speaker)
    {
        writer.WriteStartObject("channelData");
        writer.WriteString("speaker", speaker);
        writer.WriteString("kind", LineKind.Text);
        writer.WriteEndObject();
    }

    /// <summary>The state alone: never the summary, never the operator's account.</summary>
    private static void WriteStatus(Utf8JsonWriter writer, Transition transition)
    {
        if (transition.To is Custody.Closed)
        {
            writer.WriteStartObject("channelData");
            writer.WriteBoolean("sensitive", transition.Priority is not Priority.Normal);
            writer.WriteEndObject();
            return;
        }

        writer.WriteString("name", "handoff.status");
        writer.WriteStartObject("value");
        writer.WriteString("state", Status(transition));
        writer.WriteEndObject();
    }

    private static string? Status(Transition transition) => (transition.From, transition.To) switch
    {
        (_, Custody.Assigned) => "accepted",
        (_, Custody.Closed) => "closed",
        (Custody.Queued or Custody.Assigned, Custody.Bot) => "completed",
        _ => null,
    };
}
