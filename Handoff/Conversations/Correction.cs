using System.Text.Json;
using System.Text.Json.Serialization;

namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>How a member of the staff judges an assessment.</summary>
public enum CorrectionVerdict
{
    /// <summary>It was right.</summary>
    Right,

    /// <summary>The message is graver than that.</summary>
    Graver,

    /// <summary>It is less grave, or about something else.</summary>
    Lighter,
}

/// <summary>What a member of the staff says is right for a citizen's message, in the vocabulary of the triage.</summary>
/// <param name="Verdict">Whether the assessment was right.</param>
/// <param name="Route">The right route.</param>
/// <param name="Sensitive">The right sensitive subject, or empty.</param>
/// <param name="Intent">The right intent; of an emergency « emergency ».</param>
/// <param name="Kind">The kind of danger, of an emergency, or empty.</param>
/// <param name="By">The account that says so.</param>
/// <param name="Version">The versions of rules and model that made the assessment.</param>
public sealed record Correction(CorrectionVerdict Verdict, string Route, string Sensitive, string Intent, string Kind, string By, string Version)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The place in the queue that it asks for.</summary>
    [JsonIgnore]
    public Priority Priority => Route == "emergency" ? Priority.Urgent : Sensitive.Length > 0 ? Priority.Sensitive : Priority.Normal;

    /// <summary>What the conversation is about then, as the desk names it.</summary>
    [JsonIgnore]
    public string? Topic => Route == "emergency" ? "emer." + Kind.Replace('-', '.') : Sensitive.Length > 0 ? Sensitive : null;

    /// <summary>Reads the data of a line of kind <see cref="LineKind.Correction"/>; null where it is none.</summary>
    public static Correction? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<Correction>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The data of its line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
