using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BrigadeNumerique.Support.Channels;

/// <summary>How the simulated service answers a call, where not as it should.</summary>
public enum Fault
{
    /// <summary>429 with a pause.</summary>
    TooMany,

    /// <summary>500, nothing was done.</summary>
    Server,

    /// <summary>No answer at all, nothing was done.</summary>
    Hang,

    /// <summary>403: the user blocked the bot.</summary>
    Blocked,

    /// <summary>The message was taken, and the answer lost.</summary>
    LostAnswer,
}

/// <summary>A message as a user of Telegram sees it.</summary>
/// <param name="Chat">Whose.</param>
/// <param name="Id">Its number.</param>
/// <param name="Text">As it was sent, in HTML.</param>
/// <param name="Buttons">Title and data.</param>
public sealed record TelegramMessage(long Chat, long Id, string Text, IReadOnlyList<(string Title, string Data)> Buttons);

/// <summary>
/// The Bot API of Telegram as documented (core.telegram.org/bots/api): sendMessage, getFile and the files; webhooks with the secret header, repeated
/// until they are taken; 429 with <c>retry_after</c>, 403, 500, silence.
/// </summary>
public sealed class TelegramSimulator : IAsyncDisposable
{
    public const string Token = "123456789:AAE-jeton-du-simulateur-de-test", Secret = "le-secret-du-webhook-de-test";

    private readonly HttpClient http = LocalSite.Deliverer();
    private readonly ConcurrentDictionary<long, ConcurrentQueue<Fault>> faults = new();
    private readonly ConcurrentDictionary<string, byte[]> files = new();
    private readonly ConcurrentDictionary<long, ConcurrentQueue<TelegramMessage>> chats = new();
    private readonly CancellationTokenSource end = new();
    private long messages = 1000;
    private long updates = 500_000;
    private int calls;

    private LocalSite site = null!; // set before it is given to anybody

    private TelegramSimulator()
    {
    }

    /// <summary>What goes into <c>Channels:Telegram:Api</c>.</summary>
    public string Address => site.Address;

    /// <summary>The service to which webhooks go.</summary>
    public Uri? Service { get; set; }

    /// <summary>Calls of sendMessage, failed ones too.</summary>
    public int Calls => calls;

    /// <summary>Chosen for calls that no test has chosen for.</summary>
    public Func<Fault?>? Weather { get; set; }

    /// <summary>Configuration of a service that speaks to this simulator.</summary>
    public string[] Settings =>
    [
        $"Channels:Telegram:Token={Token}", $"Channels:Telegram:Secret={Secret}", $"Channels:Telegram:Api={Address}",
        "DirectLine:PublicAddress=https://brigade.exemple.fr", "Channels:FirstPauseMilliseconds=50", "Channels:TimeoutSeconds=2",
    ];

    public static async Task<TelegramSimulator> StartAsync()
    {
        var simulator = new TelegramSimulator();
        simulator.site = await LocalSite.StartAsync(app =>
        {
            app.MapPost("/bot{token}/{method}", simulator.CallAsync);
            app.MapGet("/file/bot{token}/{name}", (string token, string name) => token == Token && simulator.files.TryGetValue(name, out var bytes) ? Results.Bytes(bytes) : Results.NotFound());
        });
        return simulator;
    }

    /// <summary>What a chat was sent, in order.</summary>
    public IReadOnlyList<TelegramMessage> Sent(long chat) => chats.TryGetValue(chat, out var sent) ? [.. sent] : [];

    /// <summary>Everything that was sent to anybody.</summary>
    public IReadOnlyList<TelegramMessage> SentToAll() => [.. chats.Values.SelectMany(chat => chat)];

    /// <summary>The next calls for a chat end so.</summary>
    public void Fails(long chat, params Fault[] next)
    {
        foreach (var fault in next) faults.GetOrAdd(chat, _ => new ConcurrentQueue<Fault>()).Enqueue(fault);
    }

    /// <summary>Forgets what the next calls for a chat were to end in.</summary>
    public void Heals(long chat) => faults.TryRemove(chat, out _);

    /// <summary>A file that a user sent.</summary>
    /// <returns>Its identifier.</returns>
    public string Holds(byte[] bytes)
    {
        var id = "file-" + Guid.NewGuid().ToString("N");
        files[id] = bytes;
        return id;
    }

    /// <summary>The next number of an update.</summary>
    public long NextUpdate() => Interlocked.Increment(ref updates);

