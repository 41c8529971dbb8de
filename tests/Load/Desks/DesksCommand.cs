using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace BrigadeNumerique.Load.Desks;

/// <summary><c>desks</c>: operators at their desks while citizens write.</summary>
internal static class DesksCommand
{
    public static Command Create()
    {
        var desks = LoadOptions.Count("--desks", 70, 1, "Connected desks, each with one conversation open.");
        var conversations = LoadOptions.Count("--conversations", 500, 1, "Open conversations, all of them taken.");
        var rate = LoadOptions.Count("--rate", 20, 1, "Citizens' messages a second.");
        var seconds = LoadOptions.Count("--seconds", 30, 1, "How long it is measured.");
        var postgres = new Option<string>("--postgres") { Description = "Connection string: the record is kept in PostgreSQL.", DefaultValueFactory = _ => "" };
        var (service, output) = (LoadOptions.Service(), LoadOptions.Out());
        var command = new Command("desks", "Messages of citizens whose conversations operators hold: time from the POST until they are drawn at the desk, and what a desk costs.")
        {
            desks, conversations, rate, seconds, postgres, service, output,
        };
        command.SetAction((parsed, cancellationToken) => new DeskLoad(
            parsed.GetRequiredValue(desks), parsed.GetRequiredValue(conversations), parsed.GetRequiredValue(rate), parsed.GetRequiredValue(seconds))
            .RunAsync(parsed.GetValue(service), parsed.GetRequiredValue(postgres), parsed.GetValue(output), cancellationToken));
        return command;
    }
}

/// <summary>One load.</summary>
internal sealed class DeskLoad(int desks, int conversations, int rate, int seconds)
{
    private const string Password = "Un-mot-de-passe-de-charge-9";

    private readonly ConcurrentDictionary<string, Written> pending = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<double> times = [];

    public async Task<int> RunAsync(FileInfo? assembly, string postgres, FileInfo? output, CancellationToken cancellationToken)
    {
        var report = new Report($"{desks} desks, {conversations} conversations, {rate} messages a second, {seconds} s");
        var accounts = Enumerable.Range(0, desks).SelectMany(at => (string[])
            [$"Accounts:Seed:{at}:Email=charge{at}@essai.invalid", $"Accounts:Seed:{at}:Password={Password}", $"Accounts:Seed:{at}:Roles=operator", $"Accounts:Seed:{at}:Capacity={(conversations / desks) + 2}"]);
        await using var service = await LoadedService.StartAsync(assembly, postgres, settings: accounts);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = service.Address };

        var citizens = new ConcurrentDictionary<int, LoadCitizen>();
        await Parallel.ForEachAsync(Enumerable.Range(0, conversations), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (at, token) =>
        {
            citizens[at] = await LoadCitizen.ArriveAsync(http, token);
            await citizens[at].WriteAsync("je veux parler à un gendarme", Stopwatch.GetTimestamp(), counts: false, twice: false);
        });
        await Task.Delay(2000, cancellationToken);
        var without = service.ResidentMegabytes;
        report.Add("resident, nobody at a desk", without, "MB");

        var places = new ConcurrentBag<LoadDesk>();
        await Parallel.ForEachAsync(Enumerable.Range(0, desks), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken }, async (at, _) =>
            places.Add(await LoadDesk.OpenAsync(service.Address, $"charge{at}@essai.invalid", Password, Drawn)));

        // Each takes what it is offered, a conversation after the other.
        for (var patience = Stopwatch.StartNew(); citizens.Values.Any(citizen => !citizen.Taken) && patience.Elapsed < TimeSpan.FromMinutes(3);)
        {
            foreach (var desk in places) await desk.PressAsync("u");
            await Task.Delay(500, cancellationToken);
        }

        report.Add("taken", citizens.Values.Count(citizen => citizen.Taken), "", conversations, atLeast: true);
        await Task.Delay(5000, cancellationToken);
        var with = service.ResidentMegabytes;
        report.Add("resident, desks open", with, "MB");
        report.Add("of it a desk", (with - without) / desks, "MB");

        using var counters = new RuntimeCounters(service.ProcessId);
        await WriteAsync([.. citizens.OrderBy(pair => pair.Key).Select(pair => pair.Value)], 5, counts: false);
        await Task.Delay(2000, cancellationToken);
        counters.Reset();
        var (processor, drawnBefore, clock) = (service.Processor, places.Sum(desk => desk.Drawn.Bytes), Stopwatch.StartNew());
        var written = await WriteAsync([.. citizens.OrderBy(pair => pair.Key).Select(pair => pair.Value)], seconds, counts: true);
        var (elapsed, spent) = (clock.Elapsed, service.Processor - processor);
        await Task.Delay(3000, cancellationToken);

        report.Add("messages", written, "");
        report.AddTimes("POST to the desk", times);
        report.Add("the p95 again, beside its goal", times.Order().ElementAtOrDefault((int)(.95 * (times.Count - 1))), "ms", 200);
        report.Add("never drawn", pending.Values.Count(message => message.Counts), "", 0);
        report.Add("processor of the service", spent.TotalSeconds / elapsed.TotalSeconds * 100, "% of a core");
        report.Add("drawn a desk and second", (places.Sum(desk => desk.Drawn.Bytes) - drawnBefore) / 1024.0 / desks / elapsed.TotalSeconds, "KB");
        report.Add("EF queries a second", counters.Sum("queries-per-second") / elapsed.TotalSeconds, "/s");
        report.Add("resident, at the end", service.ResidentMegabytes, "MB");
        foreach (var desk in places) await desk.DisposeAsync();
        foreach (var citizen in citizens.Values) citizen.Dispose();
        return await report.CloseAsync(output);
    }

    private async Task<int> WriteAsync(IReadOnlyList<LoadCitizen> citizens, int duration, bool counts)
    {
        var (posts, begun) = (new List<Task>(), Stopwatch.GetTimestamp());
        for (var at = 0; at < rate * duration; at++)
        {
            var due = begun + (long)((double)at / rate * Stopwatch.Frequency);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { TotalMilliseconds: > 1 } wait) await Task.Delay(wait);
            var mark = string.Create(CultureInfo.InvariantCulture, $"rep{(counts ? 'm' : 'w')}{at:D6}");
            pending[mark] = new Written(due, counts);
            posts.Add(citizens[(int)(at * 7919L % citizens.Count)].WriteAsync($"{mark} je complète ma question", due, counts: false, twice: false));
        }

        await Task.WhenAll(posts);
        return posts.Count;
    }

    /// <summary>Finds the marks in what was drawn; in the list of who holds it, and in the conversation where it is open.</summary>
    private void Drawn( ReadOnlyMemory<byte> bytes)
    {
        var now = Stopwatch.GetTimestamp();
        var span = bytes.Span;
        for (var at = span.IndexOf("rep"u8); at >= 0 && at + 10 <= span.Length;)
        {
            if (span[at + 3] is (byte)'m' or (byte)'w' && pending.TryRemove(Encoding.ASCII.GetString(span.Slice(at, 10)), out var message) && message.Counts)
                times.Add(Stopwatch.GetElapsedTime(message.Due, now).TotalMilliseconds);
            var next = span[(at + 3)..].IndexOf("rep"u8);
            at = next < 0 ? -1 : at + 3 + next;
        }
    }

    private sealed record Written(long Due, bool Counts);
}
