using System.Globalization;
using Spectre.Console;

namespace BrigadeNumerique.Bot.Commands;

/// <summary>Progress on stderr: a bar on a terminal, nothing in a log file but the end.</summary>
internal static class Progress
{
    /// <summary>Runs <paramref name="work"/> for each row and shows how far it is.</summary>
    public static async Task<List<TOut>> EachAsync<TIn, TOut>(string title, IReadOnlyList<TIn> rows, Func<TIn, Task<TOut>> work)
    {
        var results = new List<TOut>(rows.Count);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected)
        {
            foreach (var row in rows) results.Add(await work(row));
        }
        else
        {
            await console.Progress().StartAsync(async bars =>
            {
                var bar = bars.AddTask(title, maxValue: Math.Max(1, rows.Count));
                foreach (var row in rows)
                {
                    results.Add(await work(row));
                    bar.Increment(1);
                }
            });
        }

        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{title} : {rows.Count}"));
        return results;
    }

    /// <summary>Runs work that tells how far each of its stages is: its name, how many are done, of how many; 0: nobody knows of how many.</summary>
    public static async Task<T> WithBarsAsync<T>(Func<Action<string, int, int>, Task<T>> work)
    {
        if (Console.IsErrorRedirected) return await work((_, _, _) => { });
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().StartAsync(bars =>
        {
            var stages = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
            return Task.Run(() => work((title, done, all) =>
            {
                if (!stages.TryGetValue(title, out var stage)) stages[title] = stage = bars.AddTask(title);
                stage.IsIndeterminate = all == 0;
                stage.MaxValue = Math.Max(1, all);
                stage.Value = done;
            }));
        });
    }

    /// <summary>Median, 95th and 99th percentile of times, in milliseconds.</summary>
    public static string Percentiles(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        if (sorted.Count == 0) return "aucune mesure";
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(sorted, .5):F3} ms · p95 {At(sorted, .95):F3} ms · p99 {At(sorted, .99):F3} ms");
    }

    private static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
}