    /// <summary>A message of a user, as an update.</summary>
    public static JsonObject Message(long update, long chat, long message, string? text = null, JsonObject? with = null, string kind = "message", string type = "private")
    {
        var body = new JsonObject
        {
            ["message_id"] = message,
            ["from"] = new JsonObject { ["id"] = chat, ["is_bot"] = false, ["first_name"] = "Prénom", ["language_code"] = "fr" },
            ["chat"] = new JsonObject { ["id"] = chat, ["type"] = type, ["first_name"] = "Prénom" },
            ["date"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        };
        if (text is not null) body["text"] = text;
        foreach (var (name, value) in with ?? []) body[name] = value?.DeepClone();
        return new JsonObject { ["update_id"] = update, [kind] = body };
    }

    /// <summary>Delivers an update once.</summary>
    public Task<HttpResponseMessage> PostsAsync(JsonNode update, string? secret = Secret) => PostsRawAsync(Encoding.UTF8.GetBytes(update.ToJsonString()), secret);

    /// <summary>Delivers bytes as they are.</summary>
    public async Task<HttpResponseMessage> PostsRawAsync(byte[] body, string? secret = Secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Service!, "/api/channels/telegram")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (secret is not null) request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        return await http.SendAsync(request);
    }

    /// <summary>Delivers an update until it is taken, as Telegram does.</summary>
    public async Task DeliversAsync(JsonNode update)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var answer = await PostsAsync(update);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (attempt < 600)
            {
                // The service is away: it comes again.
            }

            if (attempt >= 600) throw new TimeoutException("The webhook never took the update.");
            await Task.Delay(100, end.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        http.Dispose();
        await site.DisposeAsync();
        end.Dispose();
    }

    private async Task<IResult> CallAsync(string token, string method, HttpRequest request)
    {
        if (token != Token) return Error(401, "Unauthorized");
        using var document = await JsonDocument.ParseAsync(request.Body);
        var body = document.RootElement;
        switch (method)
        {
            case "getFile":
                var file = body.GetProperty("file_id").GetString()!;
                return files.TryGetValue(file, out var bytes) ? Ok(new JsonObject { ["file_id"] = file, ["file_unique_id"] = file, ["file_size"] = bytes.Length, ["file_path"] = file }) : Error(400, "Bad Request: invalid file_id");
            case "sendMessage":
                return await SendAsync(body, request.HttpContext.RequestAborted);
            default:
                return Error(404, "Not Found");
        }
    }

    private async Task<IResult> SendAsync(JsonElement body, CancellationToken aborted)
    {
        Interlocked.Increment(ref calls);
        var chat = long.Parse(body.GetProperty("chat_id").ToString(), CultureInfo.InvariantCulture);
        var text = body.GetProperty("text").GetString()!;
        Fault? fault = faults.TryGetValue(chat, out var next) && next.TryDequeue(out var chosen) ? chosen : Weather?.Invoke();
        switch (fault)
        {
            case Fault.TooMany:
                return Json(429, new JsonObject { ["ok"] = false, ["error_code"] = 429, ["description"] = "Too Many Requests: retry after 1", ["parameters"] = new JsonObject { ["retry_after"] = 1 } });
            case Fault.Server:
                return Error(500, "Internal Server Error");
            case Fault.Blocked:
                return Error(403, "Forbidden: bot was blocked by the user");
            case Fault.Hang:
                using (var waiting = CancellationTokenSource.CreateLinkedTokenSource(aborted, end.Token))
                {
                    await Task.Delay(Timeout.Infinite, waiting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                return Error(500, "Gone");
        }

        if (text.Length == 0 || text.Length > 4096) return Error(400, "Bad Request: message is too long");
        var buttons = new List<(string, string)>();
        if (body.TryGetProperty("reply_markup", out var markup) && markup.ValueKind is JsonValueKind.Object)
        {
            foreach (var button in markup.GetProperty("inline_keyboard").EnumerateArray().SelectMany(row => row.EnumerateArray()))
            {
                var data = button.GetProperty("callback_data").GetString()!;
                if (Encoding.UTF8.GetByteCount(data) > 64) return Error(400, "Bad Request: BUTTON_DATA_INVALID");
                buttons.Add((button.GetProperty("text").GetString()!, data));
            }
        }

        var message = new TelegramMessage(chat, Interlocked.Increment(ref messages), text, buttons);
        chats.GetOrAdd(chat, _ => new ConcurrentQueue<TelegramMessage>()).Enqueue(message);
        if (fault is Fault.LostAnswer) return Error(502, "Bad Gateway");
        return Ok(new JsonObject { ["message_id"] = message.Id, ["date"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(), ["chat"] = new JsonObject { ["id"] = chat, ["type"] = "private" }, ["text"] = text });
    }

    private static IResult Ok(JsonObject result) => Json(200, new JsonObject { ["ok"] = true, ["result"] = result });

    private static IResult Error(int code, string description) => Json(code, new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = description });

    private static IResult Json(int status, JsonObject body) => Results.Content(body.ToJsonString(), "application/json", Encoding.UTF8, status);
}
