using System.Text;
using System.Text.Json;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>An assessment in the vocabulary of the triage policy.</summary>
internal static class AssessmentJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is asked of single messages by the command line.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, Assessment assessment)
    {
        writer.WriteString("route", assessment.Route.ToWire());
        writer.WriteString("urgency", assessment.Urgency.ToWire());
        writer.WriteStartArray("numbers");
        foreach (var number in assessment.Numbers) writer.WriteStringValue(number);
        writer.WriteEndArray();
        writer.WriteString("sensitive", assessment.Sensitive);
        writer.WriteString("intent", assessment.Intent);
    }

    /// <summary>All that is kept with a message, so that the decision can be explained and replayed.</summary>
    public static string Record(Assessment assessment)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            WriteMembers(writer, assessment);
            if (assessment.Signal is { } signal) writer.WriteString("kind", Safety.Findings.Name(signal.Kind));
            writer.WriteString("lang", assessment.Language);
            writer.WriteString("rule", assessment.Rule);
            writer.WriteNumber("danger", Math.Round(assessment.Danger, 3));
            writer.WriteString("version", assessment.Version);
            writer.WriteStartArray("signs");
            foreach (var sign in assessment.Signs)
            {
                writer.WriteStartObject();
                writer.WriteString("type", sign.Type);
                writer.WriteString("words", sign.Words);
                writer.WriteNumber("start", sign.Start);
                writer.WriteNumber("length", sign.Length);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
