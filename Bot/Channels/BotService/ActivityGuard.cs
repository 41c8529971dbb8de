using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BrigadeNumerique.Bot.Channels.BotService;

/// <summary>What is wrong with a caller.</summary>
internal enum Refusal
{
    NoToken,
    Malformed,
    Algorithm,
    UnknownKey,
    Signature,
    Issuer,
    Audience,
    Lifetime,
    ServiceUrl,
    Endorsement,
}

/// <summary>A caller whose token is good.</summary>
/// <param name="ServiceUrl">The address that the token names for replies.</param>
/// <param name="Endorsements">The channels for which the key speaks.</param>
internal sealed record Caller(string ServiceUrl, IReadOnlyList<string> Endorsements)
{
    /// <summary>Whether the token covers an activity: replies go where it says, on a channel for which its key speaks.</summary>
    /// <returns>Null when it does.</returns>
    public Refusal? Refuses(string? serviceUrl, string? channelId)
    {
        if (!string.Equals(serviceUrl, ServiceUrl, StringComparison.Ordinal)) return Refusal.ServiceUrl;
        return channelId is { Length: > 0 } && Endorsements.Contains(channelId, StringComparer.Ordinal) ? null : Refusal.Endorsement;
    }
}

/// <summary>Who may post activities: Azure Bot Service alone, known by its signed token. Nothing of the body is looked at before.</summary>
internal sealed class ActivityGuard(SigningKeys keys, IOptions<BotServiceOptions> options, TimeProvider clock)
{
    /// <summary>What the clocks may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Tokens of the service have about 1,500 characters.</summary>
    private const int LongestToken = 16 * 1024;

    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = LongestToken };

    /// <summary>Checks the header <c>Authorization</c>.</summary>
    /// <exception cref="SigningKeysException">The keys cannot be had.</exception>
    public async Task<(Caller? Caller, Refusal? Refusal)> AdmitAsync(string? authorization, CancellationToken cancellationToken)
    {
        if (authorization is null || !authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return (null, Refusal.NoToken);
        if (Read(authorization["Bearer ".Length..].Trim()) is not { } token) return (null, Refusal.Malformed);

        // The header's word is never taken for the kind of key: one algorithm, and the key decides.
        if (token.Alg != SecurityAlgorithms.RsaSha256) return (null, Refusal.Algorithm);
        if (string.IsNullOrEmpty(token.Kid) || await keys.FindAsync(token.Kid, cancellationToken) is not { } key) return (null, Refusal.UnknownKey);
        var result = await Handler.ValidateTokenAsync(token, Rules(key));
        if (!result.IsValid) return (null, Why(result.Exception));
        return token.TryGetPayloadValue<string>("serviceurl", out var serviceUrl) && !string.IsNullOrEmpty(serviceUrl) && options.Value.Allows(serviceUrl)
            ? (new Caller(serviceUrl, key.Endorsements), null)
            : (null, Refusal.ServiceUrl);
    }

    private static JsonWebToken? Read(string encoded)
    {
        try
        {
            return encoded.Length is > 0 and <= LongestToken && Handler.CanReadToken(encoded) ? Handler.ReadJsonWebToken(encoded) : null;
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private TokenValidationParameters Rules(SigningKey key) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        IssuerSigningKey = key.Key,
        RequireSignedTokens = true,
        TryAllIssuerSigningKeys = false,
        ValidateIssuer = true,
        ValidIssuer = options.Value.Issuer,
        ValidateAudience = true,
        ValidAudience = options.Value.AppId,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires),
    };

    private bool IsNow(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + Skew && (notBefore is not { } begin || now > begin - Skew);
    }

    private static Refusal Why(Exception? fault) => fault switch
    {
        SecurityTokenInvalidIssuerException => Refusal.Issuer,
        SecurityTokenInvalidAudienceException => Refusal.Audience,
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException => Refusal.Lifetime,
        SecurityTokenInvalidAlgorithmException => Refusal.Algorithm,
        SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException => Refusal.Signature,
        _ => Refusal.Malformed,
    };
}
