using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BrigadeNumerique.Support.Channels;

/// <summary>
/// Azure Bot Service as documented: the authority that signs for those who write to a bot and announces its keys, the one that
/// gives a bot its own tokens, and the connector to which it replies.
/// </summary>
public sealed class BotServiceSimulator : IAsyncDisposable
{
    public const string AppId = "5f1c6d1e-0000-4000-8000-000000000001", Password = "le-secret-de-l-application", Issuer = "https://api.botframework.com", Tenant = "essai.exemple.fr";

    private readonly Lock gate = new();
    private readonly List<Delivered> delivered = [];
    private LocalSite site = null!;
    private int count;

    private BotServiceSimulator()
    {
    }

    public string Address => site.Address;

    /// <summary>How often the metadata, and how often a token, was asked for.</summary>
    public int MetadataReads { get; private set; }

    public int TokensGiven { get; private set; }

    /// <summary>How long the tokens last that it gives.</summary>
    public int TokenSeconds { get; set; } = 3600;

    /// <summary>The channels for which the key speaks.</summary>
    public IList<string> Endorsements { get; } = ["msteams", "webchat", "line", "email"];

    public Mishaps Connector { get; } = new();

    public Mishaps Metadata { get; } = new();

    public Mishaps Authority { get; } = new();

    /// <summary>The key that signs.</summary>
    public RSA Key { get; private set; } = RSA.Create(2048);

    public string KeyId { get; private set; } = "clef-1";

    /// <summary>The token that the connector takes; the last one given.</summary>
    public string? AcceptedToken { get; set; }

    /// <summary>The settings with which a service speaks to this one.</summary>
    public string[] Settings =>
    [
        $"Channels:BotService:AppId={AppId}", $"Channels:BotService:Password={Password}", $"Channels:BotService:Tenant={Tenant}",
        $"Channels:BotService:Authority={Address}", $"Channels:BotService:Metadata={Address}/v1/.well-known/openidconfiguration",
    ];

    public static async Task<BotServiceSimulator> StartAsync()
    {
        var simulator = new BotServiceSimulator();
        simulator.site = await LocalSite.StartAsync(simulator.AnswerAsync);
        return simulator;
    }

    /// <summary>What arrived for a conversation, in the order in which it came.</summary>
    public IReadOnlyList<Delivered> To(string conversation)
    {
        lock (gate) return [.. delivered.Where(item => item.Conversation == conversation)];
    }

    /// <summary>From now on another key signs; the metadata announces both.</summary>
    public void RotateKey()
    {
        Key = RSA.Create(2048);
        KeyId = "clef-" + (int.Parse(KeyId["clef-".Length..], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A signed token, right but for what is changed.</summary>
    public string Sign(DateTimeOffset now, Action<JsonObject>? claims = null, Action<JsonObject>? header = null, RSA? key = null)
    {
        var head = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = KeyId };
        var body = new JsonObject
        {
            ["serviceurl"] = Address,
            ["nbf"] = now.AddMinutes(-1).ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(59).ToUnixTimeSeconds(),
            ["iss"] = Issuer,
            ["aud"] = AppId,
        };
        header?.Invoke(head);
        claims?.Invoke(body);
        var signed = Encode(Encoding.UTF8.GetBytes(head.ToJsonString())) + "." + Encode(Encoding.UTF8.GetBytes(body.ToJsonString()));
        return signed + "." + Encode((key ?? Key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>An activity of a channel, as the connector posts it.</summary>
    public JsonObject Activity(string conversation, string? text, string id, string type = "message", string channel = "msteams") => new()
    {
        ["type"] = type,
        ["id"] = id,
        ["timestamp"] = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture),
        ["serviceUrl"] = Address,
        ["channelId"] = channel,
        ["from"] = new JsonObject { ["id"] = "29:" + conversation, ["name"] = "Citoyen" },
        ["conversation"] = new JsonObject { ["id"] = conversation },
        ["recipient"] = new JsonObject { ["id"] = "28:" + AppId, ["name"] = "Brigade" },
        ["locale"] = "fr-FR",
        ["text"] = text,
    };

    /// <summary>Posts an activity to the service under test.</summary>
    public async Task<HttpResponseMessage> PostsAsync(HttpClient http, JsonNode activity, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Sign(DateTimeOffset.UtcNow));
        return await http.SendAsync(request);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var answer = (context.Request.Method, path) switch
        {
            ("GET", "/v1/.well-known/openidconfiguration") => DescribeAsync(context),
            ("GET", "/v1/keys") => KeysAsync(context),
            ("POST", $"/{Tenant}/oauth2/v2.0/token") => GiveTokenAsync(context),
            ("POST", _) when path.StartsWith("/v3/conversations/", StringComparison.Ordinal) => TakeAsync(context),
            _ => RefuseAsync(context, 404, "NotFound"),
        };
        await answer;
    }

    private async Task DescribeAsync(HttpContext context)
    {
        lock (gate) MetadataReads++;
        if (await Metadata.PlayAsync(context)) return;
        await context.Response.WriteAsJsonAsync(new { issuer = Issuer, jwks_uri = Address + "/v1/keys", id_token_signing_alg_values_supported = new[] { "RS256" } });
    }

    private async Task KeysAsync(HttpContext context)
    {
        var key = Key.ExportParameters(false);
        await context.Response.WriteAsJsonAsync(new
        {
            keys = new object[]
            {
                new { kty = "EC", use = "sig", kid = "courbe", crv = "P-256", x = "AA", y = "AA" },
                new { kty = "RSA", use = "sig", kid = KeyId, n = Encode(key.Modulus!), e = Encode(key.Exponent!), endorsements = Endorsements },
            },
        });
    }

    private async Task GiveTokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (await Authority.PlayAsync(context)) return;
        if (form["grant_type"] != "client_credentials" || form["client_id"] != AppId || form["client_secret"] != Password || form["scope"] != "https://api.botframework.com/.default")
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsJsonAsync(new { error = "invalid_client", error_description = "AADSTS7000215: Invalid client secret provided." });
            return;
        }

        string token;
        lock (gate) AcceptedToken = token = $"jeton-{++TokensGiven}";
        await context.Response.WriteAsJsonAsync(new { token_type = "Bearer", expires_in = TokenSeconds, access_token = token });
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        if (context.Request.Headers.Authorization != "Bearer " + AcceptedToken)
        {
            await RefuseAsync(context, 401, "Unauthorized");
            return;
        }

        if (await Connector.PlayAsync(context)) return;
        var parts = context.Request.Path.Value!.Split('/');
        if (parts.Length < 5 || parts[4] != "activities")
        {
            await RefuseAsync(context, 404, "NotFound");
            return;
        }

        string id;
        lock (gate)
        {
            id = "a-" + (++count).ToString(CultureInfo.InvariantCulture);
            delivered.Add(new Delivered(parts[3], parts.Length > 5 ? parts[5] : null, JsonDocument.Parse(body).RootElement.Clone(), id));
        }

        context.Response.StatusCode = 201;
        await context.Response.WriteAsJsonAsync(new { id });
    }

    private static async Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(new { error = new { code, message = code } });
    }

    /// <summary>An activity that arrived.</summary>
    public sealed record Delivered(string Conversation, string? ReplyTo, JsonElement Activity, string Id);
}
