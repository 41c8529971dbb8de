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
