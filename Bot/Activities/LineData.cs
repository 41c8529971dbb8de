using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BrigadeNumerique.Bot.Activities;

/// <summary>One choice that the citizen can tap; its value is posted as the citizen's own words.</summary>
public sealed record Choice(string Title, string Value)
{
    /// <summary>A choice that says itself.</summary>
    public static Choice Of(string words) => new(words, words);
}

/// <summary>A link that a phone can tap: <c>tel:</c>, <c>sms:</c>, or a page of ours.</summary>
public sealed record ActionLink(string Label, string Href, string? Number = null);

/// <summary>The article behind an answer, as a card.</summary>
public sealed record ArticleCard(string Slug, string Title, string Href, string Updated, string Source, bool Sensitive);

/// <summary>
/// What a line carries for the channels beside its words, kept as JSON with the line: the page draws cards from it, other
/// channels are content with the words.
/// </summary>
public sealed record LineData
{
    /// <summary>Who speaks: <c>bot</c>, <c>agent</c> or <c>system</c>.</summary>
    public string Speaker { get; init; } = "bot";

    /// <summary>The kind of line, which the page draws by.</summary>
    public string Kind { get; init; } = "text";

    /// <summary>Emergency: the key of the fixed text, e.g. « emer.police ».</summary>
    public string? Code { get; init; }

    /// <summary>Language of the words, where it is not French.</summary>
    public string? Lang { get; init; }

    /// <summary>Title of the card.</summary>
    public string? Title { get; init; }

    /// <summary>Buttons that call, or write to, a number.</summary>
    public IReadOnlyList<ActionLink>? Actions { get; init; }

    /// <summary>The lines of an emergency card.</summary>
    public IReadOnlyList<string>? Lines { get; init; }

    /// <summary>The numbers of an emergency card, best first.</summary>
    public IReadOnlyList<string>? Numbers { get; init; }

    /// <summary>What a screen reader says once.</summary>
    public string? Announce { get; init; }

    /// <summary>State of an alert.</summary>
    public string? State { get; init; }

    /// <summary>The number that an alert still asks to call.</summary>
    public string? Number { get; init; }

    /// <summary>Help lines as plain links.</summary>
    public IReadOnlyList<ActionLink>? Help { get; init; }

    /// <summary>The article behind an answer.</summary>
    public ArticleCard? Article { get; init; }

    /// <summary>Articles to read while one waits.</summary>
    public IReadOnlyList<ArticleCard>? Articles { get; init; }

    /// <summary>Ask whether the answer helped.</summary>
    public bool? Useful { get; init; }

    /// <summary>Place in the queue, from 1.</summary>
    public int? Place { get; init; }

    /// <summary>Estimated minutes.</summary>
    public int? Minutes { get; init; }

    /// <summary>The wait is for an urgent case.</summary>
    public bool? Urgent { get; init; }

    /// <summary>The case is sensitive: nothing is kept on the page.</summary>
    public bool? Sensitive { get; init; }

    /// <summary>The operator who joined.</summary>
    public AgentCard? Agent { get; init; }

    /// <summary>A gendarme's closed question: the citizen is also asked for the position, which goes only with consent.</summary>
    public bool? Position { get; init; }

    /// <summary>What the assistant asked or answered about, for its own memory: an article's slug, « safe ».</summary>
    public string? About { get; init; }

    /// <summary>The words were made from the article's by a language model, and checked against them.</summary>
    public bool? Drafted { get; init; }

    /// <summary>Of a reply that was shown while it came: <c>final</c>.</summary>
    public string? StreamType { get; init; }

    /// <summary>Which stream this line ends.</summary>
    public string? StreamId { get; init; }

    /// <summary>JSON of a line: the channel data and, where there are choices, the suggested actions.</summary>
    public string ToJson(IReadOnlyList<Choice>? choices = null)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("channelData");
            JsonSerializer.Serialize(writer, this, LineDataJson.Default.LineData);
            if (choices is { Count: > 0 })
            {
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
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote; null where a line carries nothing of ours.</summary>
    public static LineData? From(string? json)
    {
        if (json is null) return null;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("channelData", out var data) && data.ValueKind is JsonValueKind.Object
            ? data.Deserialize(LineDataJson.Default.LineData)
            : null;
    }

    /// <summary><see cref="About"/> alone, which is asked of every line at every turn: found in the text, since a quote inside a value would be escaped.</summary>
    public static string? AboutOf(string? json)
    {
        const string Member = "\"about\":\"";
        if (json?.IndexOf(Member, StringComparison.Ordinal) is not (>= 0 and var at)) return null;
        var from = at + Member.Length;
        return json.IndexOf('"', from) is >= 0 and var end ? json[from..end] : null;
    }

    /// <summary>The titles offered with a line.</summary>
    public static IReadOnlyList<string> ChoicesOf(string? json)
    {
        if (json is null || !json.Contains("suggestedActions", StringComparison.Ordinal)) return [];
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("suggestedActions").GetProperty("actions").EnumerateArray().Select(a => a.GetProperty("value").GetString()!)];
    }
}

/// <summary>An operator as the citizen reads them.</summary>
public sealed record AgentCard(string Name);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LineData))]
internal sealed partial class LineDataJson : JsonSerializerContext;
