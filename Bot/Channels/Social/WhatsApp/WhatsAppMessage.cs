using System.Text.Json;

namespace BrigadeNumerique.Bot.Channels.Social.WhatsApp;

/// <summary>Messages in the form of WhatsApp's Cloud API.</summary>
internal static class WhatsAppMessage
{
    /// <summary>Longest text, alone and above choices.</summary>
    public const int LongestText = 4096, LongestAboveChoices = 1024;

    /// <summary>Most buttons and longest title of one; most rows of a list, longest title and identifier of one.</summary>
    public const int MostButtons = 3, LongestButton = 20, MostRows = 10, LongestRow = 24, LongestValue = 200;

    /// <summary>A text to a citizen.</summary>
    /// <param name="citizen">Whom.</param>
    /// <param name="text">The words, in WhatsApp's markup.</param>
    /// <param name="form">How the choices go.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="listButton">What the button says that opens a list, at most 20 characters.</param>
    public static byte[] Text(ChannelAddress citizen, string text, ChoiceForm form, IReadOnlyList<OfferedChoice> choices, string listButton) => form switch
    {
        ChoiceForm.Buttons when choices.Count > 0 => Buttons(citizen, text, choices),
        ChoiceForm.List when choices.Count > 0 => Rows(citizen, text, choices, listButton),
        _ => Plain(citizen, text),
    };

    /// <summary>An approved template without parameters: all that may be sent after the 24 hours.</summary>
    public static byte[] Template(ChannelAddress citizen, string name, string language) => Message(citizen, "template", writer =>
    {
        writer.WriteString("name", name);
        writer.WriteStartObject("language");
        writer.WriteString("code", language);
        writer.WriteEndObject();
    });

    private static byte[] Plain(ChannelAddress citizen, string text) => Message(citizen, "text", writer =>
    {
        writer.WriteBoolean("preview_url", false);
        writer.WriteString("body", text);
    });

    private static byte[] Buttons(ChannelAddress citizen, string text, IReadOnlyList<OfferedChoice> choices) => Message(citizen, "interactive", writer =>
    {
        writer.WriteString("type", "button");
        Body(writer, text);
        writer.WriteStartObject("action");
        writer.WriteStartArray("buttons");
        foreach (var choice in choices)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "reply");
            writer.WriteStartObject("reply");
            writer.WriteString("id", choice.Payload);
            writer.WriteString("title", choice.Title);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static byte[] Rows(ChannelAddress citizen, string text, IReadOnlyList<OfferedChoice> choices, string listButton) => Message(citizen, "interactive", writer =>
    {
        writer.WriteString("type", "list");
        Body(writer, text);
        writer.WriteStartObject("action");
        writer.WriteString("button", listButton);
        writer.WriteStartArray("sections");
        writer.WriteStartObject();
        writer.WriteStartArray("rows");
        foreach (var choice in choices.Take(MostRows))
        {
            writer.WriteStartObject();
            writer.WriteString("id", choice.Payload);
            writer.WriteString("title", choice.Title);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Body(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject("body");
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static byte[] Message(ChannelAddress citizen, string type, Action<Utf8JsonWriter> content) => JsonBytes.Write(writer =>
    {
        writer.WriteString("messaging_product", "whatsapp");
        writer.WriteString("recipient_type", "individual");

        // A person who hides their number behind a name is written to by Meta's identifier, which has a country and a dot.
        if (citizen.Data is null && citizen.UserId.Contains('.', StringComparison.Ordinal)) writer.WriteString("recipient", citizen.UserId);
        else writer.WriteString("to", citizen.Data ?? citizen.UserId);
        writer.WriteString("type", type);
        writer.WriteStartObject(type);
        content(writer);
        writer.WriteEndObject();
    });
}
