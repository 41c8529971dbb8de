using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace BrigadeNumerique.Bot.Channels.BotService;

/// <summary>A key that signs for Azure Bot Service.</summary>
/// <param name="Key">The public half.</param>
/// <param name="Endorsements">The channels for which it may speak.</param>
internal sealed record SigningKey(RsaSecurityKey Key, IReadOnlyList<string> Endorsements);

/// <summary>
/// The keys that the metadata document announces, kept for a day. An unknown key identifier has them read again, but at most
/// every few minutes: whoever invents identifiers does not make us call the authority.
/// </summary>
internal sealed class SigningKeys(IHttpClientFactory clients, IOptions<BotServiceOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>How long keys are good without a look, how long they serve while the authority is out of reach, and the pause between two looks.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(24), Usable = TimeSpan.FromDays(5), Pause = TimeSpan.FromMinutes(5), PauseWithout = TimeSpan.FromSeconds(5);

    private const int LargestDocument = 1024 * 1024;

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Snapshot? current;
    private DateTimeOffset lookedAt = DateTimeOffset.MinValue;

    /// <summary>Finds a key.</summary>
    /// <returns>The key; null when the authority announces none of this name.</returns>
    /// <exception cref="SigningKeysException">The authority cannot be read and no usable keys are here.</exception>
    public async Task<SigningKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (current is { } known && clock.GetUtcNow() - known.At < Fresh && known.Keys.TryGetValue(keyId, out var key)) return key;
        await gate.WaitAsync(cancellationToken);
        try
        {
            await LookAsync(keyId);
            if (current is not { } now || clock.GetUtcNow() - now.At >= Usable) throw new SigningKeysException("The keys of Azure Bot Service could not be read.");
            return now.Keys.GetValueOrDefault(keyId);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>Reads the keys if they are old or lack this one, and the last look is long enough ago.</summary>
    private async Task LookAsync(string keyId)
    {
        var now = clock.GetUtcNow();
        var fresh = current is { } known && now - known.At < Fresh;
        if (fresh && current!.Keys.ContainsKey(keyId)) return;
        if (now - lookedAt < (current is null ? PauseWithout : Pause)) return;
        lookedAt = now;
        try
        {
            // Read for everybody: the one who asked first may hang up.
            current = new Snapshot(now, await ReadAsync(CancellationToken.None));
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or JsonException or FormatException or CryptographicException or InvalidOperationException or KeyNotFoundException)
        {
            // The keys at hand serve on, while they are not too old.
        }
    }

    private async Task<IReadOnlyDictionary<string, SigningKey>> ReadAsync(CancellationToken cancellationToken)
    {
        using var metadata = await DocumentAsync(new Uri(options.Value.Metadata), cancellationToken);
        var address = new Uri(metadata.RootElement.GetProperty("jwks_uri").GetString()!);
        if (!BotServiceOptions.IsSafe(address)) throw new FormatException("The keys are announced at an address that is not https.");
        using var keys = await DocumentAsync(address, cancellationToken);
        var read = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var key in keys.RootElement.GetProperty("keys").EnumerateArray())
        {
            if (Read(key) is { } usable) read[usable.Key.KeyId] = usable;
        }

        return read;
    }

    private async Task<JsonDocument> DocumentAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(BotServiceModule.Client);
        http.MaxResponseContentBufferSize = LargestDocument;
        return JsonDocument.Parse(await http.GetByteArrayAsync(address, cancellationToken));
    }

    /// <summary>RSA keys of at least 2,048 bits that are for signing; others are passed over.</summary>
    private static SigningKey? Read(JsonElement key)
    {
        if (Text(key, "kty") != "RSA" || Text(key, "use") is not (null or "sig") || Text(key, "kid") is not { Length: > 0 } id) return null;
        if (Text(key, "n") is not { } modulus || Text(key, "e") is not { } exponent) return null;
        var parameters = new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(modulus), Exponent = Base64UrlEncoder.DecodeBytes(exponent) };
        if (parameters.Modulus.Length * 8 < 2048) return null;
        string[] endorsements = key.TryGetProperty("endorsements", out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
        return new SigningKey(new RsaSecurityKey(parameters) { KeyId = id }, endorsements);
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private sealed record Snapshot(DateTimeOffset At, IReadOnlyDictionary<string, SigningKey> Keys);
}

/// <summary>No key can be had, so that nobody can be told from somebody else.</summary>
internal sealed class SigningKeysException(string message) : Exception(message);
