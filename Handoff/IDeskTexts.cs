using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Handoff;

/// <summary>
/// What the citizen is told when people act. The host words it, in the citizen's language and with the cards of its
/// channels; this module only says when. Turned round so that Handoff does not know the assistant's texts.
/// </summary>
public interface IDeskTexts
{
    /// <summary>An operator has taken the conversation.</summary>
    void Joined(Conversation conversation, DateTimeOffset at);

    /// <summary>The operator was lost; the place is kept.</summary>
    void OperatorLost(Conversation conversation, DateTimeOffset at);

    /// <summary>The operator gave the conversation back to the queue, for a colleague.</summary>
    void Transferred(Conversation conversation, string operatorName, DateTimeOffset at);

    /// <summary>A supervisor gave the conversation of this operator to another, who joins at once.</summary>
    void HandedOver(Conversation conversation, string operatorName, DateTimeOffset at);

    /// <summary>What the citizen wrote to people was answered by none, and the assistant has the conversation again: said, so that nobody waits for it.</summary>
    void Unheard(Conversation conversation, DateTimeOffset at);

    /// <summary>The operator gave it back to the assistant.</summary>
    void ReturnedToBot(Conversation conversation, string operatorName, DateTimeOffset at);

    /// <summary>The operator closed it; asks for an opinion unless the case was grave.</summary>
    void Closed(Conversation conversation, string operatorName, DateTimeOffset at);

    /// <summary>The citizen ended it.</summary>
    void ClosedByCitizen(Conversation conversation, DateTimeOffset at);

    /// <summary>An operator asks whether, and how, the citizen may be reached safely; in the citizen's language.</summary>
    Line ContactQuestion(Conversation conversation);

    /// <summary>A colleague gave the conversation to people while the assistant held it; nothing of why is told.</summary>
    void Waits(Conversation conversation, DateTimeOffset at);

    /// <summary>What the channels get with a gendarme's closed question.</summary>
    /// <param name="choices">The answers, as buttons.</param>
    /// <param name="position">The citizen is also asked for the position.</param>
    /// <returns>JSON for <see cref="Line.Data"/>.</returns>
    string Question(IReadOnlyList<string> choices, bool position);

    /// <summary>The alert stands on an operator's screen.</summary>
    void AlertShown(Conversation conversation, DateTimeOffset at);

    /// <summary>The operator has passed the alert to the 17.</summary>
    void Relayed(Conversation conversation, string operatorName, DateTimeOffset at);

    /// <summary>The fixed, reviewed emergency texts that an operator may send, in a citizen's language.</summary>
    IReadOnlyList<EmergencyText> EmergencyTexts(Conversation conversation);

    /// <summary>Writes one of them, with its numbers as the citizen's page draws them, in the name of the operator who holds the conversation.</summary>
    /// <returns>Its sequence.</returns>
    /// <exception cref="KeyNotFoundException">No such text.</exception>
    int Emergency(Conversation conversation, string key, string clientMessageId, DateTimeOffset at);
}

/// <summary>A fixed emergency text.</summary>
/// <param name="Key">In the vocabulary of the triage: « emer.police ».</param>
/// <param name="Lines">Its lines, without marks.</param>
public sealed record EmergencyText(string Key, IReadOnlyList<string> Lines);
