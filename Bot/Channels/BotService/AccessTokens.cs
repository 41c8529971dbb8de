using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.BotService;

/// <summary>Our own token for the connector: had by client credentials, kept until shortly before it expires, one request at a time.</summary>
internal sealed class AccessTokens(IHttpClientFactory clients, IOptions<BotServiceOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>A token that expires sooner is not used: the message that carries it takes time to arrive.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private const int LargestAnswer = 64 * 1024;

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Held? held;

    /// <summary>The token.</summary>
    /// <exception cref="AccessTokenException">The authority gives none.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (Usable() is { } token) return token;
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (Usable() is { } given) return given;
            held = await AskAsync(cancellationToken);
            return held.Token;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The connector refused this token: the next one is asked for.</summary>
    public void Forget(string token)
    {
        if (held?.Token == token) held = null;
    }

    public void Dispose() => gate.Dispose();

    private string? Usable() => held is { } known && clock.GetUtcNow() < known.Until ? known.Token : null;

    private async Task<Held> AskAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var http = clients.CreateClient(BotServiceModule.Client);
        http.MaxResponseContentBufferSize = LargestAnswer;
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", settings.AppId),
            new("client_secret", settings.Password),
            new("scope", settings.Scope),
        ]);
        var asked = clock.GetUtcNow();
        using var answer = await http.PostAsync(new Uri($"{settings.Authority.TrimEnd('/')}/{settings.Tenant}/oauth2/v2.0/token"), form, cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode) throw new AccessTokenException(answer.StatusCode, Code(body));
        try
        {
            using var document = JsonDocument.Parse(body);
            var life = TimeSpan.FromSeconds(document.RootElement.GetProperty("expires_in").GetInt32());
            return new Held(document.RootElement.GetProperty("access_token").GetString()!, asked + (life > Margin * 2 ? life - Margin : life / 2));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new AccessTokenException(HttpStatusCode.BadGateway, "unreadable");
        }
    }

    /// <summary>The protocol's word for what is wrong, e.g. <c>invalid_client</c>; its description may name accounts and is left out.</summary>
    private static string Code(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("error").GetString() is { Length: <= 60 } code ? code : "unknown";
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "unknown";
        }
    }

    private sealed record Held(string Token, DateTimeOffset Until);
}

/// <summary>The authority gave no token.</summary>
internal sealed class AccessTokenException(HttpStatusCode status, string code) : Exception($"No token for the connector: {(int)status} {code}.")
{
    /// <summary>The answer's status.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>The protocol's word, e.g. <c>invalid_client</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Wrong credentials stay wrong; anything else may pass.</summary>
    public bool Passing => Status is HttpStatusCode.TooManyRequests || (int)Status >= 500;
}
