namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>Who must answer the citizen. Exactly one of them, at any moment.</summary>
public enum Custody
{
    /// <summary>The automatic assistant.</summary>
    Bot,

    /// <summary>The queue: a person will answer, none has taken the conversation yet. « waiting » to the outside.</summary>
    Queued,

    /// <summary>One operator; the assistant is silent but for the emergency reply. « operator » to the outside.</summary>
    Assigned,

    /// <summary>Nobody. Writing again opens it anew.</summary>
    Closed,
}

/// <summary>The place of a conversation in the queue. It only ever rises while somebody waits.</summary>
public enum Priority
{
    /// <summary>An ordinary request.</summary>
    Normal,

    /// <summary>A sensitive subject without danger at the instant.</summary>
    Sensitive,

    /// <summary>A person is in danger now.</summary>
    Urgent,
}

/// <summary>Why the assistant gave a conversation to people.</summary>
public enum HandoffReason
{
    /// <summary>None yet.</summary>
    None,

    /// <summary>The citizen asked for a person.</summary>
    Asked,

    /// <summary>The assistant does not know.</summary>
    Unsure,

    /// <summary>The subject is for people: violence, children, despair.</summary>
    Sensitive,

    /// <summary>Danger now: the citizen was shown the numbers.</summary>
    Emergency,

    /// <summary>The citizen was asked whether they are safe and writes nothing.</summary>
    Silence,

    /// <summary>A member of the staff found a message graver than the assistant did.</summary>
    Corrected,

    /// <summary>A member of the staff stepped into a conversation that the assistant held.</summary>
    SteppedIn,

    /// <summary>A second reader, who decides nothing, asked for a person's eyes.</summary>
    Reread,
}

/// <summary>How wide a waiting conversation was offered. It only widens while it waits.</summary>
public enum Ring
{
    /// <summary>Not yet.</summary>
    None,

    /// <summary>To the fittest operator, or to the one that a colleague named.</summary>
    Fittest,

    /// <summary>To all at the desk who have the skill.</summary>
    Skilled,

    /// <summary>To all at the desk.</summary>
    Shift,

    /// <summary>To the supervisors too.</summary>
    Supervisor,
}

/// <summary>To whom a conversation is passed on: a person, a skill, or the queue.</summary>
/// <param name="OperatorId">The colleague asked first, or null.</param>
/// <param name="Skill">The skill asked for, or null.</param>
public sealed record TransferWish(string? OperatorId = null, string? Skill = null);

/// <summary>How an operator may say that an exchange ended.</summary>
public static class WrapUp
{
    /// <summary>The codes, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> Codes = ["informed", "oriented", "appointment", "relayed", "report", "nothing", "abandoned"];
}

/// <summary>A transition that the present custody does not allow; nothing was changed.</summary>
public sealed class CustodyException : InvalidOperationException
{
    /// <summary>Says what was tried from which state.</summary>
    public CustodyException(Custody from, string attempt)
        : base($"A conversation held by {from} cannot be {attempt}.")
    {
        From = from;
        Attempt = attempt;
    }

    /// <summary>The custody that the conversation has.</summary>
    public Custody From { get; }

    /// <summary>What was tried, as a past participle: « accepted », « closed ».</summary>
    public string Attempt { get; }
}
