using System.Text.Encodings.Web;
using System.Text.Json;

namespace BrigadeNumerique.Bot.Channels;

/// <summary>One JSON object as bytes.</summary>
internal static class JsonBytes
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the members of the object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
