using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace BrigadeNumerique.Load;

/// <summary>Citizens by the thousand on Direct Line streams: the time from the POST to the answer on the stream, and what was lost.</summary>
internal static class TurnLoad
{
    private static readonly string[] Words = ["bonjour", "merci", "comment payer une amende", "on m'a volé mon vélo", "horaires de la gendarmerie", "j'ai perdu ma carte d'identité", "comment devenir gendarme"];

    public static async Task<int> RunAsync(string[] args)
    {
        var (conversations, rate, seconds) = (Option(args, "--conversations", 1000), Option(args, "--rate", 200), Option(args, "--seconds", 60));
        var postgres = Array.IndexOf(args, "--postgres") is >= 0 and var at ? args[at + 1] : "";
        await using var service = await LoadedService.StartAsync(postgres);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = service.Address };
        var citizens = new List<LoadCitizen>();
        await Parallel.ForEachAsync(Enumerable.Range(0, conversations), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, token) =>
        {
            var citizen = await LoadCitizen.ArriveAsync(http, token);
            lock (citizens) citizens.Add(citizen);
        });
        Console.WriteLine($"{conversations} conversations open; {service.ResidentMegabytes} MB resident");

        var clock = Stopwatch.StartNew();
        var turns = rate > 0 ? await AtRateAsync(citizens, rate, seconds, clock) : await AtFullSpeedAsync(citizens, seconds, clock);
        var elapsed = clock.Elapsed;
        await Task.Delay(TimeSpan.FromSeconds(5));
        var latencies = citizens.SelectMany(citizen => citizen.Latencies).Order().ToList();
        var lost = citizens.Sum(citizen => citizen.Unanswered);
        var disorder = citizens.Sum(citizen => citizen.Disorder);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{turns} turns in {elapsed.TotalSeconds:F1} s = {turns / elapsed.TotalSeconds:F0} a second · p50 {At(latencies, .5):F1} ms · p95 {At(latencies, .95):F1} ms · p99 {At(latencies, .99):F1} ms · max {latencies[^1]:F0} ms"));
        Console.WriteLine($"lost {lost} · doubled or out of order {disorder} · {service.ResidentMegabytes} MB resident");
        foreach (var citizen in citizens) citizen.Dispose();
        return lost + disorder == 0 ? 0 : 1;
    }

    private static async Task<int> AtRateAsync(List<LoadCitizen> citizens, int rate, int seconds, Stopwatch clock)
    {
        var posts = new List<Task>();
        for (var turn = 0; turn < rate * seconds; turn++)
        {
            var due = TimeSpan.FromSeconds((double)turn / rate);
            if (due - clock.Elapsed is { TotalMilliseconds: > 1 } wait) await Task.Delay(wait);
            posts.Add(citizens[turn % citizens.Count].WriteAsync(Words[turn % Words.Length]));
        }

        await Task.WhenAll(posts);
        return posts.Count;
    }

    private static async Task<int> AtFullSpeedAsync(List<LoadCitizen> citizens, int seconds, Stopwatch clock)
    {
        var turns = 0;
        await Task.WhenAll(citizens.Take(128).Select(async citizen =>
        {
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                await citizen.WriteAsync(Words[turns % Words.Length]);
                await citizen.AnsweredAsync();
                Interlocked.Increment(ref turns);
            }
        }));
        return turns;
    }

    private static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];

    private static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}

/// <summary>One citizen with a stream.</summary>
internal sealed class LoadCitizen : IDisposable
{
    private readonly HttpClient http;
    private readonly string path;
    private readonly AuthenticationHeaderValue token;
    private readonly ClientWebSocket socket = new();
    private readonly ConcurrentDictionary<string, long> sent = new();
    private readonly ConcurrentDictionary<string, long> answered = new();
    private readonly SemaphoreSlim answers = new(0);
    private int lastSequence;
    private int count;

    private LoadCitizen(HttpClient http, string conversation, string token) =>
        (this.http, path, this.token) = (http, $"/v3/directline/conversations/{conversation}/activities", new AuthenticationHeaderValue("Bearer", token));

    public ConcurrentBag<double> Latencies { get; } = [];

    public int Disorder { get; private set; }

    public int Unanswered => sent.Count;

    public static async Task<LoadCitizen> ArriveAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var broker = await http.PostAsync("/chat/token", new StringContent("{}"), cancellationToken);
        using var minted = JsonDocument.Parse(await broker.Content.ReadAsStringAsync(cancellationToken));
        var citizen = new LoadCitizen(http, minted.RootElement.GetProperty("conversationId").GetString()!, minted.RootElement.GetProperty("token").GetString()!);
        using var start = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/conversations") { Content = new StringContent("{}") };
        start.Headers.Authorization = citizen.token;
        using var started = await http.SendAsync(start, cancellationToken);
        using var body = JsonDocument.Parse(await started.Content.ReadAsStringAsync(cancellationToken));
        await citizen.socket.ConnectAsync(new Uri(body.RootElement.GetProperty("streamUrl").GetString()!), cancellationToken);
        _ = citizen.ListenAsync();
        return citizen;
    }

    public async Task WriteAsync(string text)
    {
        var begun = Stopwatch.GetTimestamp();
        var body = JsonSerializer.Serialize(new { type = "message", from = new { id = "c" }, text, channelData = new { clientActivityID = Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture) } });
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token;
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var id = answer.RootElement.GetProperty("id").GetString()!;
        if (answered.TryRemove(id, out var came)) Done(begun, came);
        else
        {
            sent[id] = begun;

            // It may have come between the two lines.
            if (answered.TryRemove(id, out came) && sent.TryRemove(id, out _)) Done(begun, came);
        }
    }

    public Task AnsweredAsync() => answers.WaitAsync(TimeSpan.FromSeconds(20));

    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
        answers.Dispose();
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[64 * 1024];
        var frame = new MemoryStream();
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (received.MessageType is WebSocketMessageType.Close) return;
                frame.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage) continue;
                if (frame.Length > 0) Take(frame.GetBuffer().AsMemory(0, (int)frame.Length));
                frame.SetLength(0);
            }
        }
        catch (Exception over) when (over is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The load is over.
        }
    }

    private void Take(ReadOnlyMemory<byte> frame)
    {
        var now = Stopwatch.GetTimestamp();
        using var set = JsonDocument.Parse(frame);
        foreach (var activity in set.RootElement.GetProperty("activities").EnumerateArray())
        {
            if (!activity.TryGetProperty("id", out var id) || id.GetString() is not { } name || !name.Contains('|', StringComparison.Ordinal)) continue;
            var sequence = int.Parse(name.AsSpan(name.IndexOf('|', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
            if (sequence <= lastSequence) Disorder++;
            lastSequence = sequence;
            if (!activity.TryGetProperty("replyToId", out var reply)) continue;
            var key = reply.GetString()!;
            if (sent.TryRemove(key, out var begun)) Done(begun, now);
            else answered[key] = now;
        }
    }

    private void Done(long begun, long came)
    {
        Latencies.Add(Stopwatch.GetElapsedTime(begun, came).TotalMilliseconds);
        answers.Release();
    }
}
