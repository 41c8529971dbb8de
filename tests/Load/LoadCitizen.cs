using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace BrigadeNumerique.Load;

/// <summary>What a citizen found wrong when reading the whole conversation again.</summary>
/// <param name="Lost">Acknowledged messages that are not in the record, or have no answer; lines that the stream never brought.</param>
/// <param name="Doubled">Messages and lines that came twice.</param>
/// <param name="Disordered">Lines that the stream brought before an earlier one.</param>
internal readonly record struct Faults(int Lost, int Doubled, int Disordered)
{
    public static Faults operator +(Faults one, Faults other) => new(one.Lost + other.Lost, one.Doubled + other.Doubled, one.Disordered + other.Disordered);
}

/// <summary>One citizen with a stream, who writes, waits for answers, and counts.</summary>
internal sealed class LoadCitizen : IDisposable
{
    private readonly HttpClient http;
    private readonly string path;
    private readonly AuthenticationHeaderValue token;
    private readonly ClientWebSocket socket = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, Sent> sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> early = new(StringComparer.Ordinal);
    private readonly List<int> streamed = [];
    private readonly List<double> latencies = [];
    private readonly SemaphoreSlim answers = new(0);
    private int count;
    private long asked;

    private LoadCitizen(HttpClient http, string conversation, string token) =>
        (this.http, path, this.token) = (http, $"/v3/directline/conversations/{conversation}/activities", new AuthenticationHeaderValue("Bearer", token));

    /// <summary>Milliseconds from the moment a message was due to its answer on the stream.</summary>
    public IReadOnlyList<double> Latencies => latencies;

    /// <summary>Milliseconds from the moment the last message was due to the first words of a draft on the stream; null: none came.</summary>
    public double? FirstWords { get; private set; }

    /// <summary>An operator has taken the conversation.</summary>
    public bool Taken { get; private set; }

    /// <summary>Acknowledged messages without an answer yet.</summary>
    public int Waiting
    {
        get
        {
            lock (gate) return sent.Count(message => !message.Value.Answered);
        }
    }

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

    /// <summary>Posts a message.</summary>
    /// <param name="text">The words.</param>
    /// <param name="due">When it should have gone: a late sender must not flatter the service.</param>
    /// <param name="counts">Whether the time counts; not while warming up.</param>
    /// <param name="twice">The device sends it again at once, as after a cut.</param>
    public async Task WriteAsync(string text, long due, bool counts, bool twice)
    {
        var client = Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture);
        var body = Encoding.UTF8.GetBytes($$$"""{"type":"message","from":{"id":"c"},"text":{{{JsonSerializer.Serialize(text)}}},"channelData":{"clientActivityID":"{{{client}}}"}}""");
        (asked, FirstWords) = (due, null);
        var again = twice ? PostAsync(body) : null;
        var id = await PostAsync(body);
        if (again is not null && await again != id) throw new InvalidDataException("A message sent twice got two identifiers.");
        lock (gate)
        {
            var message = new Sent(text, due, counts);
            sent[id] = message;
            if (early.Remove(id, out var came)) Done(message, came);
        }
    }

    /// <summary>Waits for one answer, at most 20 seconds.</summary>
    public Task<bool> AnsweredAsync() => answers.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Reads the whole conversation again and compares it with what was sent and what the stream brought.</summary>
    public async Task<Faults> VerifyAsync()
    {
        var (lost, doubled, disordered) = (0, 0, 0);
        var recorded = await ReadAllAsync();
        lock (gate)
        {
            var own = recorded.Where(line => line.Own).GroupBy(line => line.Text, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
            foreach (var group in sent.Values.GroupBy(message => message.Text, StringComparer.Ordinal))
            {
                var difference = own.GetValueOrDefault(group.Key) - group.Count();
                if (difference < 0) lost -= difference;
                else doubled += difference;
            }

            lost += sent.Values.Count(message => !message.Answered);
            var shown = streamed.ToHashSet();
            lost += recorded.Count(line => !shown.Contains(line.Sequence));
            doubled += streamed.Count - shown.Count;
            for (var n = 1; n < streamed.Count; n++)
            {
                if (streamed[n] < streamed[n - 1]) disordered++;
            }
        }

        return new Faults(lost, doubled, disordered);
    }

    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
        answers.Dispose();
    }

    private async Task<string> PostAsync(byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = token;
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return answer.RootElement.GetProperty("id").GetString()!;
    }

    private async Task<List<(int Sequence, bool Own, string Text)>> ReadAllAsync()
    {
        var lines = new List<(int, bool, string)>();
        for (var watermark = ""; ;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?watermark={watermark}");
            request.Headers.Authorization = token;
            using var response = await http.SendAsync(request);
            response.EnsureSuccessStatusCode();
            using var page = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            foreach (var activity in page.RootElement.GetProperty("activities").EnumerateArray())
            {
                var own = activity.GetProperty("from").GetProperty("role").ValueEquals("user");
                lines.Add((SequenceOf(activity.GetProperty("id").GetString()!), own, own ? activity.GetProperty("text").GetString()! : ""));
            }

            var next = page.RootElement.GetProperty("watermark").GetString()!;
            if (next == watermark) return lines;
            watermark = next;
        }
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[16 * 1024];
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
            if (FirstWords is null && activity.GetProperty("type").ValueEquals("typing") && activity.TryGetProperty("channelData", out var data) && data.TryGetProperty("streamType", out var stream) && stream.ValueEquals("streaming"))
                FirstWords = Stopwatch.GetElapsedTime(asked, now).TotalMilliseconds;
            if (!activity.TryGetProperty("id", out var id) || id.GetString() is not { } name || !name.Contains('|', StringComparison.Ordinal)) continue;
            if (activity.TryGetProperty("name", out var what) && what.ValueEquals("handoff.status") && activity.GetProperty("value").GetProperty("state").ValueEquals("accepted")) Taken = true;
            lock (gate)
            {
                streamed.Add(SequenceOf(name));
                if (!activity.TryGetProperty("replyToId", out var reply)) continue;
                if (sent.TryGetValue(reply.GetString()!, out var message)) Done(message, now);
                else early[reply.GetString()!] = now;
            }
        }
    }

    /// <summary>The first line that answers counts; there may be several.</summary>
    private void Done(Sent message, long came)
    {
        if (message.Answered) return;
        message.Answered = true;
        if (message.Counts) latencies.Add(Stopwatch.GetElapsedTime(message.Due, came).TotalMilliseconds);
        answers.Release();
    }

    private static int SequenceOf(string id) => int.Parse(id.AsSpan(id.IndexOf('|', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);

    private sealed class Sent(string text, long due, bool counts)
    {
        public string Text => text;

        public long Due => due;

        public bool Counts => counts;

        public bool Answered { get; set; }
    }
}
