using System.Text.Json.Serialization;

namespace BrigadeNumerique.Bot.Channels.Inbox;

/// <summary>What a provider can tell.</summary>
public enum InboundKind
{
    /// <summary>Words, with or without files.</summary>
    Message,

    /// <summary>A button was tapped: <see cref="InboundEvent.Choice"/> says which, <see cref="InboundEvent.Text"/> its title.</summary>
    Choice,

    /// <summary>A position.</summary>
    Position,

    /// <summary>A voice note: kept, not understood.</summary>
    Voice,

    /// <summary>The citizen arrives without a word (« /start »).</summary>
    Start,

    /// <summary>An earlier message has other words now.</summary>
    Edit,

    /// <summary>An earlier message was taken back.</summary>
    Deletion,

    /// <summary>Anything else that a person sent: answered politely.</summary>
    Unknown,

    /// <summary>Said in public: answered once by an invitation to write in private, and never recorded.</summary>
    Public,

    /// <summary>A message of ours is on the device.</summary>
    Delivered,

    /// <summary>A message of ours was read.</summary>
    Read,

    /// <summary>A message of ours could not be delivered.</summary>
    Failed,
}

/// <summary>A file of the citizen's that lies with the provider.</summary>
/// <param name="Reference">The provider's identifier, or its address.</param>
/// <param name="Name">As the citizen's device called it; may be empty.</param>
/// <param name="ContentType">As the provider says; the bytes decide.</param>
/// <param name="Size">In bytes, where told.</param>
public sealed record InboundFile(string Reference, string Name, string? ContentType = null, long? Size = null);

/// <summary>A position.</summary>
/// <param name="Latitude">Degrees.</param>
/// <param name="Longitude">Degrees.</param>
/// <param name="Accuracy">Metres, where told.</param>
public sealed record InboundPosition(double Latitude, double Longitude, double? Accuracy = null);

/// <summary>One thing that a provider told, read from a webhook's body by a pure function of the channel's.</summary>
/// <param name="EventId">The provider's identifier: a second event with the same one is the same one. Statuses have none of their own: message and state.</param>
/// <param name="Kind">What it is.</param>
/// <param name="From">Who, and how to answer.</param>
/// <param name="Order">The provider's order within one user: an update number, or milliseconds.</param>
public sealed record InboundEvent(string EventId, InboundKind Kind, ChannelAddress From, long Order)
{
    /// <summary>The words, a caption, a button's title.</summary>
    public string? Text { get; init; }

    /// <summary>The provider's identifier of the message that it is; of an edit, a deletion or a status: of the message that it speaks of.</summary>
    public string? MessageId { get; init; }

    /// <summary>A tapped button's payload.</summary>
    public string? Choice { get; init; }

    /// <summary>Files with it.</summary>
    public IReadOnlyList<InboundFile> Files { get; init; } = [];

    /// <summary>The position.</summary>
    public InboundPosition? Position { get; init; }

    /// <summary>Language tag, where the provider tells one.</summary>
    public string? Locale { get; init; }

    /// <summary>When, by the provider; a read mark without <see cref="MessageId"/> covers all that was sent up to then.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Of a failure: see <see cref="DeliveryError"/>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Of a failure: the provider's short words.</summary>
    public string? Error { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(InboundEvent))]
[JsonSerializable(typeof(ChannelAddress))]
internal sealed partial class InboundJson : JsonSerializerContext;
