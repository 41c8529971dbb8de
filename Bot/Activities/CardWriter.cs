using System.Text.Json;

namespace BrigadeNumerique.Bot.Activities;

/// <summary>
/// What clients that know nothing of our channel data can still tap: the article behind an answer and the numbers of an
/// emergency, as the protocol's hero card. Our own page draws better ones from the channel data and ignores it.
/// </summary>
internal static class CardWriter
{
    /// <summary>Writes the member <c>attachments</c>, where a line has something to tap.</summary>
    /// <param name="writer">Inside an activity.</param>
    /// <param name="json">The line's data.</param>
    /// <param name="address">The address of the service: a path of ours means nothing on another site.</param>
    public static void Write(Utf8JsonWriter writer, string? json, string address)
    {
        if (LineData.From(json) is not { } data) return;
        (string Type, string Title, string Value)[] buttons = data.Article is { } article
            ? [("openUrl", article.Title, address + article.Href)]
            : [.. (data.Articles ?? []).Select(several => ("openUrl", several.Title, address + several.Href)), .. Calls(data.Actions), .. Calls(data.Help)];
        if (buttons.Length == 0) return;
        writer.WriteStartArray("attachments");
        writer.WriteStartObject();
        writer.WriteString("contentType", "application/vnd.microsoft.card.hero");
        writer.WriteStartObject("content");
        if (data.Title is { } title) writer.WriteString("title", title);
        writer.WriteStartArray("buttons");
        foreach (var button in buttons)
        {
            writer.WriteStartObject();
            writer.WriteString("type", button.Type);
            writer.WriteString("title", button.Title);
            writer.WriteString("value", button.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>Numbers to call. Public clients open no <c>sms:</c> link: the text says whom to write to.</summary>
    private static IEnumerable<(string, string, string)> Calls(IReadOnlyList<ActionLink>? links) =>
        (links ?? []).Where(link => link.Href.StartsWith("tel:", StringComparison.Ordinal)).Select(link => ("call", link.Label, link.Href));
}
