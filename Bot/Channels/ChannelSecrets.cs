using System.Security.Cryptography;
using System.Text;
using BrigadeNumerique.Bot.Operations;
using Microsoft.AspNetCore.DataProtection;

namespace BrigadeNumerique.Bot.Channels;

/// <summary>How identifiers of other companies are kept: as a keyed hash to be found by, and encrypted to be written to.</summary>
internal sealed class ChannelSecrets(DataDirectory data, IDataProtectionProvider protection)
{
    private readonly byte[] key = Convert.FromHexString(data.ReadOrCreate("channels.key", () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))));
    private readonly IDataProtector protector = protection.CreateProtector("BrigadeNumerique.Channels");

    /// <summary>The keyed hash of a provider's identifier, 64 hexadecimal digits.</summary>
    public string Key(string channel, string userId) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(channel + "\n" + userId)));

    public string Protect(string words) => protector.Protect(words);

    public string Unprotect(string words) => protector.Unprotect(words);
}
