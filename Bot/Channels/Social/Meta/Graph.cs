using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BrigadeNumerique.Bot.Channels.Social.Meta;

/// <summary>What the Graph API answered to a message.</summary>
/// <param name="Status">Its status.</param>
/// <param name="MessageId">The message's identifier there, when it was taken.</param>
/// <param name="Fault">What is wrong, when it was not.</param>
/// <param name="RetryAfter">How long it asks to wait.</param>
internal sealed record GraphAnswer(int Status, string? MessageId, GraphFault? Fault, TimeSpan? RetryAfter);

/// <summary>Who calls: a token, and the application's secret that proves it ours.</summary>
/// <param name="Token">The page's, or the system user's, token.</param>
/// <param name="AppSecret">The application's secret; only a proof made with it travels.</param>
internal sealed record GraphKey(string Token, string AppSecret)
{
    /// <summary>An address with the proof that a webmaster may have Meta require of every call: a stolen token alone then serves nobody.</summary>
    public Uri Prove(Uri address) => new($"{address}?appsecret_proof={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(AppSecret), Encoding.UTF8.GetBytes(Token)))}");

    /// <inheritdoc/>
    public override string ToString() => nameof(GraphKey);
}

/// <summary>Meta's Graph API. The token travels in a header, since addresses are logged on the way.</summary>
internal sealed class Graph(IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>Name of the HTTP client: no redirections, which would carry a token elsewhere, and an end to waiting.</summary>
    public const string Client = "graph";

    private const int LargestAnswer = 256 * 1024;

    // Where Meta keeps what people send; a token goes nowhere else.
    private static readonly string[] MediaHosts = [".fbsbx.com", ".fbcdn.net", ".facebook.com", ".whatsapp.net"];

    /// <summary>Sends a message.</summary>
    /// <param name="address">The endpoint.</param>
    /// <param name="key">Who calls.</param>
    /// <param name="message">The message, as JSON.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="HttpRequestException">Nobody answered.</exception>
    public async Task<GraphAnswer> PostAsync(Uri address, GraphKey key, byte[] message, CancellationToken cancellationToken)
    {
        using var http = Make();
        using var request = new HttpRequestMessage(HttpMethod.Post, key.Prove(address)) { Content = new ByteArrayContent(message) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Token);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        using var response = await http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var (id, fault) = Read(body);
        var wait = response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - clock.GetUtcNow()) : null;
        return new GraphAnswer((int)response.StatusCode, response.IsSuccessStatusCode ? id : null, fault, wait);
    }

    /// <summary>Where a medium lies, by its identifier; the address is good for five minutes.</summary>
    /// <returns>Null when it is gone.</returns>
    public async Task<Uri?> FindMediaAsync(Uri address, GraphKey key, CancellationToken cancellationToken)
    {
        using var http = Make();
        using var request = new HttpRequestMessage(HttpMethod.Get, key.Prove(address));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Token);
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode) return null;
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return document.RootElement.TryGetProperty("url", out var url) && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var found) ? found : null;
    }

    /// <summary>Downloads a medium.</summary>
    /// <param name="address">Where.</param>
    /// <param name="api">The configured address of the API, whose host is trusted as Meta's own are.</param>
    /// <param name="token">A token, where it is asked for.</param>
    /// <param name="largest">Bytes after which it is given up.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The bytes; null where the address is not Meta's, the medium is gone or too large.</returns>
    public async Task<byte[]?> DownloadAsync(Uri address, Uri api, string? token, long largest, CancellationToken cancellationToken)
    {
        if (!IsMeta(address, api)) return null;
        using var http = Make();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return response.IsSuccessStatusCode ? await Bounded.ReadAsync(response.Content, largest, cancellationToken) : null;
    }

    /// <summary>An address in a payload is a stranger's word: only Meta's own hosts, and the one configured, are called.</summary>
    internal static bool IsMeta(Uri address, Uri api) => address.UserInfo.Length == 0
        && ((address.Scheme == api.Scheme && address.Authority.Equals(api.Authority, StringComparison.OrdinalIgnoreCase))
            || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && MediaHosts.Any(host => address.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase))));

    private HttpClient Make()
    {
        var http = clients.CreateClient(Client);
        http.MaxResponseContentBufferSize = LargestAnswer;
        return http;
    }

    /// <summary>Messenger answers <c>{"message_id"}</c>, WhatsApp <c>{"messages":[{"id"}]}</c>.</summary>
    private static (string? Id, GraphFault? Fault) Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object) return (null, null);
            if (root.TryGetProperty("error", out _)) return (null, GraphFault.Read(root));
            if (root.TryGetProperty("message_id", out var id) && id.ValueKind is JsonValueKind.String) return (id.GetString(), null);
            return root.TryGetProperty("messages", out var list) && list.ValueKind is JsonValueKind.Array && list.GetArrayLength() > 0 && list[0].TryGetProperty("id", out var first) && first.ValueKind is JsonValueKind.String
                ? (first.GetString(), null)
                : (null, null);
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }
}
