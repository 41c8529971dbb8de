using BrigadeNumerique.Bot.Activities;

namespace BrigadeNumerique.Bot.Channels.BotService;

/// <summary>Writes what we answer, as an activity.</summary>
internal static class ReplyActivity
{
    /// <summary>A message to a citizen.</summary>
    /// <param name="channelId">The channel behind the service.</param>
    /// <param name="conversationId">The conversation there.</param>
    /// <param name="us">Us, as the channel names us.</param>
    /// <param name="citizen">The citizen, as the channel names them.</param>
    /// <param name="replyTo">The activity it answers, or null.</param>
    /// <param name="locale">Language of the words.</param>
    /// <param name="text">The words.</param>
    /// <param name="markdown">The words carry Markdown.</param>
    /// <param name="choices">What the citizen may tap.</param>
    public static byte[] Write(string channelId, string conversationId, string us, string citizen, string? replyTo, string? locale, string text, bool markdown, IReadOnlyList<Choice> choices) => JsonBytes.Write(writer =>
    {
        writer.WriteString("type", "message");
        writer.WriteString("channelId", channelId);
        writer.WriteStartObject("from");
        writer.WriteString("id", us);
        writer.WriteEndObject();
        writer.WriteStartObject("recipient");
        writer.WriteString("id", citizen);
        writer.WriteEndObject();
        writer.WriteStartObject("conversation");
        writer.WriteString("id", conversationId);
        writer.WriteEndObject();
        if (replyTo is not null) writer.WriteString("replyToId", replyTo);
        if (locale is not null) writer.WriteString("locale", locale);
        writer.WriteString("text", text);
        writer.WriteString("textFormat", markdown ? "markdown" : "plain");
        writer.WriteString("inputHint", "acceptingInput");
        if (choices.Count == 0) return;
        writer.WriteStartObject("suggestedActions");
        writer.WriteStartArray("actions");
        foreach (var choice in choices)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "imBack");
            writer.WriteString("title", choice.Title);
            writer.WriteString("value", choice.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
