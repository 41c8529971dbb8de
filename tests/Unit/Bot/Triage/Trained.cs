using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Unit.Bot.Triage;

/// <summary>The triage with its learnt model, once for all tests.</summary>
internal static class Trained
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "brigade-test-models");

    private static readonly Lazy<TriageEngine> Engine = new(() =>
    {
        var engine = new TriageEngine(Directory.CreateDirectory(Folder).FullName);
        engine.Warm();
        return engine;
    });

    /// <summary>The file of the model learnt from the built-in examples.</summary>
    public static string ModelFile => Engine.Value.Version is { } version ? Path.Combine(Folder, version + ".model") : throw new InvalidOperationException("No model.");

    public static Assessment Alone(string text) => Engine.Value.Assess(text, DialogueContext.Empty);

    /// <summary>The last message after others: « C words », « B words » in turn.</summary>
    public static Assessment After(string text, params string[] lines) => Engine.Value.Assess(text, new DialogueContext(
        [.. lines.Select(line => new DialogueLine(line[0] == 'C' ? Speaker.Citizen : Speaker.Bot, line[2..], null))]));
}
