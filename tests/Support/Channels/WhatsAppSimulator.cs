using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BrigadeNumerique.Support.Channels;

/// <summary>WhatsApp's Cloud API as documented: its deliveries, and the sending with its limits, its window of 24 hours, its media.</summary>
public sealed class WhatsAppSimulator : IAsyncDisposable
{
    public const string Path = "/api/channels/whatsapp", PhoneNumberId = "106540352242922", Token = "EAAJ-jeton-du-systeme", AppSecret = "secret-de-l-application-whatsapp", VerifyToken = "autre-mot-du-webmestre";

    private readonly Lock gate = new();
    private readonly List<SentMessage> sent = [];
    private readonly Dictionary<string, DateTimeOffset> lastWrote = [];
    private LocalSite site = null!;
    private int count;

    private WhatsAppSimulator()
    {
    }

    public string Address => site.Address;

    public Mishaps Graph { get; } = new();

    /// <summary>How much later than the machine's clock it is at Meta.</summary>
    public TimeSpan Ahead { get; set; }

    public string[] Settings =>
    [
        $"Channels:WhatsApp:Token={Token}", $"Channels:WhatsApp:PhoneNumberId={PhoneNumberId}", $"Channels:WhatsApp:AppSecret={AppSecret}", $"Channels:WhatsApp:VerifyToken={VerifyToken}", $"Channels:WhatsApp:Api={Address}",
    ];

    private DateTimeOffset Now => DateTimeOffset.UtcNow + Ahead;

    public static async Task<WhatsAppSimulator> StartAsync()
    {
        var simulator = new WhatsAppSimulator();
        simulator.site = await LocalSite.StartAsync(simulator.AnswerAsync);
        return simulator;
    }

    /// <summary>Everything that reached anybody.</summary>
    public IReadOnlyList<SentMessage> SentToAll()
    {
        lock (gate) return [.. sent];
    }

    public IReadOnlyList<SentMessage> To(string citizen)
    {
        lock (gate) return [.. sent.Where(message => message.Recipient == citizen)];
    }

    public static string NewCitizen() => "336" + Random.Shared.Next(10_000_000, 99_999_999).ToString(CultureInfo.InvariantCulture);

    public static string NewId() => "wamid." + Convert.ToBase64String(Guid.NewGuid().ToByteArray());

    public JsonObject Text(string citizen, string text, string? id = null, DateTimeOffset? at = null) => Message(citizen, "text", new JsonObject { ["body"] = text }, id, at);

    /// <summary>A citizen who hides their number behind a name writes: Meta tells an identifier of its own.</summary>
    public JsonObject NamelessText(string userId, string text)
    {
        var message = Message(userId, "text", new JsonObject { ["body"] = text });
        message.Remove("from");
        message["from_user_id"] = userId;
        return message;
    }

    public JsonObject ButtonReply(string citizen, string title, string value) => Message(citizen, "interactive", new JsonObject { ["type"] = "button_reply", ["button_reply"] = new JsonObject { ["id"] = value, ["title"] = title } });

    public JsonObject ListReply(string citizen, string title, string value) => Message(citizen, "interactive", new JsonObject { ["type"] = "list_reply", ["list_reply"] = new JsonObject { ["id"] = value, ["title"] = title } });

    public JsonObject Image(string citizen, string mediaId, string? caption = null)
    {
        var image = new JsonObject { ["id"] = mediaId, ["mime_type"] = "image/jpeg", ["sha256"] = "81d3bd8a8db4868c9520ed47186e8b7c5789e61ff79f7f834be6950b808a90d3" };
        if (caption is not null) image["caption"] = caption;
        return Message(citizen, "image", image);
    }

    public JsonObject Location(string citizen, double latitude, double longitude) => Message(citizen, "location", new JsonObject { ["latitude"] = latitude, ["longitude"] = longitude, ["name"] = "Mairie" });

    /// <summary>A message of any type.</summary>
    public JsonObject Message(string citizen, string type, JsonNode? content, string? id = null, DateTimeOffset? at = null)
    {
        lock (gate) lastWrote[citizen] = at ?? Now;
        var message = new JsonObject { ["from"] = citizen, ["id"] = id ?? NewId(), ["timestamp"] = (at ?? Now).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ["type"] = type };
        if (content is not null) message[type] = content;
        return message;
    }

    /// <summary>What became of a message that we sent.</summary>
    public JsonObject Status(string citizen, string id, string status, int? error = null)
    {
        var item = new JsonObject { ["id"] = id, ["status"] = status, ["timestamp"] = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ["recipient_id"] = citizen };
        if (error is { } code) item["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["title"] = "Refused" });
        return item;
    }

    /// <summary>One delivery with these messages.</summary>
    public static JsonObject Messages(params JsonNode[] messages) => Envelope("messages", messages);

    public static JsonObject Statuses(params JsonNode[] statuses) => Envelope("statuses", statuses);

    public Task DeliversAsync(HttpClient http, params JsonNode[] messages) => MetaWebhook.DeliverAsync(http, Path, Messages(messages), AppSecret);

    public Task TellsAsync(HttpClient http, params JsonNode[] statuses) => MetaWebhook.DeliverAsync(http, Path, Statuses(statuses), AppSecret);

    public async Task<SentMessage> AwaitsAsync(string citizen, Func<SentMessage, bool> wanted, string what)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (To(citizen).FirstOrDefault(wanted) is { } message) return message;
            await Task.Delay(25);
        }

