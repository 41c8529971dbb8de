namespace BrigadeNumerique.Bot.Channels.BotService;

/// <summary>Writes what we answer, as an activity.</summary>
internal static class ReplyActivity
{
    /// <summary>A message to a citizen: from us to them, in the conversation that they began.</summary>
    public static byte[] Write(BotServiceReference to, OutboundPart part) => JsonBytes.Write(writer =>
    {
        writer.WriteString("type", "message");
        writer.WriteString("channelId", to.ChannelId);
        writer.WriteStartObject("from");
        writer.WriteString("id", to.Us);
        writer.WriteEndObject();
        writer.WriteStartObject("recipient");
        writer.WriteString("id", to.Citizen);
        writer.WriteEndObject();
        writer.WriteStartObject("conversation");
        writer.WriteString("id", to.ConversationId);
        writer.WriteEndObject();
        if (part.ReplyTo is { } replyTo) writer.WriteString("replyToId", replyTo);
        if (part.Locale is { } locale) writer.WriteString("locale", locale);
        writer.WriteString("text", part.Text);
        writer.WriteString("textFormat", "markdown");
        writer.WriteString("inputHint", "acceptingInput");
    });
}
