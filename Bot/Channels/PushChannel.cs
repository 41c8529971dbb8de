using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Channels.Inbox;

namespace BrigadeNumerique.Bot.Channels;

/// <summary>A service through which lines are pushed to citizens. One instance for the whole service; called from many threads.</summary>
public interface IPushChannel
{
    /// <summary>As it stands in the record and in addresses, e.g. « telegram »; at most 32 characters.</summary>
    string Name { get; }

    /// <summary>As people read it, e.g. « Telegram ».</summary>
    string Title { get; }

    /// <summary>What fits, and how fast.</summary>
    ChannelLimits Limits { get; }

    /// <summary>Sends one part, once. What it throws counts as <see cref="SendResult.Later"/>: the provider could not be reached.</summary>
    Task<SendOutcome> SendAsync(OutboundPart part, CancellationToken cancellationToken);

    /// <summary>Opens a file that a citizen sent, or null where it is gone or too big. The caller disposes it.</summary>
    Task<Stream?> OpenAsync(InboundFile file, ChannelAddress from, CancellationToken cancellationToken) => Task.FromResult<Stream?>(null);
}

/// <summary>The provider's own way to write bold words and links.</summary>
public enum Markup
{
    /// <summary>None: words alone.</summary>
    None,

    /// <summary>HTML as Telegram takes it.</summary>
    TelegramHtml,

    /// <summary><c>*bold*</c>, <c>_italic_</c>.</summary>
    WhatsApp,

    /// <summary>Markdown as it is.</summary>
    Markdown,
}

/// <summary>What a service takes.</summary>
public sealed record ChannelLimits
{
    /// <summary>Longest text of one part, in characters of UTF-16, markup counted as the provider counts it.</summary>
    public required int Text { get; init; }

    /// <summary>Longest text of a part that carries choices; where the service makes no difference, that of <see cref="Text"/>.</summary>
    public int? TextWithChoices { get; init; }

    /// <summary>How words are set.</summary>
    public Markup Markup { get; init; }

    /// <summary>Most choices as buttons (or quick replies); 0 where there are none.</summary>
    public int Buttons { get; init; }

    /// <summary>Longest title of a button.</summary>
    public int ButtonTitle { get; init; } = 20;

    /// <summary>Most choices as a list that opens, where there are more than <see cref="Buttons"/>; 0 where there is none.</summary>
    public int ListRows { get; init; }

    /// <summary>Longest title of such a row.</summary>
    public int ListTitle { get; init; } = 24;

    /// <summary>Parts a second to all users together.</summary>
    public double PerSecond { get; init; } = 20;

    /// <summary>Parts a second to one user, in the long run.</summary>
    public double PerUserPerSecond { get; init; } = 1;

    /// <summary>Parts to one user that may go without a wait.</summary>
    public int PerUserBurst { get; init; } = 5;

    /// <summary>How long after the citizen's last message anything may be sent; null: always.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>The same for what a gendarme wrote, where the service allows people longer; null: as <see cref="Window"/>. A part between the two has <see cref="OutboundPart.OutsideWindow"/>.</summary>
    public TimeSpan? OperatorWindow { get; init; }

    /// <summary>The service tells when a message is on the device and when it was read.</summary>
    public bool Receipts { get; init; }

    /// <summary>Parts name the message that they answer: <see cref="OutboundPart.ReplyTo"/> is looked up.</summary>
    public bool Quotes { get; init; }

    /// <summary>Each part costs: what only says goodbye, or passes the time of waiting, is not sent.</summary>
    public bool Sparing { get; init; }
}

/// <summary>How choices go with a part.</summary>
public enum ChoiceForm
{
    /// <summary>None, or numbered in the text.</summary>
    None,

    /// <summary>As buttons or quick replies.</summary>
    Buttons,

    /// <summary>As a list that opens.</summary>
    List,
}

/// <summary>One choice with a part.</summary>
/// <param name="Title">What is shown; fits the service.</param>
/// <param name="Payload">What comes back in <see cref="InboundEvent.Choice"/>; short, ASCII, without a meaning of its own.</param>
public sealed record OfferedChoice(string Title, string Payload);

