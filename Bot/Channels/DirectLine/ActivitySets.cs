using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>Frames and pages of activities: <c>{"activities":[…],"watermark":"…"}</c>.</summary>
internal static class ActivitySets
{
    // Served as application/json and never into HTML: quotes and accents need no escaping, which spares a slow phone bytes.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A frame with the lines that the citizen's channel shows; null when none is.</summary>
    public static byte[]? Lines(IReadOnlyList<Message> lines, int watermark, Conversation conversation, string address) =>
        lines.Any(ActivityWriter.Shows) ? Page(lines, watermark, conversation, address) : null;

    /// <summary>A page of history; empty when there is nothing.</summary>
    public static byte[] Page(IReadOnlyList<Message> lines, int watermark, Conversation conversation, string address) => Build(writer =>
    {
        foreach (var line in lines)
        {
            if (ActivityWriter.Shows(line)) ActivityWriter.Write(writer, line, conversation.Visitor, conversation.Channel, address);
        }
    }, watermark);

    /// <summary>The operator is writing: on the stream only, without a watermark of its own.</summary>
    public static byte[] Typing(TypingSign sign) => Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", "typing");
        writer.WriteString("id", "typing");
        writer.WriteStartObject("conversation");
        writer.WriteString("id", sign.ConversationId);
        writer.WriteEndObject();
        writer.WriteStartObject("from");
        writer.WriteString("id", "agent");
        writer.WriteString("name", sign.Name);
        writer.WriteString("role", "bot");
        writer.WriteEndObject();
        writer.WriteStartObject("channelData");
        writer.WriteString("speaker", "agent");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }, null);

    /// <summary>A reply under way, in the protocol's way of streaming: on the stream only, never part of the record.</summary>
    /// <param name="conversationId">Where.</param>
    /// <param name="streamId">The same for all of one reply, and for the line that ends it.</param>
    /// <param name="step">From 1.</param>
    /// <param name="type"><c>informative</c>, <c>streaming</c>, or <c>final</c> where no line follows.</param>
    /// <param name="text">All words so far, Markdown; null where there are none to show.</param>
    public static byte[] Streaming(string conversationId, string streamId, int step, string type, string? text) => Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", "typing");
        writer.WriteString("id", step == 1 ? streamId : string.Create(CultureInfo.InvariantCulture, $"{streamId}-{step}"));
        writer.WriteStartObject("conversation");
        writer.WriteString("id", conversationId);
        writer.WriteEndObject();
        writer.WriteStartObject("from");
        writer.WriteString("id", ActivityWriter.BotId);
        writer.WriteString("name", ActivityWriter.BotName);
        writer.WriteString("role", "bot");
        writer.WriteEndObject();
        if (text is not null) writer.WriteString("text", text);
        writer.WriteString("textFormat", "markdown");
        writer.WriteStartObject("channelData");
        writer.WriteString("speaker", "bot");
        writer.WriteString("streamType", type);
        writer.WriteString("streamId", streamId);
        if (type != "final") writer.WriteNumber("streamSequence", step);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }, null);

    /// <summary>An operator has read the citizen's messages up to this one.</summary>
    public static byte[] Read(string conversationId, int through) => Event(conversationId, "chat/read", writer => writer.WriteNumber("through", through));

    /// <summary>A passing event, on the stream only.</summary>
    public static byte[] Event(string conversationId, string name, Action<Utf8JsonWriter> value) => Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", "event");
        writer.WriteString("name", name);
        writer.WriteStartObject("conversation");
        writer.WriteString("id", conversationId);
        writer.WriteEndObject();
        writer.WriteStartObject("from");
        writer.WriteString("id", ActivityWriter.BotId);
        writer.WriteString("role", "bot");
        writer.WriteEndObject();
        writer.WriteStartObject("value");
        value(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }, null);

    private static byte[] Build(Action<Utf8JsonWriter> activities, int? watermark)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("activities");
            activities(writer);
            writer.WriteEndArray();
            if (watermark is { } mark) writer.WriteString("watermark", mark.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