        throw new TimeoutException($"{what} did not come; came: {string.Join(" | ", To(citizen).Select(message => message.Text))}");
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private static JsonObject Envelope(string member, JsonNode[] items) => new()
    {
        ["object"] = "whatsapp_business_account",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = "8856996819413533",
            ["changes"] = new JsonArray(new JsonObject
            {
                ["field"] = "messages",
                ["value"] = new JsonObject
                {
                    ["messaging_product"] = "whatsapp",
                    ["metadata"] = new JsonObject { ["display_phone_number"] = "33100000000", ["phone_number_id"] = PhoneNumberId },
                    [member] = new JsonArray([.. items]),
                },
            }),
        }),
    };

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (context.Request.Headers.Authorization != "Bearer " + Token || !(path.StartsWith("/medias/", StringComparison.Ordinal) || GraphErrors.Proves(context, Token, AppSecret)))
        {
            await GraphErrors.AnswerAsync(context, 401, 190);
            return;
        }

        if (context.Request.Method == "GET")
        {
            await MediaAsync(context, path);
            return;
        }

        if (path != $"/v25.0/{PhoneNumberId}/messages")
        {
            await GraphErrors.AnswerAsync(context, 400, 100, 33);
            return;
        }

        var body = await JsonDocument.ParseAsync(context.Request.Body);
        if (await Graph.PlayAsync(context)) return;
        await TakeAsync(context, body.RootElement);
    }

    /// <summary>A medium's identifier gives an address, the address the bytes; both want the token.</summary>
    private async Task MediaAsync(HttpContext context, string path)
    {
        if (path.StartsWith("/medias/", StringComparison.Ordinal)) await MetaMedia.AnswerAsync(context);
        else if (path is "/v25.0/ailleurs") await context.Response.WriteAsJsonAsync(new { url = "http://ailleurs.exemple/medias/photo", mime_type = "image/jpeg", id = "ailleurs" });
        else await context.Response.WriteAsJsonAsync(new { url = Address + "/medias/" + path["/v25.0/".Length..], mime_type = "image/jpeg", id = path["/v25.0/".Length..] });
    }

    private async Task TakeAsync(HttpContext context, JsonElement body)
    {
        var to = (body.TryGetProperty("to", out var number) ? number : body.GetProperty("recipient")).GetString()!;
        var type = body.GetProperty("type").GetString()!;
        var content = body.GetProperty(type);
        var (text, choices, wrong) = Read(type, content);
        int? fault = body.GetProperty("messaging_product").GetString() != "whatsapp" || wrong ? 100 : null;
        string id;
        lock (gate)
        {
            if (type != "template" && (!lastWrote.TryGetValue(to, out var wrote) || Now - wrote > TimeSpan.FromHours(24))) fault ??= 131047;
            id = $"wamid.envoye-{++count}";
            if (fault is null) sent.Add(new SentMessage(to, text, choices, type == "template" ? content.GetProperty("name").GetString() : null, body.Clone(), id));
        }

        if (fault is { } code) await GraphErrors.AnswerAsync(context, 400, code);
        else await context.Response.WriteAsJsonAsync(new { messaging_product = "whatsapp", contacts = new[] { new { input = to, wa_id = to } }, messages = new[] { new { id } } });
    }

    private static (string Text, List<(string Title, string Payload)> Choices, bool Wrong) Read(string type, JsonElement content)
    {
        switch (type)
        {
            case "text":
                var body = content.GetProperty("body").GetString()!;
                return (body, [], body.Length is 0 or > 4096);
            case "template":
                return ("", [], content.GetProperty("language").GetProperty("code").GetString() is not { Length: > 0 });
            default:
                var words = content.GetProperty("body").GetProperty("text").GetString()!;
                var action = content.GetProperty("action");
                if (content.GetProperty("type").GetString() == "button")
                {
                    List<(string Title, string Payload)> buttons = [.. action.GetProperty("buttons").EnumerateArray().Select(item => item.GetProperty("reply")).Select(reply => (reply.GetProperty("title").GetString()!, reply.GetProperty("id").GetString()!))];
                    return (words, buttons, words.Length is 0 or > 1024 || buttons.Count is 0 or > 3 || buttons.Any(item => item.Title.Length is 0 or > 20 || item.Payload.Length > 256) || Repeats(buttons));
                }

                List<(string Title, string Payload)> rows = [.. action.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("rows").EnumerateArray()).Select(row => (row.GetProperty("title").GetString()!, row.GetProperty("id").GetString()!))];
                return (words, rows, words.Length is 0 or > 4096 || action.GetProperty("button").GetString() is not { Length: > 0 and <= 20 } || rows.Count is 0 or > 10 || rows.Any(item => item.Title.Length is 0 or > 24 || item.Payload.Length > 200) || Repeats(rows));
        }
    }

    private static bool Repeats(List<(string Title, string Payload)> choices) => choices.DistinctBy(choice => choice.Payload).Count() < choices.Count || choices.DistinctBy(choice => choice.Title).Count() < choices.Count;
}
