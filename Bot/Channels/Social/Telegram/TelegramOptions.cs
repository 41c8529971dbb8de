using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.Bot.Channels.Social.Telegram;

/// <summary>Section <c>Channels:Telegram</c>. The channel is on when token and secret are there.</summary>
internal sealed class TelegramOptions
{
    /// <summary>The bot's token, as BotFather gave it.</summary>
    [RegularExpression(@"^\d{3,20}:[A-Za-z0-9_-]{10,100}$", ErrorMessage = "Channels:Telegram:Token is not a bot's token: digits, a colon, letters.")]
    public string Token { get; set; } = "";

    /// <summary>What Telegram says with every webhook: 16 to 256 characters of A-Z, a-z, 0-9, _ and -.</summary>
    [RegularExpression("^[A-Za-z0-9_-]{16,256}$", ErrorMessage = "Channels:Telegram:Secret must have 16 to 256 characters of A-Z, a-z, 0-9, _ and -.")]
    public string Secret { get; set; } = "";

    /// <summary>Where the Bot API is; a server of one's own may stand there.</summary>
    [Url(ErrorMessage = "Channels:Telegram:Api must be an address.")]
    public string Api { get; set; } = "https://api.telegram.org";

    /// <summary>Messages a second in all. Telegram takes thirty; more by a paid agreement or a server of one's own. Default 25; 0.1 to 1,000.</summary>
    [Range(0.1, 1000, ErrorMessage = "Channels:Telegram:PerSecond must lie between 0.1 and 1000.")]
    public double PerSecond { get; set; } = 25;
}