/// <summary>Where a user can be reached.</summary>
/// <param name="UserId">The provider's identifier.</param>
/// <param name="Data">JSON of the channel's own, e.g. <c>serviceUrl</c> and conversation reference; or null.</param>
public sealed record ChannelAddress(string UserId, string? Data = null);

/// <summary>One part of one line, ready to go: text within the limits and in the service's own markup.</summary>
public sealed record OutboundPart
{
    /// <summary>To whom.</summary>
    public required ChannelAddress To { get; init; }

    /// <summary>The words, in the service's markup.</summary>
    public required string Text { get; init; }

    /// <summary>How the choices go.</summary>
    public ChoiceForm Form { get; init; }

    /// <summary>The choices, at most as many as the service takes.</summary>
    public IReadOnlyList<OfferedChoice> Choices { get; init; } = [];

    /// <summary>Links of ours to be shown as buttons where the service has such; they stand in the text as well.</summary>
    public IReadOnlyList<ActionLink> Links { get; init; } = [];

    /// <summary>A gendarme wrote it.</summary>
    public bool ByOperator { get; init; }

    /// <summary>The window of free speech is closed, and that for a gendarme's words is not.</summary>
    public bool OutsideWindow { get; init; }

    /// <summary>BCP 47 tag of the words, where known.</summary>
    public string? Locale { get; init; }

    /// <summary>The provider's identifier of the citizen's message that it answers, where known.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The same for every attempt of this part: for services that take such a key.</summary>
    public required string Key { get; init; }
}

/// <summary>How sending ended.</summary>
public enum SendResult
{
    /// <summary>The provider has it.</summary>
    Sent,

    /// <summary>Not now: try again.</summary>
    Later,

    /// <summary>Never: trying again would end alike.</summary>
    Refused,
}

/// <summary>How sending one part ended.</summary>
public sealed record SendOutcome(SendResult Result)
{
    /// <summary>The provider's identifier of what was sent.</summary>
    public string? MessageId { get; init; }

    /// <summary>See <see cref="DeliveryError"/>.</summary>
    public string? Code { get; init; }

    /// <summary>The provider's words; cut at <see cref="ChannelDelivery.LongestError"/>. Never a token, an address or words of the exchange.</summary>
    public string? Error { get; init; }

    /// <summary>The provider wants this pause.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>The pause is for all users of the channel.</summary>
    public bool Everyone { get; init; }

    /// <summary>The provider has it.</summary>
    public static SendOutcome Sent(string? messageId) => new(SendResult.Sent) { MessageId = messageId };

    /// <summary>Try again.</summary>
    public static SendOutcome Later(string code, string? error = null, TimeSpan? after = null, bool everyone = false) => new(SendResult.Later) { Code = code, Error = error, After = after, Everyone = everyone };

    /// <summary>Do not try again.</summary>
    public static SendOutcome Refused(string code, string? error = null) => new(SendResult.Refused) { Code = code, Error = error };
}

/// <summary>Why something was not sent; each has its words at the desk (<c>delivery.*</c>).</summary>
public static class DeliveryError
{
    /// <summary>The citizen blocked us, or left.</summary>
    public const string Blocked = "blocked";

    /// <summary>The window of free speech is closed.</summary>
    public const string WindowClosed = "window-closed";

    /// <summary>The provider was not reached.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The provider did not answer in time; it may have it all the same.</summary>
    public const string Timeout = "timeout";

    /// <summary>Too fast for the provider.</summary>
    public const string Rate = "rate";

    /// <summary>A fault of the provider's.</summary>
    public const string Server = "server";

    /// <summary>The provider does not know our key (any more).</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>The provider does not take this message.</summary>
    public const string Invalid = "invalid";

    /// <summary>The channel was switched off.</summary>
    public const string Off = "off";

    /// <summary>The provider told later that it could not deliver.</summary>
    public const string Undelivered = "undelivered";
}
