using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.Bot.Channels.Social.Sms;

/// <summary>Section <c>Channels:Sms</c>. The channel is on when address, token and secret are there.</summary>
internal sealed class SmsOptions
{
    /// <summary>Where the gateway takes messages to be sent.</summary>
    [Url(ErrorMessage = "Channels:Sms:Url must be an address.")]
    public string Url { get; set; } = "";

    /// <summary>What the gateway knows us by; printable ASCII, since it travels in a header.</summary>
    [RegularExpression("^[!-~]{8,1000}$", ErrorMessage = "Channels:Sms:Token must have 8 to 1000 characters without spaces or accents.")]
    public string Token { get; set; } = "";

    /// <summary>The header that carries the token as it is, for a gateway that wants one of its own, e.g. <c>X-Api-Key</c>. Default: <c>Authorization: Bearer</c>.</summary>
    [RegularExpression("^[A-Za-z][A-Za-z0-9-]{0,63}$", ErrorMessage = "Channels:Sms:Header must be the name of a header.")]
    public string? Header { get; set; }

    /// <summary>With what the gateway signs its webhooks.</summary>
    [MinLength(16, ErrorMessage = "Channels:Sms:Secret must have at least 16 characters.")]
    public string Secret { get; set; } = "";

    /// <summary>Longest text of one message; the gateway joins its parts on the phone. Default 1,600; 140 to 1,600.</summary>
    [Range(140, 1600, ErrorMessage = "Channels:Sms:LongestText must lie between 140 and 1600.")]
    public int LongestText { get; set; } = 1600;

    /// <summary>Messages a second that the gateway takes. Default 10; 0.1 to 1,000.</summary>
    [Range(0.1, 1000, ErrorMessage = "Channels:Sms:PerSecond must lie between 0.1 and 1000.")]
    public double PerSecond { get; set; } = 10;
}
