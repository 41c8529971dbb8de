namespace BrigadeNumerique.Handoff.Desk.Reading;

/// <summary>What an operator does only after a confirmation.</summary>
public enum DeskAct
{
    /// <summary>Give the conversation back to the assistant.</summary>
    HandBack,

    /// <summary>Give it back to the queue, for a colleague.</summary>
    Requeue,

    /// <summary>End it.</summary>
    Close,
}
