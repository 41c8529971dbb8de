using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;

namespace BrigadeNumerique.Handoff.Desk.Exchanges;

/// <summary>A conversation in the desk's lists: its place, and what an operator wants to know before opening it.</summary>
/// <param name="Place">As the queue has it.</param>
/// <param name="Channel">Where the citizen writes from.</param>
/// <param name="Words">The citizen's last words, cut at 200 characters.</param>
/// <param name="Unanswered">The citizen wrote last.</param>
/// <param name="CustodySince">Since when it is held as it is held now; for a waiting one, since when nobody has it.</param>
public sealed record ExchangeItem(QueueItem Place, string Channel, string? Words, bool Unanswered, DateTimeOffset CustodySince)
{
    /// <summary>The conversation.</summary>
    public string Id => Place.Id;

    /// <summary>One turn in somebody's hands: what is muted or announced for one is not for the next.</summary>
    internal Holding Holding => new(Place.Id, Place.Epoch, Place.Reason is HandoffReason.Emergency, Place.Ring < Ring.Skilled ? Ring.None : Place.Ring);

    /// <summary>The skill that the reader lacks to read it, or null.</summary>
    public string? Sealed { get; init; }

    /// <summary>Why the second reader asks for a person's eyes, while no operator has replied since; null: it does not.</summary>
    public string? Reread { get; init; }

    /// <summary>Danger, and nobody has it.</summary>
    internal bool Alarming => Place is { Custody: Custody.Queued, Priority: Priority.Urgent };

    /// <summary>What one reads first: the words of the danger while it waits, the last words once it is held.</summary>
    public string FirstWords => (Place.Custody is Custody.Queued ? Place.Trigger ?? Words : Words ?? Place.Trigger) ?? "";
}

/// <summary>What is muted or announced together.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="Epoch">The turn in somebody's hands.</param>
/// <param name="Alerted">The citizen was told of an alert: a danger found in a conversation that was urgent for another reason is news.</param>
/// <param name="Ring">How wide it was offered: muted and taken by nobody, it rings again at the next ring.</param>
internal readonly record struct Holding(string Id, int Epoch, bool Alerted, Ring Ring);

/// <summary>All that an operator's lists show, read at one time.</summary>
/// <param name="Mine">Held by the operator, the gravest first.</param>
/// <param name="Waiting">In the order of the queue.</param>
/// <param name="LastTakenAt">When somebody last took a conversation, or null.</param>
public sealed record Standing(IReadOnlyList<ExchangeItem> Mine, IReadOnlyList<ExchangeItem> Waiting, DateTimeOffset? LastTakenAt)
{
    /// <summary>The operator with what they hold, or null before the first sign of life.</summary>
    public Colleague? Me { get; init; }

    /// <summary>All at the desk, by name.</summary>
    public IReadOnlyList<Colleague> Present { get; init; } = [];

    /// <summary>Whose operator asks for help; this operator's own are among <see cref="Mine"/>.</summary>
    public IReadOnlyList<ExchangeItem> Asking { get; init; } = [];

    /// <summary>What the reader may read.</summary>
    public Viewer Viewer { get; init; } = new("", false, SkillSet.None);

    /// <summary>The name of a colleague at the desk, or null.</summary>
    public string? NameOf(string? operatorId) => Present.FirstOrDefault(colleague => colleague.Id == operatorId)?.Name;
}
