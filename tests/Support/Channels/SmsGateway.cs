using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BrigadeNumerique.Support.Channels;

/// <summary>A text that a telephone got.</summary>
public sealed record ShortMessage(string Id, string Key, string To, string Text);

/// <summary>A gateway for text messages that keeps to the contract of docs/channels/sms.md: bearer, key against doubles, signed webhooks, states.</summary>
public sealed class SmsGateway : IAsyncDisposable
{
    public const string Token = "le-jeton-de-la-passerelle", Secret = "le-secret-de-la-passerelle-de-test";

    private static long numbers = 600_000_000;

    private readonly HttpClient http = LocalSite.Deliverer();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> faults = new();
    private readonly ConcurrentDictionary<string, ShortMessage> byKey = new();
    private readonly ConcurrentQueue<ShortMessage> sent = new();
    private readonly CancellationTokenSource end = new();
    private long ids;
    private int calls;
    private LocalSite site = null!; // set before it is given to anybody

    private SmsGateway()
    {
    }

    public string Address => site.Address;

    /// <summary>The header in which it wants its token; null for <c>Authorization: Bearer</c>.</summary>
    public string? Header { get; init; }

    /// <summary>Chosen for calls that no test has chosen for.</summary>
    public Func<Fault?>? Weather { get; set; }

    /// <summary>Calls, failed ones too.</summary>
    public int Calls => calls;

    public Uri? Service { get; set; }

    public string[] Settings => [$"Channels:Sms:Url={Address}/messages", $"Channels:Sms:Token={Token}", $"Channels:Sms:Secret={Secret}", "DirectLine:PublicAddress=https://brigade.exemple.fr", "Channels:FirstPauseMilliseconds=50", "Channels:TimeoutSeconds=2", .. Header is null ? Array.Empty<string>() : [$"Channels:Sms:Header={Header}"]];

    public static async Task<SmsGateway> StartAsync(string? header = null)
    {
        var gateway = new SmsGateway { Header = header };
        gateway.site = await LocalSite.StartAsync(app => app.MapPost("/messages", gateway.TakeAsync));
        return gateway;
    }

    /// <summary>A telephone of nobody else.</summary>
    public static string Telephone() => "+33" + Interlocked.Increment(ref numbers).ToString(CultureInfo.InvariantCulture);

    /// <summary>Everything that was sent to anybody.</summary>
    public IReadOnlyList<ShortMessage> SentToAll() => [.. sent];

    public IReadOnlyList<ShortMessage> Sent(string number) => [.. sent.Where(message => message.To == number)];

    public void Fails(string number, params Fault[] next)
    {
        foreach (var fault in next) faults.GetOrAdd(number, _ => new ConcurrentQueue<Fault>()).Enqueue(fault);
    }

    /// <summary>Somebody sends a text.</summary>
    public Task<HttpResponseMessage> WritesAsync(string from, string? text, string? id = null, string secret = Secret, DateTimeOffset? at = null) => PostsAsync(new JsonObject
    {
        ["messages"] = new JsonArray(new JsonObject { ["id"] = id ?? "in-" + Interlocked.Increment(ref ids), ["from"] = from, ["text"] = text, ["at"] = (at ?? DateTimeOffset.UtcNow).ToString("O", CultureInfo.InvariantCulture), ["inconnu"] = true }),
    }, secret);

    /// <summary>The network tells what became of a text.</summary>
    public Task<HttpResponseMessage> TellsAsync(ShortMessage message, string state, string? reason = null) => PostsAsync(new JsonObject
    {
        ["statuses"] = new JsonArray(new JsonObject { ["id"] = message.Id, ["to"] = message.To, ["state"] = state, ["reason"] = reason }),
    }, Secret);

    public async Task<HttpResponseMessage> PostsRawAsync(byte[] body, string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Service!, "/api/channels/sms")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (secret is not null) request.Headers.Add("X-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        return await http.SendAsync(request);
    }

    public async Task<ShortMessage> AwaitsAsync(string number, string words)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (Sent(number).FirstOrDefault(message => message.Text.Contains(words, StringComparison.Ordinal)) is { } found) return found;
            await Task.Delay(25);
        }

        throw new TimeoutException($"« {words} » did not come; came: {string.Join(" | ", Sent(number).Select(message => message.Text))}");
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        http.Dispose();
        await site.DisposeAsync();
        end.Dispose();
    }

    private Task<HttpResponseMessage> PostsAsync(JsonObject body, string secret) => PostsRawAsync(Encoding.UTF8.GetBytes(body.ToJsonString()), secret);

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        Interlocked.Increment(ref calls);
        if ((Header is null ? request.Headers.Authorization.ToString() : "Bearer " + request.Headers[Header]) != "Bearer " + Token) return Results.Unauthorized();
        using var document = await JsonDocument.ParseAsync(request.Body);
        var (key, to, text) = (document.RootElement.GetProperty("key").GetString()!, document.RootElement.GetProperty("to").GetString()!, document.RootElement.GetProperty("text").GetString()!);
        Fault? fault = faults.TryGetValue(to, out var next) && next.TryDequeue(out var chosen) ? chosen : Weather?.Invoke();
        if (fault is Fault.Server) return Results.StatusCode(500);
        if (fault is Fault.Hang)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted, end.Token);
            await Task.Delay(Timeout.Infinite, waiting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Results.StatusCode(500);
        }

        if (fault is Fault.Blocked) return Results.StatusCode(410);
        if (fault is Fault.TooMany)
        {
            request.HttpContext.Response.Headers.RetryAfter = "1";
            return Results.StatusCode(429);
        }

        if (text.Length is 0 or > 1600) return Results.BadRequest();
        var message = byKey.GetOrAdd(key, _ =>
        {
            var taken = new ShortMessage("out-" + Interlocked.Increment(ref ids), key, to, text);
            sent.Enqueue(taken);
            return taken;
        });
        return fault is Fault.LostAnswer ? Results.StatusCode(502) : Results.Json(new { id = message.Id }, statusCode: 202);
    }
}
