using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BrigadeNumerique.Support.Channels;

/// <summary>A text that a telephone got.</summary>
public sealed record ShortMessage(string Id, string Key, string To, string Text);

/// <summary>A gateway for text messages that keeps to the contract of docs/channels/sms.md: bearer, key against doubles, signed webhooks, states.</summary>
public sealed class SmsGateway : IAsyncDisposable
{
    public const string Token = "le-jeton-de-la-passerelle", Secret = "le-secret-de-la-passerelle-de-test";

    private static long numbers = 600_000_000;

    private readonly WebApplication app;
    private readonly HttpClient http = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> faults = new();
    private readonly ConcurrentDictionary<string, ShortMessage> byKey = new();
    private readonly ConcurrentQueue<ShortMessage> sent = new();
    private long ids;

    private SmsGateway(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    public Uri? Service { get; set; }

    public string[] Settings => [$"Channels:Sms:Url={Address}/messages", $"Channels:Sms:Token={Token}", $"Channels:Sms:Secret={Secret}", "DirectLine:PublicAddress=https://brigade.exemple.fr", "Channels:FirstPauseMilliseconds=50"];

    public static async Task<SmsGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var gateway = new SmsGateway(app);
        app.MapPost("/messages", gateway.TakeAsync);
        await app.StartAsync();
        gateway.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return gateway;
    }

    /// <summary>A telephone of nobody else.</summary>
    public static string Telephone() => "+33" + Interlocked.Increment(ref numbers).ToString(CultureInfo.InvariantCulture);

    public IReadOnlyList<ShortMessage> Sent(string number) => [.. sent.Where(message => message.To == number)];

    public void Fails(string number, params Fault[] next)
    {
        foreach (var fault in next) faults.GetOrAdd(number, _ => new ConcurrentQueue<Fault>()).Enqueue(fault);
    }

    /// <summary>Somebody sends a text.</summary>
    public Task<HttpResponseMessage> WritesAsync(string from, string? text, string? id = null, string secret = Secret) => PostsAsync(new JsonObject
    {
        ["messages"] = new JsonArray(new JsonObject { ["id"] = id ?? "in-" + Interlocked.Increment(ref ids), ["from"] = from, ["text"] = text, ["at"] = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture), ["inconnu"] = true }),
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
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (Sent(number).FirstOrDefault(message => message.Text.Contains(words, StringComparison.Ordinal)) is { } found) return found;
            await Task.Delay(50);
        }

        throw new TimeoutException($"« {words} » did not come; came: {string.Join(" | ", Sent(number).Select(message => message.Text))}");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private Task<HttpResponseMessage> PostsAsync(JsonObject body, string secret) => PostsRawAsync(Encoding.UTF8.GetBytes(body.ToJsonString()), secret);

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        if (request.Headers.Authorization != "Bearer " + Token) return Results.Unauthorized();
        using var document = await JsonDocument.ParseAsync(request.Body);
        var (key, to, text) = (document.RootElement.GetProperty("key").GetString()!, document.RootElement.GetProperty("to").GetString()!, document.RootElement.GetProperty("text").GetString()!);
        Fault? fault = faults.TryGetValue(to, out var next) && next.TryDequeue(out var chosen) ? chosen : null;
        if (fault is Fault.Server) return Results.StatusCode(500);
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
