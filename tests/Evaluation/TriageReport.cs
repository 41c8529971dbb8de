using System.Diagnostics;
using System.Globalization;
using System.Text;
using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Evaluation;

/// <summary>Everything that is measured of the triage, as one page.</summary>
internal sealed class TriageReport
{
    private readonly IReadOnlyList<Labelled> gold = Labelled.Messages();
    private readonly IReadOnlyList<LabelledDialogue> dialogues = LabelledDialogue.All();
    private readonly List<double> times = [];

    public TriageReport(TriageEngine triage)
    {
        Ours = new Figures(gold, [.. gold.Select(message => Timed(triage, message.Text))]);
        var played = dialogues.Select(dialogue => (Gold: dialogue, Found: dialogue.Play(triage))).ToList();
        Conversations = (double)played.Count(dialogue => Enumerable.Range(0, dialogue.Found.Count).All(at => IsRight(dialogue.Gold.Turns[at], dialogue.Found[at]))) / played.Count;
        Turns = played.SelectMany(dialogue => dialogue.Gold.Turns.Zip(dialogue.Found)).Average(pair => IsRight(pair.First, pair.Second) ? 1.0 : 0);
        Wrong = [.. played.Where(dialogue => Enumerable.Range(0, dialogue.Found.Count).Any(at => !IsRight(dialogue.Gold.Turns[at], dialogue.Found[at])))
            .Select(dialogue => $"{dialogue.Gold.Id}: " + string.Join(" / ", dialogue.Gold.Turns.Zip(dialogue.Found).Select(pair => $"{pair.First.Text.ReplaceLineEndings(" ")} [{pair.Second.Route.ToWire()}{(IsRight(pair.First, pair.Second) ? "" : $", should be {pair.First.Route}")}]")))];
    }

    public Figures Ours { get; }

    /// <summary>Share of conversations whose every turn got its route.</summary>
    public double Conversations { get; }

    public double Turns { get; }

    public IReadOnlyList<string> Wrong { get; }

    public IReadOnlyList<Labelled> Gold => gold;

    /// <summary>The page.</summary>
    /// <param name="baselines">Others in the same table.</param>
    public string Write(IEnumerable<(string Name, Figures Figures)> baselines)
    {
        var page = new StringBuilder();
        void Line(FormattableString line) => page.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        Line($"# Triage on {gold.Count} messages and {dialogues.Count} conversations kept apart");
        Line($"");
        Line($"Written apart from the {Examples.Load().Count:N0} examples and {Dialogues.Load().Count:N0} conversations it learnt from, by other writers. Rules `{SignBook.Version}`, model `{TriageModel.CurrentVersion}`. Made by `bash tests/evaluate.sh`.");
        Line($"");
        Line($"| | emergency recall | precision | calm taken for an emergency | of these, hard ones | sensitive caught | route | wrong number | intent F1 |");
        Line($"| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        page.AppendLine(Ours.Row("**rules and model**"));
        foreach (var (name, figures) in baselines) page.AppendLine(figures.Row(name));
        Line($"");
        Line($"Conversations whose every turn is right: {Conversations:P1}; turns: {Turns:P1}. Average precision of the probability of danger: {Ours.AveragePrecision:F4}.");
        Line($"Time per message, one thread: median {Percentile(0.5):F3} ms, p99 {Percentile(0.99):F3} ms.");
        Line($"");
        Line($"## Emergency recall by language and by danger");
        Line($"");
        Line($"| language | messages | recall | | danger | messages | recall |");
        Line($"| --- | --- | --- | --- | --- | --- | --- |");
        var languages = By(message => message.Language);
        var dangers = By(message => message.Danger);
        for (var at = 0; at < Math.Max(languages.Count, dangers.Count); at++) Line($"{Cell(languages, at)}|{Cell(dangers, at)} |");
        Line($"");
        Line($"## Calibration of the probability of danger");
        Line($"");
        Line($"Expected calibration error {Ours.CalibrationError:F3}.");
        Line($"");
        Line($"| messages | said | was danger |");
        Line($"| --- | --- | --- |");
        foreach (var (count, said, real) in Ours.Reliability) Line($"| {count} | {said:P0} | {real:P0} |");
        Line($"");
        Line($"## Emergencies missed");
        Line($"");
        foreach (var missed in Ours.Missed) Line($"- [{missed.Language}] {missed.Text.ReplaceLineEndings(" ")}");
        Line($"");
        Line($"## Taken for an emergency");
        Line($"");
        foreach (var (message, found) in Ours.False) Line($"- [{message.Language}, {message.Route}, {found.Danger:F2}] {message.Text.ReplaceLineEndings(" ")}");
        Line($"");
        Line($"## Conversations with a turn that is wrong");
        Line($"");
        foreach (var wrong in Wrong) Line($"- {wrong}");
        return page.ToString();
    }

    private static bool IsRight(LabelledDialogue.Turn turn, Assessment found) => turn.Route == found.Route.ToWire();

    public static Prediction Predict(Assessment found) => new(found.Route.ToWire(), found.Numbers, found.Intent, found.Danger);

    private Prediction Timed(TriageEngine triage, string text)
    {
        var started = Stopwatch.GetTimestamp();
        var found = triage.Assess(text, DialogueContext.Empty);
        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return Predict(found);
    }

    private double Percentile(double share) => times.Order().ElementAt((int)(share * (times.Count - 1)));

    private List<(string Name, int Count, double Recall)> By(Func<Labelled, string> group) => [.. gold
        .Where(message => message.Route == "emergency").GroupBy(group).OrderByDescending(messages => messages.Count())
        .Select(messages => (messages.Key, messages.Count(), Ours.RecallOf(message => group(message) == messages.Key)))];

    private static string Cell(List<(string Name, int Count, double Recall)> rows, int at) =>
        at < rows.Count ? string.Create(CultureInfo.InvariantCulture, $"| {rows[at].Name} | {rows[at].Count} | {rows[at].Recall:P1} ") : "| | | ";
}
