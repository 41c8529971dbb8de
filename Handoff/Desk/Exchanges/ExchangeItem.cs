using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Queue;

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
    internal Holding Holding => new(Place.Id, Place.Epoch, Place.Reason is HandoffReason.Emergency);

    /// <summary>Danger, and nobody has it.</summary>
    internal bool Alarming => Place is { Custody: Custody.Queued, Priority: Priority.Urgent };

    /// <summary>What one reads first: the words of the danger while it waits, the last words once it is held.</summary>
    public string FirstWords => (Place.Custody is Custody.Queued ? Place.Trigger ?? Words : Words ?? Place.Trigger) ?? "";
}

/// <summary>What is muted or announced together.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="Epoch">The turn in somebody's hands.</param>
/// <param name="Alerted">The citizen was told of an alert: a danger found in a conversation that was urgent for another reason is news.</param>
internal readonly record struct Holding(string Id, int Epoch, bool Alerted);

/// <summary>All that an operator's lists show, read at one time.</summary>
/// <param name="Mine">Held by the operator, the gravest first.</param>
/// <param name="Waiting">In the order of the queue.</param>
/// <param name="LastTakenAt">When somebody last took a conversation, or null.</param>
public sealed record Standing(IReadOnlyList<ExchangeItem> Mine, IReadOnlyList<ExchangeItem> Waiting, DateTimeOffset? LastTakenAt);
