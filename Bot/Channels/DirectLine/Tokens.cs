using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>What a token says.</summary>
/// <param name="Conversation">The one conversation it opens.</param>
/// <param name="User">The citizen's identifier, when it is bound.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="ForStream">It opens the stream only.</param>
/// <param name="Origins">Origins of pages that may use it; empty: those of the configuration.</param>
internal sealed record Token(string Conversation, string? User, DateTimeOffset ExpiresAt, bool ForStream, IReadOnlyList<string> Origins);

/// <summary>Why a token was refused.</summary>
internal enum TokenFault
{
    Invalid,
    Expired,
}

/// <summary>
/// Signs and reads tokens: three base64url parts, the middle one plain JSON claims that public clients look into. The
/// algorithm is the server's and never read from the token.
/// </summary>
internal sealed class Tokens(DirectLineKeys keys, IOptions<DirectLineOptions> options, TimeProvider clock)
{
    /// <summary>The stream's address lives so long: it is used at once.</summary>
    private static readonly TimeSpan StreamLifetime = TimeSpan.FromSeconds(60);

    /// <summary>Seconds a token lives.</summary>
    public int Lifetime => (int)options.Value.TokenLifetime.TotalSeconds;

    public string Mint(string conversation, string? user, IReadOnlyList<string> origins) =>
        Sign(conversation, user, origins, "rest", options.Value.TokenLifetime);

    public string MintForStream(string conversation) => Sign(conversation, null, [], "stream", StreamLifetime);

    /// <summary>Reads a token; on refusal the fault says why.</summary>
    public Token? Read(string text, out TokenFault fault)
    {
        fault = TokenFault.Invalid;
        var first = text.IndexOf('.', StringComparison.Ordinal);
        var last = text.LastIndexOf('.');
        if (first <= 0 || last <= first || text.Length > 4096) return null;
        try
        {
            var header = JsonDocument.Parse(Base64Url.DecodeFromChars(text.AsSpan(0, first))).RootElement;
            var id = header.GetProperty("kid").GetString();
            var key = id == keys.Current.Id ? keys.Current : id == keys.Previous?.Id ? keys.Previous : null;
            if (key is null) return null;
            var signature = Base64Url.DecodeFromChars(text.AsSpan(last + 1));
            var expected = HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes(text[..last]));
            if (!CryptographicOperations.FixedTimeEquals(signature, expected)) return null;
            var token = Claims(JsonDocument.Parse(Base64Url.DecodeFromChars(text.AsSpan(first + 1, last - first - 1))).RootElement);
            if (token.ExpiresAt > clock.GetUtcNow()) return token;
            fault = TokenFault.Expired;
            return null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Token Claims(JsonElement claims) => new(
        claims.GetProperty("conv").GetString()!,
        claims.TryGetProperty("user", out var user) ? user.GetString() : null,
        DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()),
        claims.GetProperty("kind").GetString() == "stream",
        claims.TryGetProperty("origins", out var origins) ? [.. origins.EnumerateArray().Select(o => o.GetString()!)] : []);

    private string Sign(string conversation, string? user, IReadOnlyList<string> origins, string kind, TimeSpan lifetime)
    {
        var now = clock.GetUtcNow();
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("conv", conversation);
            if (user is not null) writer.WriteString("user", user);
            writer.WriteNumber("iat", now.ToUnixTimeSeconds());
            writer.WriteNumber("exp", now.Add(lifetime).ToUnixTimeSeconds());
            writer.WriteString("jti", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9)));
            writer.WriteString("kind", kind);
            if (origins.Count > 0)
            {
                writer.WriteStartArray("origins");
                foreach (var origin in origins) writer.WriteStringValue(origin);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"HS256","typ":"JWT","kid":"{{keys.Current.Id}}"}"""));
        var body = header + "." + Base64Url.EncodeToString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        return body + "." + Base64Url.EncodeToString(HMACSHA256.HashData(keys.Current.Bytes, Encoding.UTF8.GetBytes(body)));
    }
}
