using System.Globalization;
using System.Text;
using System.Text.Json;
using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Evaluation;

/// <summary>The triage on messages written apart from its examples, by another voice. The floors are what was measured; they only rise.</summary>
public sealed class TriageEvaluation
{
    private const double LowestEmergencyRecall = 0.79, LowestSensitiveCaught = 0.91, HighestFalseAlarms = 0.15, LowestRouteAccuracy = 0.72;

    private sealed record Labelled(string Text, string Route, string Sensitive, string Language, string[] Numbers);

    [Fact]
    public void TheTriageIsNoWorseThanItWasMeasured()
    {
        var triage = new TriageEngine(Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "brigade-test-models")).FullName);
        triage.Warm();
        var rows = Read("triage.jsonl").Select(row => (Gold: row, Found: triage.Assess(row.Text, DialogueContext.Empty))).ToList();
        var emergencies = rows.Where(row => row.Gold.Route == "emergency").ToList();
        var sensitive = rows.Where(row => row.Gold is { Route: "human", Sensitive.Length: > 0 }).ToList();
        var calm = rows.Where(row => row.Gold.Route is "answer" or "appointment" or "other").ToList();

        var recall = Share(emergencies, row => row.Found.Route is Route.Emergency);
        var caught = Share(sensitive, row => row.Found.Route is Route.Emergency or Route.Human);
        var falseAlarms = Share(calm, row => row.Found.Route is Route.Emergency);
        var routes = Share(rows, row => row.Found.Route.ToWire() == row.Gold.Route);
        var precision = Share(rows.Where(row => row.Found.Route is Route.Emergency).ToList(), row => row.Gold.Route == "emergency");
        var wrongNumber = Share(emergencies.Where(row => row.Found.Route is Route.Emergency).ToList(), row => row.Found.Numbers.Except(row.Gold.Numbers).Any());
        var report = new StringBuilder().AppendLine(CultureInfo.InvariantCulture,
            $"emergency recall {recall:P1} of {emergencies.Count} · precision {precision:P1} · sensitive caught {caught:P1} · calm taken for an emergency {falseAlarms:P1} · route {routes:P1} · wrong number {wrongNumber:P1}");
        foreach (var miss in emergencies.Where(row => row.Found.Route is not Route.Emergency)) report.AppendLine(CultureInfo.InvariantCulture, $"missed [{miss.Gold.Language}] {miss.Gold.Text.ReplaceLineEndings(" ")}");
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());

        Assert.True(recall >= LowestEmergencyRecall, report.ToString());
        Assert.True(caught >= LowestSensitiveCaught, report.ToString());
        Assert.True(falseAlarms <= HighestFalseAlarms, report.ToString());
        Assert.True(routes >= LowestRouteAccuracy, report.ToString());
    }

    [Fact]
    public void NoEvaluationMessageStandsAmongTheExamples()
    {
        var examples = Examples.Load().Select(example => Plain(example.Text)).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(Read("triage.jsonl"), row => row.Text.Length > 25 && examples.Contains(Plain(row.Text)));
    }

    private static string Plain(string text) => new([.. text.ToLowerInvariant().Where(char.IsLetterOrDigit)]);

    private static double Share<T>(IReadOnlyCollection<T> rows, Func<T, bool> right) => rows.Count == 0 ? 0 : (double)rows.Count(right) / rows.Count;

    private static IEnumerable<Labelled> Read(string name)
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", name)))
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            yield return new Labelled(
                row.GetProperty("text").GetString()!, row.GetProperty("route").GetString()!, row.GetProperty("sensitive").GetString()!, row.GetProperty("lang").GetString()!,
                [.. row.GetProperty("numbers").EnumerateArray().Select(number => number.GetString()!)]);
        }
    }
}
