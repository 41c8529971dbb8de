using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Spectre.Console;

namespace BrigadeNumerique.Load;

/// <summary>One figure, and what it must not pass.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Limit">The goal; null where there is none.</param>
/// <param name="AtLeast">The goal is a floor, not a ceiling.</param>
internal sealed record Figure(string Name, double Value, string Unit, double? Limit = null, bool AtLeast = false)
{
    public bool? Reached => Limit is { } limit ? AtLeast ? Value >= limit : Value <= limit : null;
}

/// <summary>The figures of one measure with the machine they were taken on: a table to read, JSON to keep.</summary>
internal sealed class Report(string title)
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true };

    private readonly string loadBefore = LoadAverage();
    private readonly List<Figure> figures = [];

    public void Add(Figure figure) => figures.Add(figure);

    public void Add(string name, double value, string unit, double? limit = null, bool atLeast = false) => Add(new Figure(name, value, unit, limit, atLeast));

    /// <summary>Percentiles of times, in milliseconds.</summary>
    public void AddTimes(string name, IEnumerable<double> milliseconds, double? p50 = null, double? p99 = null)
    {
        var sorted = milliseconds.Order().ToList();
        if (sorted.Count == 0) return;
        Add($"{name} p50", At(sorted, .5), "ms", p50);
        Add($"{name} p95", At(sorted, .95), "ms");
        Add($"{name} p99", At(sorted, .99), "ms", p99);
        Add($"{name} max", sorted[^1], "ms");
    }

    /// <summary>Shows the table, keeps the JSON where asked.</summary>
    /// <returns>The exit code: 1 when something was lost, doubled or out of order; a goal missed on a busy machine is no fault.</returns>
    public async Task<int> CloseAsync(FileInfo? file, bool broken = false)
    {
        var loadAfter = LoadAverage();
        var table = new Table().Title(title).Caption($"{Environment.ProcessorCount} cores · load average {loadBefore} before, {loadAfter} after").AddColumns("figure", "value", "unit", "goal", "");
        table.Columns[1].RightAligned();
        foreach (var figure in figures)
        {
            table.AddRow(
                figure.Name, figure.Value.ToString(figure.Value < 10 ? "0.###" : "#,0.#", CultureInfo.InvariantCulture), figure.Unit,
                figure.Limit is { } limit ? (figure.AtLeast ? "≥ " : "≤ ") + limit.ToString(CultureInfo.InvariantCulture) : "", figure.Reached switch { true => "reached", false => "missed", _ => "" });
        }

        AnsiConsole.Write(table);
        if (file is not null) await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(new { title, cores = Environment.ProcessorCount, system = RuntimeInformation.OSDescription, runtime = RuntimeInformation.FrameworkDescription, loadBefore, loadAfter, figures }, Layout));
        return broken ? 1 : 0;
    }

    private static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";
}
