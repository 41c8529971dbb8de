using System.Globalization;
using System.Text;
using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Bot.Triage.Evaluation;

namespace BrigadeNumerique.Evaluation;

/// <summary>Everything that is measured of the triage, as one page.</summary>
internal sealed class TriageReport
{
    private readonly IReadOnlyList<Labelled> gold;
    private readonly IReadOnlyList<double> times;
    private readonly int dialogues;

    public TriageReport(TriageEngine triage)
    {
        var measured = Measured.Of(triage);
        (Ours, Conversations, Turns, times) = (measured.Messages, measured.Conversations, measured.Turns, measured.Milliseconds);
        gold = [.. Ours.Rows.Select(row => row.Gold)];
        dialogues = measured.Dialogues.Count;
        (Tuned, Unseen) = (Ours.Of(message => !message.IsUnseen), Ours.Of(message => message.IsUnseen));
        (TunedConversations, UnseenConversations) = (measured.ConversationsOf(played => !played.IsUnseen), measured.ConversationsOf(played => played.IsUnseen));
        Wrong = [.. measured.Dialogues.Where(played => played.Turns.Any(turn => !turn.Right))
            .Select(played => $"{played.Gold.Id}: " + string.Join(" / ", played.Turns.Select(turn => $"{turn.Gold.Text.ReplaceLineEndings(" ")} [{turn.Found.Route.ToWire()}{(turn.Right ? "" : $", should be {turn.Gold.Route}")}]")))];
    }

    public Figures Ours { get; }

    /// <summary>Of the two sets by which choices were made: thresholds, features, what to write more of.</summary>
    public Figures Tuned { get; }

    /// <summary>Of the set by which nothing was chosen: the figures to believe.</summary>
    public Figures Unseen { get; }

    /// <summary>Share of conversations whose every turn got its route.</summary>
    public double Conversations { get; }

    /// <inheritdoc cref="Tuned"/>
    public double TunedConversations { get; }

    /// <inheritdoc cref="Unseen"/>
    public double UnseenConversations { get; }

    public double Turns { get; }

    public IReadOnlyList<string> Wrong { get; }

    public IReadOnlyList<Labelled> Gold => gold;

    /// <summary>The page.</summary>
    /// <param name="baselines">Others in the same table.</param>
    public string Write(IEnumerable<(string Name, Figures Figures)> baselines)
    {
        var page = new StringBuilder();
        void Line(FormattableString line) => page.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        Line($"# Triage on {gold.Count} messages and {dialogues} conversations kept apart");
        Line($"");
        Line($"Written apart from the {Examples.Load().Count:N0} examples and {Dialogues.Load().Count:N0} conversations it learnt from, by other writers. Rules `{SignBook.Version}`, model `{TriageModel.CurrentVersion}`. Made by `bash tests/evaluate.sh`.");
        Line($"");
        Line($"| | emergency recall | precision | calm taken for an emergency | of these, hard ones | sensitive caught | route | wrong number | intent F1 |");
        Line($"| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        page.AppendLine(Row("**rules and model**", Ours));
        page.AppendLine(Row($"of these, the {Tuned.Rows.Count} by which choices were made", Tuned));
        page.AppendLine(Row($"**of these, the {Unseen.Rows.Count} by which nothing was chosen**", Unseen));
        foreach (var (name, figures) in baselines) page.AppendLine(Row(name, figures));
        Line($"");
        Line($"Conversations whose every turn is right: {Conversations:P1} ({TunedConversations:P1} and {UnseenConversations:P1} of the same two parts); turns: {Turns:P1}. Average precision of the probability of danger: {Ours.AveragePrecision:F4}.");
        Line($"Time per message, one thread, as the tests are built and beside others of them (the command `triage` says the time of a release): median {Percentile(0.5):F3} ms, p99 {Percentile(0.99):F3} ms.");
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

    private static string Row(string name, Figures figures) => string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {figures.Recall:P1} | {figures.Precision:P1} | {figures.FalseAlarms:P1} | {figures.HardFalseAlarms:P1} | {figures.SensitiveCaught:P1} | {figures.RouteAccuracy:P1} | {figures.WrongNumber:P1} | {figures.IntentF1:F3} |");

    private double Percentile(double share) => times.Order().ElementAt((int)(share * (times.Count - 1)));

    private List<(string Name, int Count, double Recall)> By(Func<Labelled, string> group) => [.. gold
        .Where(message => message.Route == "emergency").GroupBy(group).OrderByDescending(messages => messages.Count())
        .Select(messages => (messages.Key, messages.Count(), Ours.RecallOf(message => group(message) == messages.Key)))];

    private static string Cell(List<(string Name, int Count, double Recall)> rows, int at) =>
        at < rows.Count ? string.Create(CultureInfo.InvariantCulture, $"| {rows[at].Name} | {rows[at].Count} | {rows[at].Recall:P1} ") : "| | | ";
}
