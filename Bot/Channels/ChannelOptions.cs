using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.Bot.Channels;

/// <summary>Section <c>Channels</c> of the configuration: what holds for all of them.</summary>
internal sealed class ChannelOptions
{
    /// <summary>How long a message waits for an earlier one of the same citizen that it may have overtaken, in milliseconds. Default 250; 0 to 5,000.</summary>
    [Range(0, 5000, ErrorMessage = "Channels:GraceMilliseconds must lie between 0 and 5000.")]
    public int GraceMilliseconds { get; set; } = 250;

    /// <summary>How long a provider may take to answer, in seconds. Default 10; 1 to 60.</summary>
    [Range(1, 60, ErrorMessage = "Channels:TimeoutSeconds must lie between 1 and 60.")]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>How often a part is tried before it is given up. Default 8, which is about five minutes; 1 to 50.</summary>
    [Range(1, 50, ErrorMessage = "Channels:Attempts must lie between 1 and 50.")]
    public int Attempts { get; set; } = 8;

    /// <summary>The pause after the first failure, in milliseconds; it doubles up to two minutes, with chance. Default 1,000; 1 to 60,000.</summary>
    [Range(1, 60000, ErrorMessage = "Channels:FirstPauseMilliseconds must lie between 1 and 60000.")]
    public int FirstPauseMilliseconds { get; set; } = 1000;

    /// <summary>How long a link that carries a conversation over opens it, in minutes. Default 30; 1 to 1,440.</summary>
    [Range(1, 1440, ErrorMessage = "Channels:LinkMinutes must lie between 1 and 1440.")]
    public int LinkMinutes { get; set; } = 30;

    public TimeSpan Grace => TimeSpan.FromMilliseconds(GraceMilliseconds);

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    public TimeSpan FirstPause => TimeSpan.FromMilliseconds(FirstPauseMilliseconds);

    public TimeSpan LinkLifetime => TimeSpan.FromMinutes(LinkMinutes);
}
