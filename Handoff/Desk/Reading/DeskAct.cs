namespace BrigadeNumerique.Handoff.Desk.Reading;

/// <summary>What an operator does only after a confirmation.</summary>
public enum DeskAct
{
    /// <summary>Give the conversation back to the assistant.</summary>
    HandBack,

    /// <summary>Give it back to the queue, for a colleague.</summary>
    Requeue,

    /// <summary>Pass it on, to a person or to a skill.</summary>
    Transfer,

    /// <summary>End it, and say how.</summary>
    Close,

    /// <summary>A supervisor takes it from whoever has it.</summary>
    TakeOver,
}

/// <summary>The keys of an act's texts, and the button that opens it.</summary>
internal static class DeskActs
{
    /// <summary>Its key among the texts.</summary>
    public static string Key(this DeskAct act) => act switch
    {
        DeskAct.HandBack => "act.handback",
        DeskAct.Requeue => "act.requeue",
        DeskAct.Transfer => "act.transfer",
        DeskAct.TakeOver => "act.takeover",
        _ => "act.close",
    };

    /// <summary>Where the focus returns when it is not done.</summary>
    public static string Opener(this DeskAct act) => act switch
    {
        DeskAct.HandBack or DeskAct.Requeue => "act-more",
        DeskAct.Transfer => "act-transfer",
        DeskAct.TakeOver => "act-takeover",
        _ => "act-close",
    };
}

/// <summary>What an operator chose in the small window of an act.</summary>
/// <param name="Wish">To whom it is passed on.</param>
/// <param name="Note">A note for the staff.</param>
/// <param name="Code">How it ended.</param>
public sealed record ActChoice(Conversations.TransferWish? Wish = null, string? Note = null, string? Code = null);
