using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.Bot.Channels.BotService;

/// <summary>Section <c>Channels:BotService</c> of the configuration: the registration with Azure Bot Service. Off while it has no keys.</summary>
internal sealed class BotServiceOptions : IValidatableObject
{
    /// <summary>Name of the channel.</summary>
    public const string Channel = "botservice";

    /// <summary>The application's identifier (a GUID), as the registration shows it.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The application's secret.</summary>
    public string Password { get; set; } = "";

    /// <summary>The directory (tenant) in which the application is registered. Default <c>botframework.com</c>, that of the applications of several tenants.</summary>
    public string Tenant { get; set; } = "botframework.com";

    /// <summary>Who gives us tokens. Default <c>https://login.microsoftonline.com</c>.</summary>
    public string Authority { get; set; } = "https://login.microsoftonline.com";

    /// <summary>What our tokens are for. Default <c>https://api.botframework.com/.default</c>.</summary>
    public string Scope { get; set; } = "https://api.botframework.com/.default";

    /// <summary>Where the keys of those who write to us are announced. Default: the public cloud.</summary>
    public string Metadata { get; set; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>Who signs for those who write to us. Default <c>https://api.botframework.com</c>.</summary>
    public string Issuer { get; set; } = "https://api.botframework.com";

    /// <summary>Hosts to which replies may go, e.g. <c>smba.trafficmanager.net</c> or <c>*.botframework.com</c>; none: every one that a valid token names.</summary>
    public IList<string> ServiceHosts { get; set; } = [];

    /// <summary>Whether our credential may go there: https, or this very machine, and a host of the list where there is one.</summary>
    public bool Allows(string serviceUrl) => Uri.TryCreate(serviceUrl, UriKind.Absolute, out var address) && IsSafe(address)
        && (ServiceHosts.Count == 0 || ServiceHosts.Any(host => Matches(host, address.Host)));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, value) in new[] { (nameof(Authority), Authority), (nameof(Metadata), Metadata) })
        {
            if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || !IsSafe(address))
                yield return new ValidationResult($"Channels:BotService:{name} is « {value} »; it must be an https address.", [name]);
        }

        if (Tenant.Length == 0 || !Tenant.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.'))
            yield return new ValidationResult($"Channels:BotService:Tenant is « {Tenant} »; it must be the identifier or the domain of a directory.", [nameof(Tenant)]);
    }

    /// <summary>A secret travels encrypted, or not at all over a network.</summary>
    internal static bool IsSafe(Uri address) => address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static bool Matches(string pattern, string host) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
