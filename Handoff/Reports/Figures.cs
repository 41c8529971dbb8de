namespace BrigadeNumerique.Handoff.Reports;

/// <summary>What a report says of a part of the service. A null is « not known », never a zero.</summary>
/// <param name="Opened">Conversations in which a citizen wrote.</param>
/// <param name="Asked">How often a person was wanted.</param>
/// <param name="Taken">How often an operator took one.</param>
/// <param name="Left">Who stopped waiting before anybody came.</param>
/// <param name="Reopened">Closed ones in which the citizen wrote again.</param>
/// <param name="Closed">How often one was closed.</param>
/// <param name="Confirmed">Conversations in which the citizen said that the answer was useful.</param>
/// <param name="Resolved">Of those: never given to people, and not back within 72 hours.</param>
/// <param name="Opinions">How many opinions were given.</param>
/// <param name="Satisfaction">Their mean, 1 to 5, or null.</param>
public sealed record Figures(int Opened, int Asked, int Taken, int Left, int Reopened, int Closed, int Confirmed, int Resolved, int Opinions, double? Satisfaction)
{
    /// <summary>From the wish for a person to the first words of a gendarme: half waited no longer.</summary>
    public TimeSpan? FirstReply { get; init; }

    /// <summary>The wait in the queue: half waited no longer.</summary>
    public TimeSpan? WaitHalf { get; init; }

    /// <summary>The wait in the queue: nineteen of twenty waited no longer.</summary>
    public TimeSpan? WaitMost { get; init; }

    /// <summary>How long an operator held a conversation: half held it no longer.</summary>
    public TimeSpan? Handling { get; init; }

    /// <summary>Who left among those who wanted a person, 0 to 1, or null.</summary>
    public double? LeftShare => Share(Left, Asked);

    /// <summary>What the assistant resolved among all conversations, 0 to 1, or null.</summary>
    public double? ResolvedShare => Share(Resolved, Opened);

    /// <summary>The reopened among the closed, 0 to 1, or null.</summary>
    public double? ReopenedShare => Share(Reopened, Closed);

    private static double? Share(int part, int all) => all == 0 ? null : Math.Min(1, (double)part / all);
}
