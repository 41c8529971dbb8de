using System.Text.Json;

namespace BrigadeNumerique.Handoff.Relay;

/// <summary>What the line of a relay carries for the staff.</summary>
/// <param name="To">Who took it at the other end.</param>
/// <param name="At">When.</param>
public sealed record Relayed(string To, DateTimeOffset At)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Reads the data of such a line; null where it is none.</summary>
    public static Relayed? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<Relayed>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The data of its line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
