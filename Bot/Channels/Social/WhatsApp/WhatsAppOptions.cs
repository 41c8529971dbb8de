using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.Bot.Channels.Social.WhatsApp;

/// <summary>Section <c>Channels:WhatsApp</c> of the configuration: one telephone number of the Cloud API. Off while it has no keys.</summary>
internal sealed class WhatsAppOptions : IValidatableObject
{
    /// <summary>Name of the channel.</summary>
    public const string Channel = "whatsapp";

    /// <summary>The system user's access token.</summary>
    public string Token { get; set; } = "";

    /// <summary>The number's identifier at Meta: digits, not the telephone number itself.</summary>
    public string PhoneNumberId { get; set; } = "";

    /// <summary>The application's secret, which signs the deliveries.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>The word chosen by the webmaster for the handshake.</summary>
    public string VerifyToken { get; set; } = "";

    /// <summary>Name of an approved template, without parameters, that asks the citizen to write again; sent in place of an operator's words once the 24 hours are over. None: nothing is sent.</summary>
    public string Template { get; set; } = "";

    /// <summary>Language of the template. Default <c>fr</c>.</summary>
    public string TemplateLanguage { get; set; } = "fr";

    /// <summary>Address of the Graph API. Default <c>https://graph.facebook.com</c>.</summary>
    public string Api { get; set; } = "https://graph.facebook.com";

    /// <summary>Version of the Graph API, e.g. <c>v25.0</c>.</summary>
    public string Version { get; set; } = "v25.0";

    /// <summary>Where messages are sent.</summary>
    public Uri Messages => new($"{Api.TrimEnd('/')}/{Version}/{PhoneNumberId}/messages");

    /// <summary>Where a medium is asked for.</summary>
    public Uri Media(string id) => new($"{Api.TrimEnd('/')}/{Version}/{Uri.EscapeDataString(id)}");

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in Meta.MetaSettings.Validate("WhatsApp", Api, Version)) yield return fault;
        if (!PhoneNumberId.All(char.IsAsciiDigit))
            yield return new ValidationResult("Channels:WhatsApp:PhoneNumberId must be the number's identifier at Meta, of digits alone.", [nameof(PhoneNumberId)]);
    }
}
