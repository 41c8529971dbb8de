using System.CommandLine;
using System.Diagnostics;
using BrigadeNumerique.Support;

namespace BrigadeNumerique.Load;

/// <summary><c>words</c>: when a citizen reads the first words of an answer that a language model words, and what a dead model costs.</summary>
internal static class WordsCommand
{
    private const string Question = "on m’a volé mon vélo, que faire ?";

    /// <summary>The first sentence is short, as the prompt asks, or long, as a model may write it all the same.</summary>
    private const string Brief = "Portez plainte en ligne ou en brigade [1]. Donnez la facture, une photo et le numéro du cadre [1]. Prévenez votre assurance [1].";
    private const string Long = "Portez plainte en ligne ou en brigade, et donnez la facture, une photo et le numéro du cadre [1]. Prévenez votre assurance [1].";

    /// <summary>The server sends twelve letters at a time, some three tokens: fifty tokens a second.</summary>
    private static readonly TimeSpan FiftyTokens = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(300);

    public static Command Create()
    {
        var turns = LoadOptions.Count("--turns", 60, 1, "Turns of each measure, one after the other.");
        var (service, output) = (LoadOptions.Service(), LoadOptions.Out());
        var command = new Command("words", "POST to the first checked words and to the whole answer, with a model that answers in 300 ms, that streams, that refuses, that hangs, and without one.") { turns, service, output };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(turns), parsed.GetValue(service), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> RunAsync(int turns, FileInfo? assembly, FileInfo? output)
    {
        var report = new Report($"First words, {turns} turns each");
        await using (var service = await LoadedService.StartAsync(assembly)) await TurnsAsync(report, "without a model", service, turns);

        await using var model = await ModelServer.StartAsync();
        await using (var service = await LoadedService.StartAsync(assembly, settings: model.Settings))
        {
            // The first call of a start has code to compile and a connection to open.
            model.Answers = _ => new ModelAnswer(Brief) { Delay = Thinking };
            await Task.Delay(4000);
            report.Add("first call of a start, first words", (await OneAsync(service)).First, "ms");
            for (var turn = 0; turn < 20; turn++) await OneAsync(service);
            await TurnsAsync(report, "whole at 300 ms", service, turns, goal: 400);
            model.Answers = _ => new ModelAnswer(Brief) { Delay = Thinking, Pace = FiftyTokens };
            await TurnsAsync(report, "streamed, short sentence", service, turns);
            model.Answers = _ => new ModelAnswer(Long) { Delay = Thinking, Pace = FiftyTokens };
            await TurnsAsync(report, "streamed, long sentence", service, turns);
            model.Answers = _ => Brief;
            await TurnsAsync(report, "model of 0 ms", service, turns);
        }

        await DeadAsync(report, "refused", assembly, turns, ["Assistant:Endpoint=http://127.0.0.1:9/v1", "Assistant:Model=mort"]);
        model.Answers = _ => new ModelAnswer(Brief) { Delay = TimeSpan.FromMinutes(5) };
        await DeadAsync(report, "hanging", assembly, turns, model.Settings);
        return await report.CloseAsync(output);
    }

    private static async Task TurnsAsync(Report report, string name, LoadedService service, int turns, double? goal = null)
    {
        List<(double First, double Whole)> times = [];
        for (var turn = 0; turn < turns; turn++) times.Add(await OneAsync(service));
        if (times.Exists(one => one.First > 0)) report.AddTimes(name + ", first words", times.Select(one => one.First), goal);
        report.AddTimes(name + ", answer", times.Select(one => one.Whole));
    }

    /// <summary>The breaker opens after two failures and lets one turn try again each second: that one waits, those between do not.</summary>
    private static async Task DeadAsync(Report report, string name, FileInfo? assembly, int turns, string[] settings)
    {
        await using var service = await LoadedService.StartAsync(assembly, settings: [.. settings, "Assistant:BreakSeconds=1"]);
        await Task.Delay(4000);
        List<double> failing = [(await OneAsync(service)).Whole], open = [];
        report.Add($"{name}, first failure of a start", failing[0], "ms", 1500);
        for (var round = 0; round < Math.Max(1, turns / 6); round++)
        {
            failing.Add((await OneAsync(service)).Whole);
            var opened = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(opened).TotalMilliseconds < 700) open.Add((await OneAsync(service)).Whole);
            await Task.Delay(600);
        }

        report.AddTimes($"{name}, while it fails", failing, p99: 1500);
        report.AddTimes($"{name}, breaker open", open);
    }

    /// <summary>One citizen who comes, asks and reads.</summary>
    private static async Task<(double First, double Whole)> OneAsync(LoadedService service)
    {
        using var http = new HttpClient { BaseAddress = service.Address };
        using var citizen = await LoadCitizen.ArriveAsync(http, CancellationToken.None);
        await Task.Delay(50);
        await citizen.WriteAsync(Question, Stopwatch.GetTimestamp(), counts: true, twice: false);
        if (!await citizen.AnsweredAsync()) throw new TimeoutException("No answer came.");
        return (citizen.FirstWords ?? 0, citizen.Latencies[0]);
    }
}
