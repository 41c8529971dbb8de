using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.Bot.Channels.Social.Meta;

/// <summary>What the settings of both services must be.</summary>
internal static class MetaSettings
{
    /// <summary>An address that is safe, and a version that looks like one.</summary>
    public static IEnumerable<ValidationResult> Validate(string service, string api, string version)
    {
        if (!Uri.TryCreate(api, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            yield return new ValidationResult($"Channels:{service}:Api is « {api} »; it must be an https address.", ["Api"]);
        if (version.Length < 4 || version[0] != 'v' || !version[1..].All(sign => char.IsAsciiDigit(sign) || sign == '.'))
            yield return new ValidationResult($"Channels:{service}:Version is « {version} »; it looks like v25.0.", ["Version"]);
    }
}
