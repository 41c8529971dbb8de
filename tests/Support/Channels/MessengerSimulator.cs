using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BrigadeNumerique.Support.Channels;

/// <summary>Messenger as documented: its deliveries, and the Send API of the Graph with its limits and its window of 24 hours.</summary>
public sealed class MessengerSimulator : IAsyncDisposable
{
    public const string Path = "/api/channels/messenger", Page = "104858000000001", PageToken = "EAAG-jeton-de-la-page", AppSecret = "secret-de-l-application-meta", VerifyToken = "mot-du-webmestre";

    private readonly Lock gate = new();
    private readonly List<SentMessage> sent = [];
    private readonly Dictionary<string, DateTimeOffset> lastWrote = [];
    private readonly HashSet<string> answeredComments = [];
    private LocalSite site = null!;
    private int count;

    private MessengerSimulator()
    {
    }

    public string Address => site.Address;

    /// <summary>How the Send API misbehaves.</summary>
    public Mishaps Graph { get; } = new();

    /// <summary>How much later than the machine's clock it is at Meta.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>The page has the permission for answers of a person within seven days.</summary>
    public bool HumanAgentAllowed { get; set; } = true;

    public string[] Settings =>
    [
        $"Channels:Messenger:PageToken={PageToken}", $"Channels:Messenger:AppSecret={AppSecret}", $"Channels:Messenger:VerifyToken={VerifyToken}", $"Channels:Messenger:Api={Address}",
    ];

    private DateTimeOffset Now => DateTimeOffset.UtcNow + Ahead;

    public static async Task<MessengerSimulator> StartAsync()
    {
        var simulator = new MessengerSimulator();
        simulator.site = await LocalSite.StartAsync(simulator.AnswerAsync);
        return simulator;
    }

    /// <summary>Everything that reached anybody.</summary>
    public IReadOnlyList<SentMessage> SentToAll()
    {
        lock (gate) return [.. sent];
    }

    /// <summary>What reached a citizen, or the author of a comment, in order.</summary>
    public IReadOnlyList<SentMessage> To(string recipient)
    {
        lock (gate) return [.. sent.Where(message => message.Recipient == recipient)];
    }

    public static string NewCitizen() => Random.Shared.NextInt64(1_000_000_000_000_000, 9_999_999_999_999_999).ToString(CultureInfo.InvariantCulture);

    public static string NewId() => "m_" + Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=');

    /// <summary>A citizen writes.</summary>
    public JsonObject Text(string citizen, string text, string? id = null, DateTimeOffset? at = null) => Message(citizen, new JsonObject { ["mid"] = id ?? NewId(), ["text"] = text }, at);

    /// <summary>A citizen taps a quick reply.</summary>
    public JsonObject QuickReply(string citizen, string title, string payload) => Message(citizen, new JsonObject { ["mid"] = NewId(), ["text"] = title, ["quick_reply"] = new JsonObject { ["payload"] = payload } });

