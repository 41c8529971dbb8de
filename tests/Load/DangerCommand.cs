using System.CommandLine;
using System.Diagnostics;
using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Load;

/// <summary><c>danger</c>: the rules of danger at the door, message by message, over the labelled examples.</summary>
internal static class DangerCommand
{
    public static Command Create()
    {
        var rounds = LoadOptions.Count("--rounds", 3, 1, "How often each message is screened, after one round that is not counted.");
        var output = LoadOptions.Out();
        var command = new Command("danger", "The danger screen on every labelled example, and on texts of the longest size.") { rounds, output };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(rounds), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> RunAsync(int rounds, FileInfo? output)
    {
        var report = new Report("Danger screen");
        var texts = Examples.Load().Select(example => example.Text).ToList();
        report.Add("messages", texts.Count, "");
        Measure(report, "a message", texts, rounds);
        Measure(report, "4,000 characters", [.. Enumerable.Repeat(Phrases.Long(4_000), 50)], rounds);
        Measure(report, "16,000 characters", [.. Enumerable.Repeat(Phrases.Long(16_000), 50)], rounds);
        return await report.CloseAsync(output);
    }

    private static void Measure(Report report, string name, IReadOnlyList<string> texts, int rounds)
    {
        foreach (var text in texts) EmergencyScreen.Examine(text);
        var times = new List<double>(texts.Count * rounds);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var text in texts)
            {
                var begun = Stopwatch.GetTimestamp();
                EmergencyScreen.Examine(text);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }

        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (1024.0 * texts.Count * rounds);
        report.AddTimes(name, times, p99: 1);
        report.Add(name + ", allocated", allocated, "KB");
    }
}
