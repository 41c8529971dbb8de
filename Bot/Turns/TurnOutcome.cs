using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>How the assistant's turn ended, for those who mend the articles.</summary>
public enum TurnEnd
{
    /// <summary>Nothing that says anything of the articles.</summary>
    Other,

    /// <summary>An article was given.</summary>
    Answered,

    /// <summary>Titles were offered to choose from.</summary>
    Offered,

    /// <summary>There is no article.</summary>
    NoArticle,

    /// <summary>None of the titles was meant.</summary>
    Rephrase,

    /// <summary>A person was asked for.</summary>
    Person,
}

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

    /// <summary>How it ended.</summary>
    public TurnEnd End { get; init; }

    /// <summary>The article that was given, where it was found for this message.</summary>
    public string? Article { get; init; }

    /// <summary>The article a further question is about that says nothing of it, as far as the search can tell.</summary>
    public string? AskedFurther { get; init; }

    /// <summary>It was one of the titles that had been offered.</summary>
    public bool Chosen { get; init; }
}

/// <summary>Why and where in the queue.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Priority">Its place.</param>
/// <param name="Topic">What about, in the vocabulary of the triage.</param>
/// <param name="Then">What is said once it waits.</param>
public sealed record HandoffRequest(HandoffReason Reason, Priority Priority, string? Topic, IReadOnlyList<Line> Then);
