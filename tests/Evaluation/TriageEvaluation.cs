using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Bot.Triage.Evaluation;

namespace BrigadeNumerique.Evaluation;

/// <summary>The triage on messages written apart from its examples, by other voices. The floors are what was measured; they only rise.</summary>
public sealed class TriageEvaluation
{
    private static readonly Lazy<TriageEngine> Engine = new(() =>
    {
        var triage = new TriageEngine(Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "brigade-test-models")).FullName);
        triage.Warm();
        return triage;
    });

    private static readonly Lazy<TriageReport> Report = new(() => new TriageReport(Engine.Value));

    private static readonly Floors Tuned = new(0.99, 0.99, 0.91, 0.037, 0.985, 0.937, 0.02, 0.835, 0.665);
    private static readonly Floors Unseen = new(0.97, 0.97, 0.915, 0.035, 0.99, 0.935, 0.02, 0.86, 0.85);

    [Fact]
    public void TheTriageIsNoWorseThanItWasMeasured()
    {
        var page = Report.Value.Write(Baselines());
        TestContext.Current.TestOutputHelper?.WriteLine(page);
        if (Environment.GetEnvironmentVariable("BRIGADE_KEEP_REPORT") is { Length: > 0 } folder) File.WriteAllText(Path.Combine(folder, "triage.md"), page);

        Assert.Multiple([
            .. Checks(Report.Value.Tuned, Report.Value.TunedConversations, Tuned),
            .. Checks(Report.Value.Unseen, Report.Value.UnseenConversations, Unseen)]);
    }

    [Fact]
    public void TheFrozenSetIsLargeAndUnlikeTheExamples()
    {
        var likeness = new Likeness(Examples.Load().Select(example => example.Text).Concat(Dialogues.Load().SelectMany(turns => turns.Select(turn => turn.Text))));
        var near = Report.Value.Gold.Select(message => (message, Near: likeness.Nearest(message.Text))).Where(pair => pair.Near.Likeness >= Likeness.TooNear).ToList();

        if (Environment.GetEnvironmentVariable("BRIGADE_DROP_NEAR_COPIES") is { Length: > 0 } folder)
        {
            foreach (var line in NearCopies.Drop(folder, near.Select(pair => pair.Near.Text).ToHashSet(StringComparer.Ordinal))) TestContext.Current.TestOutputHelper?.WriteLine("dropped " + line);
        }

        Assert.True(Report.Value.Gold.Count >= 1500);
        Assert.True(LabelledDialogue.All().Count >= 150);
        Assert.True(near.Count == 0, string.Join('\n', near.Select(pair => $"{pair.message.Id} {pair.message.Text} ~ {pair.Near.Text}")));
    }

    [Fact]
    public void TheSameExamplesGiveTheSameModel()
    {
        var examples = Examples.Load().Where((_, at) => at % 20 == 0).ToList();
        var dialogues = Dialogues.Load().Take(30).ToList();
        var findings = Findings.In("il est derrière la porte avec un couteau");

        Assert.Equal(TriageModel.Train(examples, dialogues).Messages.Guess(findings), TriageModel.Train(examples, dialogues).Messages.Guess(findings));
    }

    private static IEnumerable<(string Name, Figures Figures)> Baselines()
    {
        var gold = Report.Value.Gold;
        var rules = new TriageEngine(Path.GetTempPath());
        yield return ("rules alone", new Figures(gold, [.. gold.Select(message => Prediction.Of(rules.Assess(message.Text, DialogueContext.Empty)))]));
        yield return ("model alone", new Figures(gold, [.. gold.Select(message => Prediction.Of(SingleMessage.Judge(Engine.Value.Reading(message.Text).WithoutSigns)))]));
        if (NlpJs.Predictions() is { } predictions) yield return ("NLP.js 4.26, every fourth example", new Figures(gold, predictions));
        var commonest = Examples.Load().GroupBy(example => example.Route).MaxBy(group => group.Count())!.Key;
        yield return ($"always « {commonest} »", new Figures(gold, [.. gold.Select(_ => new Prediction(commonest, commonest == "emergency" ? ["112"] : [], commonest, 0))]));
    }

    private static IEnumerable<Action> Checks(Figures figures, double conversations, Floors floors) =>
    [
        () => Assert.InRange(figures.Recall, floors.EmergencyRecall, 1),
        () => Assert.InRange(figures.FrenchRecall, floors.FrenchRecall, 1),
        () => Assert.InRange(figures.Precision, floors.EmergencyPrecision, 1),
        () => Assert.InRange(figures.FalseAlarms, 0, floors.FalseAlarms),
        () => Assert.InRange(figures.SensitiveCaught, floors.SensitiveCaught, 1),
        () => Assert.InRange(figures.RouteAccuracy, floors.RouteAccuracy, 1),
        () => Assert.InRange(figures.WrongNumber, 0, floors.WrongNumber),
        () => Assert.InRange(figures.IntentF1, floors.IntentF1, 1),
        () => Assert.InRange(conversations, floors.Conversations, 1),
    ];

    /// <summary>Below these the build fails.</summary>
    private sealed record Floors(
        double EmergencyRecall, double FrenchRecall, double EmergencyPrecision, double FalseAlarms, double SensitiveCaught, double RouteAccuracy, double WrongNumber, double IntentF1, double Conversations);
}
