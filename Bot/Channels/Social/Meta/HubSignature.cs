using System.Security.Cryptography;
using System.Text;

namespace BrigadeNumerique.Bot.Channels.Social.Meta;

/// <summary>What Meta's webhooks prove themselves by: the handshake when the address is registered, and a signature on every delivery.</summary>
internal static class HubSignature
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    /// <summary>Whether the bytes received were signed with the application's secret, compared in a time that tells nothing.</summary>
    /// <param name="header">The header's value: <c>sha256=</c> and 64 hexadecimal digits.</param>
    /// <param name="body">The bytes as received; Meta escapes its JSON in its own way.</param>
    /// <param name="secret">The application's secret.</param>
    public static bool Matches(string? header, ReadOnlySpan<byte> body, string secret)
    {
        if (header is null || header.Length != Prefix.Length + 64 || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return false;
        Span<byte> given = stackalloc byte[32], expected = stackalloc byte[32];
        if (Convert.FromHexString(header.AsSpan(Prefix.Length), given, out _, out _) is not System.Buffers.OperationStatus.Done) return false;
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    /// <summary>The handshake: who asks knows the word that we chose, and hears the challenge back.</summary>
    /// <returns>The challenge to answer, or null for a stranger.</returns>
    public static string? Challenge(IQueryCollection query, string verifyToken)
    {
        if (query["hub.mode"] != "subscribe" || query["hub.challenge"].ToString() is not { Length: > 0 and <= 1000 } challenge) return null;
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(query["hub.verify_token"].ToString()));
        return CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(Encoding.UTF8.GetBytes(verifyToken))) ? challenge : null;
    }
}
