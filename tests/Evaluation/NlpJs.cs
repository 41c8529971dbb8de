using System.Diagnostics;
using System.Text.Json;
using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Bot.Triage.Evaluation;

namespace BrigadeNumerique.Evaluation;

/// <summary>NLP.js, a widely used open-source recognizer of intents, taught the same examples. Only <c>tests/evaluate.sh</c> installs and runs it.</summary>
/// <remarks>It learns for more than ten minutes from all of them, its time growing faster than their number: it is given every fourth, and takes half a minute.</remarks>
internal static class NlpJs
{
    /// <summary>One example of so many.</summary>
    public const int Share = 4;

    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<Prediction>? Predictions()
    {
        if (Environment.GetEnvironmentVariable("BRIGADE_NLPJS") is not { Length: > 0 } folder) return null;
        var work = Directory.CreateTempSubdirectory("nlpjs").FullName;
        var (examples, messages, output) = (Path.Combine(work, "examples.jsonl"), Path.Combine(work, "messages.jsonl"), Path.Combine(work, "predictions.jsonl"));
        File.WriteAllLines(examples, Examples.Load().Where((_, at) => at % Share == 0).Select(example => JsonSerializer.Serialize(new { text = example.Text, label = $"{example.Route}|{(example.Route == "emergency" ? example.Kind : example.Intent)}" }, Json)));
        File.WriteAllLines(messages, Labelled.Messages().Select(message => JsonSerializer.Serialize(new { id = message.Id, text = message.Text }, Json)));
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "baseline.mjs"), examples, messages, output]))!;
        node.WaitForExit();
        return node.ExitCode == 0 ? [.. File.ReadLines(output).Select(Read)] : throw new InvalidOperationException("NLP.js failed; see its messages above.");
    }

    private static Prediction Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var label = document.RootElement.GetProperty("label").GetString()!.Split('|');
        var emergency = label[0] == "emergency";
        return label.Length < 2
            ? new Prediction("other", [], "off-topic", 0)
            : new Prediction(label[0], emergency && Findings.KindOf(label[1]) is { } kind ? EmergencyNumbers.For(kind) : [], emergency ? "emergency" : label[1], document.RootElement.GetProperty("danger").GetDouble());
    }
}
