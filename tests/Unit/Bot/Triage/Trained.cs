using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Unit.Bot.Triage;

/// <summary>The triage with its learnt model, once for all tests.</summary>
internal static class Trained
{
    private static readonly Lazy<TriageEngine> Engine = new(() =>
    {
        var engine = new TriageEngine(Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "brigade-test-models")).FullName);
        engine.Warm();
        return engine;
    });

    public static Assessment Alone(string text) => Engine.Value.Assess(text, DialogueContext.Empty);

    /// <summary>The last message after others: « C words », « B words » in turn.</summary>
    public static Assessment After(string text, params string[] lines) => Engine.Value.Assess(text, new DialogueContext(
        [.. lines.Select(line => new DialogueLine(line[0] == 'C' ? Speaker.Citizen : Speaker.Bot, line[2..], null))]));
}
