using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>Section <c>DirectLine</c> of the configuration.</summary>
internal sealed class DirectLineOptions : IValidatableObject
{
    /// <summary>The secret with which a server asks for tokens; empty: one is made at first start and kept in the data directory. At least 16 characters.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The secret before the present one: its tokens are accepted until they expire.</summary>
    public string PreviousSecret { get; set; } = "";

    /// <summary>Origins of other sites whose pages may talk to the service, e.g. <c>https://www.example.fr</c>.</summary>
    public IList<string> AllowedOrigins { get; set; } = [];

    /// <summary>A token's life. Default 30 minutes, the life that public clients expect; 10 s to 24 h.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The address that browsers reach the service by, e.g. <c>https://chat.example.fr</c>; empty: the one they asked for.</summary>
    public string PublicAddress { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TokenLifetime < TimeSpan.FromSeconds(10) || TokenLifetime > TimeSpan.FromHours(24))
            yield return new ValidationResult($"DirectLine:TokenLifetime is {TokenLifetime}; it must lie between 00:00:10 and 1.00:00:00.", [nameof(TokenLifetime)]);
        if (Secret.Length is > 0 and < 16)
            yield return new ValidationResult("DirectLine:Secret is too short; it needs at least 16 characters.", [nameof(Secret)]);
        if (!System.Text.Ascii.IsValid(Secret))
            yield return new ValidationResult("DirectLine:Secret must be ASCII: it travels in an HTTP header.", [nameof(Secret)]);
        foreach (var origin in AllowedOrigins)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.AbsolutePath != "/" || origin.EndsWith('/'))
                yield return new ValidationResult($"DirectLine:AllowedOrigins has « {origin} »; an origin is a scheme, a host and maybe a port, without a final slash.", [nameof(AllowedOrigins)]);
        }

        if (PublicAddress.Length > 0 && !(Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return new ValidationResult($"DirectLine:PublicAddress is « {PublicAddress} »; it must be an http or https address.", [nameof(PublicAddress)]);
    }
}
