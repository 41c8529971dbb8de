using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.Bot.Channels.Social.Messenger;

/// <summary>Section <c>Channels:Messenger</c> of the configuration: one page. Off while it has no keys.</summary>
internal sealed class MessengerOptions : IValidatableObject
{
    /// <summary>Name of the channel.</summary>
    public const string Channel = "messenger";

    /// <summary>The page's access token.</summary>
    public string PageToken { get; set; } = "";

    /// <summary>The application's secret, which signs the deliveries.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>The word chosen by the webmaster for the handshake.</summary>
    public string VerifyToken { get; set; } = "";

    /// <summary>The page has Meta's permission for answers of a person up to seven days after the citizen's last message. Default: no.</summary>
    public bool HumanAgent { get; set; }

    /// <summary>Address of the Graph API. Default <c>https://graph.facebook.com</c>.</summary>
    public string Api { get; set; } = "https://graph.facebook.com";

    /// <summary>Version of the Graph API, e.g. <c>v25.0</c>.</summary>
    public string Version { get; set; } = "v25.0";

    /// <summary>Where messages are sent.</summary>
    public Uri Messages => new($"{Api.TrimEnd('/')}/{Version}/me/messages");

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Meta.MetaSettings.Validate("Messenger", Api, Version);
}
