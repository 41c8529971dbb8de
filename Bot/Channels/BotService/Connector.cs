using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.BotService;

/// <summary>What the connector answered.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Id">The activity's identifier there.</param>
/// <param name="Code">Its word for what is wrong.</param>
/// <param name="RetryAfter">How long it asks to wait.</param>
internal sealed record ConnectorAnswer(HttpStatusCode Status, string? Id, string? Code, TimeSpan? RetryAfter)
{
    /// <summary>What is wrong, in the connector's short words.</summary>
    public string Words => Code ?? $"HTTP {(int)Status}";
}

/// <summary>Posts activities to the channels behind Azure Bot Service.</summary>
internal sealed class Connector(IHttpClientFactory clients, AccessTokens tokens, IOptions<BotServiceOptions> options, TimeProvider clock)
{
    private const int LargestAnswer = 256 * 1024;

    /// <summary>Sends one activity.</summary>
    /// <param name="to">Where; its address must have come in an authenticated request.</param>
    /// <param name="replyTo">The activity it answers, or null.</param>
    /// <param name="activity">The activity, as JSON.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InvalidOperationException">Our credential may not go to this address.</exception>
    /// <exception cref="AccessTokenException">There is no token.</exception>
    /// <exception cref="HttpRequestException">Nobody answered.</exception>
    public async Task<ConnectorAnswer> PostAsync(BotServiceReference to, string? replyTo, byte[] activity, CancellationToken cancellationToken)
    {
        if (!options.Value.Allows(to.ServiceUrl)) throw new InvalidOperationException("The address is not one to which replies may go.");
        var address = new Uri(to.ServiceUrl.TrimEnd('/') + "/v3/conversations/" + Uri.EscapeDataString(to.ConversationId) + "/activities" + (replyTo is null ? "" : "/" + Uri.EscapeDataString(replyTo)));
        var token = await tokens.GetAsync(cancellationToken);
        var answer = await PostAsync(address, token, activity, cancellationToken);
        if (answer.Status is not HttpStatusCode.Unauthorized) return answer;

        // The token may have been withdrawn before its time: one fresh one, once.
        tokens.Forget(token);
        return await PostAsync(address, await tokens.GetAsync(cancellationToken), activity, cancellationToken);
    }

    /// <summary>Downloads what a citizen sent, where it lies with the connector itself: our credential goes nowhere else, nor do we call a stranger's address.</summary>
    /// <returns>The bytes; null where they lie elsewhere, are gone or too many.</returns>
    public async Task<byte[]?> DownloadAsync(BotServiceReference from, string url, long largest, CancellationToken cancellationToken)
    {
        if (!options.Value.Allows(from.ServiceUrl) || !Uri.TryCreate(url, UriKind.Absolute, out var address)) return null;
        var service = new Uri(from.ServiceUrl);
        if (address.Scheme != service.Scheme || !address.Authority.Equals(service.Authority, StringComparison.OrdinalIgnoreCase)) return null;
        using var http = clients.CreateClient(BotServiceModule.Client);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return response.IsSuccessStatusCode ? await Bounded.ReadAsync(response.Content, largest, cancellationToken) : null;
    }

    private async Task<ConnectorAnswer> PostAsync(Uri address, string token, byte[] activity, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(BotServiceModule.Client);
        http.MaxResponseContentBufferSize = LargestAnswer;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(activity) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        using var response = await http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var (id, code) = Read(body);
        var wait = response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - clock.GetUtcNow()) : null;
        return new ConnectorAnswer(response.StatusCode, id, code, wait);
    }

    private static (string? Id, string? Code) Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object) return (null, null);
            var id = root.TryGetProperty("id", out var given) && given.ValueKind is JsonValueKind.String ? given.GetString() : null;
            var code = root.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object && error.TryGetProperty("code", out var word) && word.ValueKind is JsonValueKind.String ? word.GetString() : null;
            return (id, code is { Length: > 60 } ? code[..60] : code);
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }
}
