using System.Text.Json;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Handoff.Desk.Reading;

/// <summary>Words of the citizen that betray something, and what.</summary>
/// <param name="Words">As written.</param>
/// <param name="Kind">In the triage's vocabulary.</param>
public sealed record Sign(string Words, string Kind);

/// <summary>A correction and where it comes from.</summary>
/// <param name="Correction">What is right.</param>
/// <param name="Name">Who says so.</param>
/// <param name="At">When.</param>
public sealed record Corrected(Correction Correction, string Name, DateTimeOffset At);

/// <summary>What triage found in one line. Written by the host in a form of its own: what is missing or strange is left out, never an error.</summary>
/// <param name="Sequence">The citizen's line.</param>
/// <param name="At">Its time.</param>
/// <param name="Route">Where it leads, or null.</param>
/// <param name="Urgency">How urgent, or null.</param>
/// <param name="Intent">What is asked, or null.</param>
/// <param name="Signs">The words that say so.</param>
public sealed record Finding(int Sequence, DateTimeOffset At, string? Route, string? Urgency, string? Intent, IReadOnlyList<Sign> Signs)
{
    /// <summary>The numbers that the citizen was given, best first.</summary>
    public IReadOnlyList<string> Numbers { get; private init; } = [];

    /// <summary>The sensitive subject, or null.</summary>
    public string? Sensitive { get; private init; }

    /// <summary>The kind of danger, of an emergency, or null.</summary>
    public string? Kind { get; private init; }

    /// <summary>The probability of danger, 0 to 1, or null.</summary>
    public double? Danger { get; private init; }

    /// <summary>ISO 639-1 of the citizen's words, or null.</summary>
    public string? Language { get; private init; }

    /// <summary>The rule that decided, or null.</summary>
    public string? Rule { get; private init; }

    /// <summary>Versions of rules and model, or null.</summary>
    public string? Version { get; private init; }

    /// <summary>What a colleague said of it last, or null.</summary>
    public Corrected? Corrected { get; init; }

    /// <summary>Danger now.</summary>
    internal bool IsEmergency => Route == "emergency";

    /// <summary>A sensitive subject without danger now.</summary>
    internal bool IsSensitive => Route == "human" && Sensitive is not null;

    /// <summary>Reads an assessment; null where it is not one.</summary>
    public static Finding? Read(int sequence, DateTimeOffset at, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root) return null;
            return new Finding(sequence, at, Value(root, "route"), Value(root, "urgency"), Value(root, "intent"), SignsOf(root))
            {
                Numbers = Property(root, "numbers") is { ValueKind: JsonValueKind.Array } numbers
                    ? [.. numbers.EnumerateArray().Where(number => number.ValueKind is JsonValueKind.String).Select(number => number.GetString()!)] : [],
                Sensitive = Value(root, "sensitive"),
                Kind = Value(root, "kind"),
                Danger = Property(root, "danger") is { ValueKind: JsonValueKind.Number } danger ? Math.Clamp(danger.GetDouble(), 0, 1) : null,
                Language = Value(root, "lang"),
                Rule = Value(root, "rule"),
                Version = Value(root, "version"),
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyList<Sign> SignsOf(JsonElement root)
    {
        if (Property(root, "signs") is not { ValueKind: JsonValueKind.Array } signs) return [];
        return [.. signs.EnumerateArray().Where(sign => sign.ValueKind is JsonValueKind.Object)
            .Select(sign => new Sign(Value(sign, "words") ?? "", Value(sign, "type") ?? ""))
            .Where(sign => !string.IsNullOrWhiteSpace(sign.Words))];
    }

    private static string? Value(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    private static JsonElement? Property(JsonElement element, string name)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        }

        return null;
    }
}