    /// <summary>A citizen sends a photo, a voice note, a place, a sticker.</summary>
    public JsonObject Attachment(string citizen, string type, string url, string? id = null) => Message(citizen, new JsonObject
    {
        ["mid"] = id ?? NewId(),
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["type"] = type,
            ["payload"] = type == "location" ? new JsonObject { ["coordinates"] = new JsonObject { ["lat"] = 48.85, ["long"] = 2.35 } } : new JsonObject { ["url"] = url },
        }),
    });

    /// <summary>A citizen's message with any content.</summary>
    public JsonObject Message(string citizen, JsonObject message, DateTimeOffset? at = null)
    {
        lock (gate) lastWrote[citizen] = at ?? Now;
        return Item(citizen, "message", message, at);
    }

    /// <summary>Any event of a conversation.</summary>
    public JsonObject Item(string citizen, string kind, JsonNode content, DateTimeOffset? at = null)
    {
        // A tap opens the window as words do.
        if (kind == "postback") lock (gate) lastWrote[citizen] = at ?? Now;
        return new JsonObject
        {
            ["sender"] = new JsonObject { ["id"] = citizen },
            ["recipient"] = new JsonObject { ["id"] = Page },
            ["timestamp"] = (at ?? Now).ToUnixTimeMilliseconds(),
            [kind] = content,
        };
    }

    /// <summary>What the page itself sent, told back.</summary>
    public JsonObject Echo(string citizen, string id, string text) => new()
    {
        ["sender"] = new JsonObject { ["id"] = Page },
        ["recipient"] = new JsonObject { ["id"] = citizen },
        ["timestamp"] = Now.ToUnixTimeMilliseconds(),
        ["message"] = new JsonObject { ["mid"] = id, ["is_echo"] = true, ["app_id"] = 1, ["text"] = text },
    };

    public JsonObject Delivered(string citizen, params string[] ids) => Item(citizen, "delivery", new JsonObject { ["mids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]), ["watermark"] = Now.ToUnixTimeMilliseconds() });

    public JsonObject Read(string citizen) => Item(citizen, "read", new JsonObject { ["watermark"] = Now.AddSeconds(1).ToUnixTimeMilliseconds() });

    /// <summary>A public comment under a post of the page.</summary>
    public static JsonObject Comment(string author, string commentId, string text) => new()
    {
        ["field"] = "feed",
        ["value"] = new JsonObject
        {
            ["item"] = "comment", ["verb"] = "add", ["comment_id"] = commentId, ["post_id"] = Page + "_1", ["parent_id"] = Page + "_1",
            ["from"] = new JsonObject { ["id"] = author, ["name"] = "Une personne" }, ["message"] = text, ["created_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        },
    };

    /// <summary>One delivery with these events.</summary>
    public static JsonObject Envelope(params JsonNode[] items) => Entry("messaging", items);

    public static JsonObject Feed(params JsonNode[] changes) => Entry("changes", changes);

    /// <summary>Delivers events, in one piece, until they are taken.</summary>
    public Task DeliversAsync(HttpClient http, params JsonNode[] items) => MetaWebhook.DeliverAsync(http, Path, Envelope(items), AppSecret);

    /// <summary>Waits until a message reached a citizen.</summary>
    public async Task<SentMessage> AwaitsAsync(string recipient, Func<SentMessage, bool> wanted, string what)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (To(recipient).FirstOrDefault(wanted) is { } message) return message;
            await Task.Delay(25);
        }

        throw new TimeoutException($"{what} did not come; came: {string.Join(" | ", To(recipient).Select(message => message.Text))}");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static JsonObject Entry(string member, JsonNode[] items) => new()
    {
        ["object"] = "page",
        ["entry"] = new JsonArray(new JsonObject { ["id"] = Page, ["time"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), [member] = new JsonArray([.. items]) }),
    };

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Method == "GET" && context.Request.Path.StartsWithSegments("/medias"))
        {
            await MetaMedia.AnswerAsync(context);
            return;
        }

        if (context.Request.Method != "POST" || context.Request.Path != "/v25.0/me/messages")
        {
            await GraphErrors.AnswerAsync(context, 400, 2500);
            return;
        }

        var body = await JsonDocument.ParseAsync(context.Request.Body);
        if (context.Request.Headers.Authorization != "Bearer " + PageToken || !GraphErrors.Proves(context, PageToken, AppSecret))
        {
            await GraphErrors.AnswerAsync(context, 400, 190);
            return;
        }

        if (await Graph.PlayAsync(context)) return;
        await TakeAsync(context, body.RootElement);
    }

    private async Task TakeAsync(HttpContext context, JsonElement body)
    {
        var recipient = body.GetProperty("recipient");
        var message = body.GetProperty("message");
        var type = body.GetProperty("messaging_type").GetString();
        var tag = body.TryGetProperty("tag", out var given) ? given.GetString() : null;
        (int Code, int? Subcode)? fault = null;
        string to, id;
        lock (gate)
        {
            if (recipient.TryGetProperty("comment_id", out var comment))
            {
                to = comment.GetString()!;
                if (!answeredComments.Add(to)) fault = (10900, null);
            }
            else
            {
                to = recipient.GetProperty("id").GetString()!;
                if (!lastWrote.TryGetValue(to, out var wrote)) fault = (100, 2018001);
                else if (Now - wrote > TimeSpan.FromDays(7) || (Now - wrote > TimeSpan.FromHours(24) && (type != "MESSAGE_TAG" || tag != "HUMAN_AGENT" || !HumanAgentAllowed))) fault = (10, 2018278);
            }

            fault ??= Wrong(message) ? (100, null) : null;
            id = $"m_envoye-{++count}";
            if (fault is null) sent.Add(new SentMessage(to, message.GetProperty("text").GetString()!, Choices(message), type == "MESSAGE_TAG" ? tag : null, body.Clone(), id));
        }

        if (fault is { } wrong) await GraphErrors.AnswerAsync(context, 400, wrong.Code, wrong.Subcode);
        else await context.Response.WriteAsJsonAsync(new { recipient_id = to, message_id = id });
    }

    private static bool Wrong(JsonElement message) => message.GetProperty("text").GetString() is not { Length: > 0 and <= 2000 }
        || Choices(message) is { Count: > 13 } || Choices(message).Any(choice => choice.Title.Length is 0 or > 20 || choice.Payload.Length is 0 or > 1000);

    private static List<(string Title, string Payload)> Choices(JsonElement message) => message.TryGetProperty("quick_replies", out var replies)
        ? [.. replies.EnumerateArray().Select(reply => (reply.GetProperty("title").GetString()!, reply.GetProperty("payload").GetString()!))]
        : [];
}

/// <summary>A message that reached somebody.</summary>
public sealed record SentMessage(string Recipient, string Text, IReadOnlyList<(string Title, string Payload)> Choices, string? Tag, JsonElement Body, string Id);

/// <summary>Errors in the form of the Graph API.</summary>
public static class GraphErrors
{
    public static string Json(int code, int? subcode = null) => JsonSerializer.Serialize(new { error = new { message = $"(#{code}) refused", type = "OAuthException", code, error_subcode = subcode, fbtrace_id = "A" } });

    /// <summary>The application has Meta require the proof of its secret with every call.</summary>
    public static bool Proves(HttpContext context, string token, string secret) =>
        context.Request.Query["appsecret_proof"] == Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(token)));

    public static async Task AnswerAsync(HttpContext context, int status, int code, int? subcode = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Json(code, subcode));
    }
}

/// <summary>What people send, to be downloaded.</summary>
public static class MetaMedia
{
    /// <summary>Serves a photo under <c>/medias/photo</c>, a voice note under <c>/medias/voix</c>, and too much under <c>/medias/trop</c>.</summary>
    public static async Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/medias/photo":
                context.Response.ContentType = "image/jpeg";
                await context.Response.Body.WriteAsync(SomeFile.Photo());
                break;
            case "/medias/voix":
                context.Response.ContentType = "audio/ogg";
                await context.Response.Body.WriteAsync("OggS une note vocale"u8.ToArray());
                break;
            case "/medias/trop":
                // No length is told: the reader counts.
                var piece = new byte[1024 * 1024];
                for (var n = 0; n < 40 && !context.RequestAborted.IsCancellationRequested; n++) await context.Response.Body.WriteAsync(piece, context.RequestAborted);
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    }
}
