using System.Text.Json;

namespace BrigadeNumerique.Bot.Channels.Social.Messenger;

/// <summary>Messages in Messenger's own form.</summary>
internal static class MessengerMessage
{
    /// <summary>Longest text, most quick replies, longest title and value of one.</summary>
    public const int LongestText = 2000, MostChoices = 13, LongestTitle = 20, LongestValue = 1000;

    /// <summary>A text to a citizen.</summary>
    /// <param name="citizen">Their identifier for this page.</param>
    /// <param name="text">The words; Messenger shows them as they are.</param>
    /// <param name="choices">Quick replies, or none.</param>
    /// <param name="byPerson">The words of a person outside the 24 hours, under the tag that says so.</param>
    public static byte[] Text(string citizen, string text, IReadOnlyList<OfferedChoice> choices, bool byPerson) => JsonBytes.Write(writer =>
    {
        writer.WriteStartObject("recipient");
        writer.WriteString("id", citizen);
        writer.WriteEndObject();
        writer.WriteString("messaging_type", byPerson ? "MESSAGE_TAG" : "RESPONSE");
        if (byPerson) writer.WriteString("tag", "HUMAN_AGENT");
        writer.WriteStartObject("message");
        writer.WriteString("text", text);
        if (choices.Count > 0)
        {
            writer.WriteStartArray("quick_replies");
            foreach (var choice in choices.Take(MostChoices))
            {
                writer.WriteStartObject();
                writer.WriteString("content_type", "text");
                writer.WriteString("title", choice.Title);
                writer.WriteString("payload", choice.Payload);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    /// <summary>The one private message that a public comment may be answered by, within seven days.</summary>
    public static byte[] PrivateReply(string commentId, string text) => JsonBytes.Write(writer =>
    {
        writer.WriteStartObject("recipient");
        writer.WriteString("comment_id", commentId);
        writer.WriteEndObject();
        writer.WriteString("messaging_type", "RESPONSE");
        writer.WriteStartObject("message");
        writer.WriteString("text", text);
        writer.WriteEndObject();
    });
}
