using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>What the assistant decided about one message; written only if the conversation is still as it was when the turn began.</summary>
/// <param name="Sequence">The citizen's message.</param>
/// <param name="Epoch">The epoch under which it was decided.</param>
/// <param name="Assessment">What triage found.</param>
/// <param name="Replies">What the assistant says, in order.</param>
public sealed record TurnOutcome(int Sequence, int Epoch, Assessment Assessment, IReadOnlyList<Line> Replies)
{
    /// <summary>Danger that the screen of the door had not found: raised whoever holds the conversation.</summary>
    public EmergencySignal? Alarm { get; init; }

    /// <summary>Language of the alarm's texts.</summary>
    public string Language { get; init; } = "fr";

    /// <summary>The assistant gives the conversation to people.</summary>
    public HandoffRequest? Handoff { get; init; }
}

/// <summary>Why and where in the queue.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Priority">Its place.</param>
/// <param name="Topic">What about, in the vocabulary of the triage.</param>
/// <param name="Then">What is said once it waits.</param>
public sealed record HandoffRequest(HandoffReason Reason, Priority Priority, string? Topic, IReadOnlyList<Line> Then);
