using System.Text.Json;
using System.Text.Json.Serialization;

namespace BrigadeNumerique.Bot.Activities;

/// <summary>A citizen's file as their line carries it, in the member <c>files</c>.</summary>
public sealed record FileCard(string Id, string Name, string Type, long Size, int Width, int Height, string Sha256)
{
    /// <summary>Name of the member.</summary>
    public const string Member = "files";

    /// <summary>Name of the member that says: the words of the line are ours, the citizen sent none.</summary>
    public const string Wordless = "wordless";

    /// <summary>Adds files to what the line keeps of the sender's activity.</summary>
    /// <param name="kept">A JSON object, or null.</param>
    /// <param name="files">The files.</param>
    /// <param name="wordless">The citizen sent no words with them.</param>
    public static string AddTo(string? kept, IReadOnlyList<FileCard> files, bool wordless)
    {
        var json = $"\"{Member}\":{JsonSerializer.Serialize(files, FileCardJson.Default.IReadOnlyListFileCard)}" + (wordless ? $",\"{Wordless}\":true" : "");
        return kept is null or "{}" ? "{" + json + "}" : kept[..^1] + "," + json + "}";
    }

    /// <summary>Whether a line carries files.</summary>
    public static bool AnyIn(string? json) => json is not null && json.Contains($"\"{Member}\":[", StringComparison.Ordinal);

    /// <summary>Whether a line is a voice note.</summary>
    public static bool IsVoice(string? json) => AnyIn(json) && json!.Contains("\"type\":\"audio/", StringComparison.Ordinal);

    /// <summary>Writes them as the protocol's attachments; the bytes want the conversation's token.</summary>
    internal static void Write(Utf8JsonWriter writer, JsonElement files, string conversationId, string address)
    {
        writer.WriteStartArray("attachments");
        foreach (var file in files.Deserialize(FileCardJson.Default.IReadOnlyListFileCard) ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("contentType", file.Type);
            writer.WriteString("contentUrl", $"{address}/v3/directline/conversations/{conversationId}/files/{file.Id}");
            writer.WriteString("name", file.Name);
            writer.WriteNumber("size", file.Size);
            if (file.Width > 0) writer.WriteBoolean("shown", true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<FileCard>))]
internal sealed partial class FileCardJson : JsonSerializerContext;
