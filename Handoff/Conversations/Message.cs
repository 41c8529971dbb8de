using System.Text.Json;

namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>Who wrote a line.</summary>
public enum Author
{
    /// <summary>The citizen.</summary>
    Citizen,

    /// <summary>The automatic assistant.</summary>
    Bot,

    /// <summary>A gendarme at the desk.</summary>
    Operator,

    /// <summary>The service itself: transitions, alert states.</summary>
    System,
}

/// <summary>Who may read a line.</summary>
public enum Audience
{
    /// <summary>The citizen and the staff.</summary>
    Everyone,

    /// <summary>The staff alone.</summary>
    Staff,
}

/// <summary>A line of a transcript; once written it is never changed.</summary>
public sealed class Message
{
    /// <summary>The conversation it belongs to.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Its place in the conversation, from 1, without gaps; the Direct Line watermark is this number.</summary>
    public required int Sequence { get; init; }

    /// <summary>When it was recorded, UTC; strictly increasing along the conversation.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Author Author { get; init; }

    /// <summary>Who may read it.</summary>
    public Audience Audience { get; init; }

    /// <summary>What kind of line it is; see <see cref="LineKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The words, code point for code point as they came.</summary>
    public required string Text { get; init; }

    /// <summary>The identifier that the sender's device gave it: a second line with the same one is the same line.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>The citizen's line that this one answers.</summary>
    public int? ReplyTo { get; init; }

    /// <summary>The name shown to the citizen, for an operator's line; for a citizen's, the identifier their client gave where the token binds none.</summary>
    public string? AuthorName { get; init; }

    /// <summary>Language tag of the words, where known (« fr-FR »).</summary>
    public string? Locale { get; init; }

    /// <summary>JSON for the channels: cards, choices, what the sender's device attached. Opaque to this module.</summary>
    public string? Data { get; init; }

    /// <summary>JSON of a line of kind <see cref="LineKind.Assessment"/>: what triage found, with its signs and the versions of rules and model.</summary>
    public string? Assessment { get; init; }
}

/// <summary>The kinds of lines that this module writes or reads; the host adds its own.</summary>
public static class LineKind
{
    /// <summary>Plain words.</summary>
    public const string Text = "text";

    /// <summary>A change of custody; <see cref="Message.Data"/> is a <see cref="Transition"/>.</summary>
    public const string Transition = "transition";

    /// <summary>An operator joined.</summary>
    public const string Join = "join";

    /// <summary>An operator left, or gave the conversation back.</summary>
    public const string Leave = "leave";

    /// <summary>The assistant resumes.</summary>
    public const string Return = "return";

    /// <summary>An operator was lost; the place in the queue is kept.</summary>
    public const string Lost = "lost";

    /// <summary>The true state of an alert: recorded, nobody, shown, seen, taken, relayed, lost.</summary>
    public const string Alert = "alert";

    /// <summary>The place in the queue.</summary>
    public const string Queue = "queue";

    /// <summary>The citizen's opinion is asked for.</summary>
    public const string Rating = "rating";

    /// <summary>The fixed emergency reply.</summary>
    public const string Emergency = "emergency";

    /// <summary>What triage found in the citizen's line that it answers; for the staff alone.</summary>
    public const string Assessment = "assessment";

    /// <summary>What a member of the staff says of the assessment of the line that it answers; <see cref="Message.Data"/> is a <see cref="Conversations.Correction"/>. The latest counts.</summary>
    public const string Correction = "correction";

    /// <summary>A note between staff.</summary>
    public const string Note = "note";

    /// <summary>The sheet was passed to the 17; <see cref="Message.Data"/> says who took it and when. For the staff alone.</summary>
    public const string Relay = "relay";

    /// <summary>To whom a waiting conversation is offered; <see cref="Message.Data"/> is an <see cref="Offered"/>. For the staff alone.</summary>
    public const string Offer = "offer";

    /// <summary>Put on hold, or resumed: <see cref="Message.Data"/> is « true » or « false ». For the staff alone.</summary>
    public const string Hold = "hold";

    /// <summary>Help of a colleague is wanted, or not any more: <see cref="Message.Data"/> is « true » or « false ». For the staff alone.</summary>
    public const string Help = "help";

    /// <summary>A supervisor watches, or does not any more; told to the staff alone, and to nobody in secret.</summary>
    public const string Watch = "watch";

    /// <summary>A second reader asks for a person's eyes on the citizen's line that it answers; <see cref="Message.Data"/> says why. For the staff alone.</summary>
    public const string Reread = "reread";

    /// <summary>The citizen says whether an article helped: <see cref="Message.Data"/> is « true » or « false ». For the staff alone.</summary>
    public const string Useful = "useful";
}

/// <summary>A change of custody as it stands in the transcript; folding them rebuilds the state.</summary>
/// <param name="From">Who held it.</param>
/// <param name="To">Who holds it now.</param>
/// <param name="Epoch">The epoch that began.</param>
/// <param name="Priority">Its place then.</param>
/// <param name="Reason">Why people had it.</param>
/// <param name="OperatorId">The operator who holds it now, or null.</param>
/// <param name="Cause">What moved it: « accept », « transfer », « operator-lost »…</param>
/// <param name="Code">How it ended, of a close by an operator.</param>
public sealed record Transition(Custody From, Custody To, int Epoch, Priority Priority, HandoffReason Reason, string? OperatorId, string Cause, string? Code = null);

/// <summary>An offer as it stands in the transcript.</summary>
/// <param name="To">The operator asked, or null where a whole ring is.</param>
/// <param name="Ring">How wide.</param>
/// <param name="Until">The deadline, or null.</param>
public sealed record Offered(string? To, Ring Ring, DateTimeOffset? Until);

/// <summary>Reads transition lines.</summary>
public static class Transitions
{
    /// <summary>The change of custody that a line of kind <see cref="LineKind.Transition"/> records.</summary>
    /// <exception cref="InvalidDataException">It is not such a line.</exception>
    public static Transition Read(Message line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Kind != LineKind.Transition || line.Data is null) throw new InvalidDataException("Not a transition line.");
        return JsonSerializer.Deserialize<Transition>(line.Data, Conversation.TransitionJson)!;
    }
}
