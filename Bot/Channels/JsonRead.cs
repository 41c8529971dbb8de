using System.Text.Json;

namespace BrigadeNumerique.Bot.Channels;

/// <summary>Reading a stranger's JSON: what is absent, or of another kind, is null; nothing throws.</summary>
internal static class JsonRead
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    /// <summary>Reads a body; null where it is not JSON in UTF-8.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        // The reader looks at the bytes of a text only when it is asked for.
        if (!System.Text.Unicode.Utf8.IsValid(body.Span)) return null;
        try
        {
            return JsonDocument.Parse(body, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A time in seconds since 1970; null where it cannot be one.</summary>
    public static DateTimeOffset? Seconds(long? value) => value is > 0 and < 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(value.Value) : null;

    /// <summary>A time in milliseconds since 1970; null where it cannot be one.</summary>
    public static DateTimeOffset? Milliseconds(long? value) => value is > 0 and < 253_402_300_799_000 ? DateTimeOffset.FromUnixTimeMilliseconds(value.Value) : null;

    /// <summary>A member that is an object, or null.</summary>
    public static JsonElement? Object(this JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.Object } member ? member : null;

    /// <summary>The items of a member that is an array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : [];

    /// <summary>A member that is a text; null too where it holds half a sign, which is no text.</summary>
    public static string? Text(this JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } member ? TextOf(member) : null;

    /// <summary>An element that is a text.</summary>
    public static string? TextOf(JsonElement element)
    {
        try
        {
            // NUL is legal JSON, but PostgreSQL keeps no such text.
            return element.GetString()?.Replace("\0", "", StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A whole number, given as one or as a text of digits.</summary>
    public static long? Whole(this JsonElement element, string name) => Member(element, name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        { ValueKind: JsonValueKind.String } text when long.TryParse(TextOf(text), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    /// <summary>A number.</summary>
    public static double? Number(this JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;

    /// <summary>A truth; false where nothing is said.</summary>
    public static bool Truth(this JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.True };

    private static JsonElement? Member(JsonElement element, string name) => element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
}
