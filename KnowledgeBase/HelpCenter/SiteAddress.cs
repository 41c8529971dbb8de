using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>Section <c>Site</c> of the configuration.</summary>
public sealed class SiteOptions : IValidatableObject
{
    /// <summary>Where citizens find the service, e.g. <c>https://brigade.example.fr</c>: for the canonical addresses, the site map and the feed. Empty: the host of each request.</summary>
    public string PublicUrl { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl.Length > 0 && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
            yield return new ValidationResult($"Site:PublicUrl is « {PublicUrl} »; it must be an http or https address.", [nameof(PublicUrl)]);
    }
}

/// <summary>The addresses of our pages, as others are told.</summary>
internal sealed class SiteAddress(IOptions<SiteOptions> options)
{
    private readonly string configured = options.Value.PublicUrl.TrimEnd('/');

    /// <summary>For pages that are kept for everybody: no host of a request may get into them, so a path is left a path where nothing is configured.</summary>
    public string Canonical(string path) => configured + path;

    /// <summary>Without a slash at the end.</summary>
    public string Of(HttpRequest request) => configured.Length > 0 ? configured : $"{request.Scheme}://{request.Host}{request.PathBase}";
}
