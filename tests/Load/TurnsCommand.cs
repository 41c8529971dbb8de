using System.CommandLine;
using System.Diagnostics;

namespace BrigadeNumerique.Load;

/// <summary><c>turns</c>: citizens by the thousand on Direct Line streams.</summary>
internal static class TurnsCommand
{
    public static Command Create()
    {
        var conversations = LoadOptions.Count("--conversations", 1000, 1, "Open conversations, each with a stream.");
        var rate = LoadOptions.Count("--rate", 200, 0, "Turns a second over all of them; 0: as fast as it goes.");
        var seconds = LoadOptions.Count("--seconds", 30, 1, "How long it is measured.");
        var warmup = LoadOptions.Count("--warmup", 10, 0, "Seconds of the same load before, not counted.");
        var crowd = LoadOptions.Count("--crowd", 128, 1, "With --rate 0: how many wait for an answer at the same time.");
        var resends = LoadOptions.Count("--resends", 0, 0, "Of a thousand messages, how many the device sends twice.");
        var postgres = new Option<string>("--postgres") { Description = "Connection string: the record is kept in PostgreSQL.", DefaultValueFactory = _ => "" };
        var (service, output) = (LoadOptions.Service(), LoadOptions.Out());
        var command = new Command("turns", "Turns at a rate, over the stream: time from the POST to the answer, what a turn costs, what was lost, doubled or out of order.")
        {
            conversations, rate, seconds, warmup, crowd, resends, postgres, service, output,
        };
        command.SetAction((parsed, cancellationToken) => new TurnLoad(
            parsed.GetRequiredValue(conversations), parsed.GetRequiredValue(rate), parsed.GetRequiredValue(seconds), parsed.GetRequiredValue(warmup), parsed.GetRequiredValue(crowd), parsed.GetRequiredValue(resends))
            .RunAsync(parsed.GetValue(service), parsed.GetRequiredValue(postgres), parsed.GetValue(output), cancellationToken));
        return command;
    }
}

/// <summary>One load.</summary>
internal sealed class TurnLoad(int conversations, int rate, int seconds, int warmup, int crowd, int resends)
{
    private readonly List<LoadCitizen> citizens = [];
    private int written;

    public async Task<int> RunAsync(FileInfo? assembly, string postgres, FileInfo? output, CancellationToken cancellationToken)
    {
        var report = new Report(rate > 0 ? $"{conversations} conversations, {rate} turns a second, {seconds} s" : $"{conversations} conversations, as fast as it goes, {crowd} at once, {seconds} s");
        await using var service = await LoadedService.StartAsync(assembly, postgres);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = service.Address };
        await Parallel.ForEachAsync(Enumerable.Range(0, conversations), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken }, async (_, token) =>
        {
            var citizen = await LoadCitizen.ArriveAsync(http, token);
            lock (citizens) citizens.Add(citizen);
        });
        await Task.Delay(1000, cancellationToken);
        report.Add("resident, conversations open", service.ResidentMegabytes, "MB", 400);
        using var counters = new RuntimeCounters(service.ProcessId);

        if (warmup > 0) await WriteAsync(warmup, counts: false);
        await SettleAsync(TimeSpan.FromSeconds(20));
        counters.Reset();
        var (processor, own, clock) = (service.Processor, Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var turns = await WriteAsync(seconds, counts: true);
        var (elapsed, spent, ownSpent) = (clock.Elapsed, service.Processor - processor, Environment.CpuUsage.TotalTime - own);
        await SettleAsync(TimeSpan.FromSeconds(20));

        report.Add("turns", turns, "");
        report.Add("turns a second", turns / elapsed.TotalSeconds, "/s", rate > 0 ? null : 1000, atLeast: true);
        report.AddTimes("POST to answer", citizens.SelectMany(citizen => citizen.Latencies), rate > 0 ? 25 : null, rate > 0 ? 150 : null);
        report.Add("not within 5 s", citizens.Sum(citizen => citizen.Latencies.Count(ms => ms > 5000) + citizen.Waiting), "", 0);
        report.Add("processor of the service a turn", spent.TotalMilliseconds / turns, "ms");
        report.Add("processor of the citizens a turn", ownSpent.TotalMilliseconds / turns, "ms");
        report.Add("allocated a turn", counters.Sum("alloc-rate") / 1024 / turns, "KB");
        report.Add("EF queries a turn", counters.Sum("queries-per-second") / turns, "");
        report.Add("EF saves a turn", counters.Sum("save-changes-per-second") / turns, "");
        report.Add("collections: gen 0, 1, 2", counters.Sum("gen-0-gc-count"), "");
        report.Add("of gen 2", counters.Sum("gen-2-gc-count"), "");
        report.Add("managed heap", counters.Last("gc-heap-size"), "MB");
        report.Add("threads of the pool", counters.Last("threadpool-thread-count"), "");
        report.Add("resident, at the end", service.ResidentMegabytes, "MB", 400);

        var faults = default(Faults);
        foreach (var citizen in citizens) faults += await citizen.VerifyAsync();
        report.Add("lost", faults.Lost, "", 0);
        report.Add("doubled", faults.Doubled, "", 0);
        report.Add("out of order", faults.Disordered, "", 0);
        foreach (var citizen in citizens) citizen.Dispose();
        return await report.CloseAsync(output, broken: faults != default);
    }

    private Task<int> WriteAsync(int duration, bool counts) => rate > 0 ? AtRateAsync(duration, counts) : AtFullSpeedAsync(duration, counts);

    private async Task<int> AtRateAsync(int duration, bool counts)
    {
        var (posts, begun) = (new List<Task>(), Stopwatch.GetTimestamp());
        for (var turn = 0; turn < rate * duration; turn++)
        {
            var due = begun + (long)((double)turn / rate * Stopwatch.Frequency);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { TotalMilliseconds: > 1 } wait) await Task.Delay(wait);
            posts.Add(NextAsync(due, counts));
        }

        await Task.WhenAll(posts);
        return posts.Count;
    }

    private async Task<int> AtFullSpeedAsync(int duration, bool counts)
    {
        var (turns, begun) = (0, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Math.Min(crowd, citizens.Count)).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(begun).TotalSeconds < duration)
            {
                var citizen = await NextAsync(Stopwatch.GetTimestamp(), counts);
                await citizen.AnsweredAsync();
                Interlocked.Increment(ref turns);
            }
        }));
        return turns;
    }

    /// <summary>The next citizen writes; each has a story of his own.</summary>
    private async Task<LoadCitizen> NextAsync(long due, bool counts)
    {
        var turn = Interlocked.Increment(ref written) - 1;
        var (round, place) = Math.DivRem(turn, citizens.Count);
        var citizen = citizens[place];
        await citizen.WriteAsync(Phrases.Calm[(round + place) % Phrases.Calm.Length], due, counts, twice: turn * 7919L % 1000 < resends);
        return citizen;
    }

    /// <summary>Until nobody waits for an answer, or patience ends.</summary>
    private async Task SettleAsync(TimeSpan patience)
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < patience && citizens.Any(citizen => citizen.Waiting > 0)) await Task.Delay(50);
        await Task.Delay(300);
    }
}
