namespace BrigadeNumerique.Bot.Channels.Social.Meta;

/// <summary>One event of a delivery.</summary>
/// <param name="User">The citizen's identifier there.</param>
/// <param name="Id">The event's own identifier: repeated, it is the same event.</param>
/// <param name="At">When it happened there.</param>
internal abstract record MetaEvent(string User, string Id, DateTimeOffset At)
{
    /// <summary>The citizen wrote, tapped, or sent something.</summary>
    /// <param name="User">Who.</param>
    /// <param name="Id">The message's identifier.</param>
    /// <param name="At">When.</param>
    /// <param name="Words">What they wrote, or the value of what they tapped; null where they sent something without words.</param>
    /// <param name="Parts">What came with it.</param>
    public sealed record Said(string User, string Id, DateTimeOffset At, string? Words, IReadOnlyList<MetaPart> Parts) : MetaEvent(User, Id, At);

    /// <summary>The citizen changed an earlier message.</summary>
    public sealed record Edited(string User, string Id, DateTimeOffset At, string Target, string Words) : MetaEvent(User, Id, At);

    /// <summary>The citizen took an earlier message back.</summary>
    public sealed record Unsent(string User, string Id, DateTimeOffset At, string Target) : MetaEvent(User, Id, At);

    /// <summary>The citizen put a sign to a message; null takes it away.</summary>
    public sealed record Reacted(string User, string Id, DateTimeOffset At, string Target, string? Sign) : MetaEvent(User, Id, At);

    /// <summary>What became of messages of ours: one of them, or (in <paramref name="Through"/>) all until a moment.</summary>
    public sealed record Told(string User, string Id, DateTimeOffset At, string? Message, DateTimeOffset? Through, MetaState State, GraphFault? Fault) : MetaEvent(User, Id, At);

    /// <summary>Somebody commented in public.</summary>
    public sealed record Commented(string User, string Id, DateTimeOffset At) : MetaEvent(User, Id, At);

    /// <summary>A message of a kind that we do not know.</summary>
    public sealed record Unknown(string User, string Id, DateTimeOffset At, string Kind) : MetaEvent(User, Id, At);

    /// <summary>A time given in whole units since 1970; null where it cannot be one.</summary>
    internal static DateTimeOffset? Time(long? value, bool milliseconds) => value switch
    {
        > 0 and < 253_402_300_799 when !milliseconds => DateTimeOffset.FromUnixTimeSeconds(value.Value),
        > 0 and < 253_402_300_799_000 when milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(value.Value),
        _ => null,
    };
}

/// <summary>What became of a message of ours.</summary>
internal enum MetaState
{
    Sent,
    Delivered,
    Read,
    Failed,
}

/// <summary>Something that came with a message.</summary>
/// <param name="Kind"><c>image</c>, <c>audio</c>, <c>video</c>, <c>file</c>, <c>sticker</c> or <c>location</c>.</param>
internal sealed record MetaPart(string Kind)
{
    /// <summary>Where it lies (Messenger), or its identifier (WhatsApp).</summary>
    public string? Reference { get; init; }

    /// <summary>Its name, as the sender's device gave it.</summary>
    public string? Name { get; init; }

    /// <summary>Latitude of a place, in degrees.</summary>
    public double? Latitude { get; init; }

    /// <summary>Longitude of a place, in degrees.</summary>
    public double? Longitude { get; init; }

    /// <summary>What the place is called.</summary>
    public string? Place { get; init; }
}
