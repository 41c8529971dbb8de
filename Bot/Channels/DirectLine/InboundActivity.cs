using System.Text;
using System.Text.Json;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>What a client posted, read and checked; nothing of it is trusted but the words.</summary>
/// <param name="Type">Type of the activity.</param>
/// <param name="Text">The words, code point for code point; null when absent.</param>
/// <param name="Name">Name of an event.</param>
/// <param name="Value">Value of an event or of a card's button, a copy that outlives the body.</param>
/// <param name="ClientId">The client's own identifier of the message.</param>
/// <param name="Locale">Language tag.</param>
/// <param name="Data">JSON to keep with the line: the channel data as it was, the value.</param>
/// <param name="From">Who the client says it is; used only where the token binds nobody.</param>
internal sealed record InboundActivity(string Type, string? Text, string? Name, JsonElement? Value, string? ClientId, string? Locale, string? Data, string? From)
{
    /// <summary>Longest text; 4,000 must pass, the page itself stops there.</summary>
    public const int LongestText = 16_000;

    /// <summary>Largest body in bytes.</summary>
    public const int LargestBody = 256 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>Reads a body.</summary>
    /// <returns>The activity, or what is wrong with it.</returns>
    public static (InboundActivity? Activity, DirectLineError? Fault) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return (null, DirectLineError.BadSyntax("The body is not JSON in UTF-8."));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: well-formed JSON, but no text.
            return (null, DirectLineError.BadSyntax("The body has text that is not Unicode."));
        }
    }

    private static (InboundActivity? Activity, DirectLineError? Fault) Read(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object) return (null, DirectLineError.BadSyntax("An activity is a JSON object."));
        if (!root.TryGetProperty("type", out var type)) return (null, new DirectLineError(400, "MissingProperty", "An activity needs a « type »."));
        if (type.ValueKind is not JsonValueKind.String) return (null, DirectLineError.BadArgument("« type » must be a text."));
        foreach (var name in (ReadOnlySpan<string>)["text", "name", "locale"])
        {
            if (root.TryGetProperty(name, out var member) && member.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                return (null, DirectLineError.BadArgument($"« {name} » must be a text."));
        }

        var text = StringOf(root, "text");
        if (text is { Length: > LongestText }) return (null, DirectLineError.TooBig($"A text has at most {LongestText} characters."));
        if (text is not null && text.Contains('\0', StringComparison.Ordinal)) return (null, DirectLineError.BadArgument("A text cannot have a NUL character."));
        var (clientId, fault) = ClientIdOf(root);
        if (fault is not null) return (null, fault);
        JsonElement? value = root.TryGetProperty("value", out var given) && given.ValueKind is not JsonValueKind.Null ? given.Clone() : null;
        var from = root.TryGetProperty("from", out var sender) && sender.ValueKind is JsonValueKind.Object ? StringOf(sender, "id") : null;
        var locale = StringOf(root, "locale");
        return (new InboundActivity(type.GetString()!, text, StringOf(root, "name"), value, clientId, locale is { Length: <= 35 } ? locale : null, Kept(root), from), null);
    }

    private static (string? ClientId, DirectLineError? Fault) ClientIdOf(JsonElement root)
    {
        if (!root.TryGetProperty("channelData", out var data) || data.ValueKind is JsonValueKind.Null) return (null, null);
        if (data.ValueKind is not JsonValueKind.Object || !data.TryGetProperty("clientActivityID", out var id)) return (null, null);
        if (id.ValueKind is not JsonValueKind.String) return (null, DirectLineError.BadArgument("« clientActivityID » must be a text."));
        var text = id.GetString()!;
        if (text.Length is 0 or > 200 || text.Contains('\0', StringComparison.Ordinal)) return (null, DirectLineError.BadArgument("« clientActivityID » has 1 to 200 characters."));
        return (text, null);
    }

    /// <summary>The members that come back to the client untouched.</summary>
    private static string? Kept(JsonElement root)
    {
        var buffer = new MemoryStream();
        var any = false;
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var name in (ReadOnlySpan<string>)["channelData", "value", "entities"])
            {
                if (!root.TryGetProperty(name, out var member) || member.ValueKind is JsonValueKind.Null) continue;
                writer.WritePropertyName(name);
                member.WriteTo(writer);
                any = true;
            }

            writer.WriteEndObject();
        }

        if (!any) return null;
        var json = Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);

        // The escaped NUL is legal JSON, but PostgreSQL keeps no such text.
        return json.Replace("\\u0000", "", StringComparison.Ordinal);
    }

    private static string? StringOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String ? member.GetString() : null;
}
