using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Handoff.Supervision;

/// <summary>A change of hands, as the record has it.</summary>
/// <param name="ConversationId">Where.</param>
/// <param name="Sequence">Its place there.</param>
/// <param name="At">When.</param>
/// <param name="Change">From whom to whom, and why.</param>
public sealed record Step(string ConversationId, int Sequence, DateTimeOffset At, Transition Change)
{
    /// <summary>A person is wanted: it came from the assistant.</summary>
    public bool Arrives => Change is { From: Custody.Bot, To: Custody.Queued };

    /// <summary>An operator has it now.</summary>
    public bool Taken => Change.To is Custody.Assigned;

    /// <summary>Whoever waited does not any more, and nobody had taken it.</summary>
    public bool LeftWaiting => Change is { From: Custody.Queued, To: Custody.Bot or Custody.Closed };
}
