using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>Who asks: the secret, which opens every conversation, or a token, which opens one.</summary>
internal sealed record Credential(Token? Token)
{
    public bool IsSecret => Token is null;

    public bool Opens(string conversationId) => Token is null || Token.Conversation == conversationId;
}

/// <summary>Reads the credential of a REST call; it must be in the header, where proxies do not log it.</summary>
internal sealed class Credentials(Tokens tokens, DirectLineKeys keys, IOptions<DirectLineOptions> options)
{
    private const string Scheme = "Bearer ";

    public (Credential? Credential, DirectLineError? Fault) Read(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return (null, DirectLineError.Unauthorized());
        var text = header[Scheme.Length..].Trim();
        if (keys.IsSecret(text)) return (new Credential((Token?)null), null);
        if (tokens.Read(text, out var fault) is not { } token) return (null, fault is TokenFault.Expired ? DirectLineError.TokenExpired() : DirectLineError.BadToken());
        if (token.ForStream || !MayCome(request, token)) return (null, DirectLineError.BadToken());
        return (new Credential(token), null);
    }

    /// <summary>A browser says where its page comes from; a page of another site needs to be allowed.</summary>
    public bool MayCome(HttpRequest request, Token? token)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return true;
        if (token is { Origins.Count: > 0 }) return token.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
        return IsOwn(request, origin) || options.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
    }

    private bool IsOwn(HttpRequest request, string origin)
    {
        var own = options.Value.PublicAddress.Length > 0 ? options.Value.PublicAddress.TrimEnd('/') : $"{request.Scheme}://{request.Host}";
        return string.Equals(origin, own, StringComparison.OrdinalIgnoreCase);
    }
}
