using System.Security.Cryptography;
using System.Text;
using BrigadeNumerique.Bot.Operations;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>
/// The secret and the keys that sign tokens. Keys are derived from the secret, so that several nodes with the same
/// configuration accept each other's tokens.
/// </summary>
internal sealed class DirectLineKeys
{
    private readonly byte[] secret;
    private readonly byte[] previousSecret;

    public DirectLineKeys(IOptions<DirectLineOptions> options, DataDirectory data)
    {
        var configured = options.Value.Secret;
        var text = configured.Length > 0 ? configured : data.ReadOrCreate("directline.secret", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        secret = Encoding.UTF8.GetBytes(text);
        previousSecret = Encoding.UTF8.GetBytes(options.Value.PreviousSecret);
        Current = Derive(secret);
        Previous = previousSecret.Length > 0 ? Derive(previousSecret) : null;
    }

    /// <summary>The key that signs.</summary>
    public SigningKey Current { get; }

    /// <summary>The key before, accepted still.</summary>
    public SigningKey? Previous { get; }

    /// <summary>True for the service's secret; takes the same time whatever is given.</summary>
    public bool IsSecret(string candidate)
    {
        var bytes = Encoding.UTF8.GetBytes(candidate);
        return CryptographicOperations.FixedTimeEquals(bytes, secret)
            | (previousSecret.Length > 0 && CryptographicOperations.FixedTimeEquals(bytes, previousSecret));
    }

    private static SigningKey Derive(byte[] secret)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "direct-line-token"u8.ToArray());
        return new SigningKey(Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 4)), key);
    }

    /// <summary>A key and the short name it has in a token's header.</summary>
    internal sealed record SigningKey(string Id, byte[] Bytes);
}
