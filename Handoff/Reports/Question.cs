using BrigadeNumerique.Handoff.Supervision;

namespace BrigadeNumerique.Handoff.Reports;

/// <summary>By what a report is broken down beside the day.</summary>
public enum Detail
{
    /// <summary>Where the citizen writes from.</summary>
    Channel,

    /// <summary>What it is about.</summary>
    Intent,

    /// <summary>Who took it.</summary>
    Operator,
}

/// <summary>What a report is asked of: the conversations opened within some days, in Paris.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day; at most <see cref="MostDays"/> with the first.</param>
public sealed record Question(DateOnly First, DateOnly Last)
{
    /// <summary>The longest period: a year.</summary>
    public const int MostDays = 366;

    /// <summary>What happens to a conversation later than so many days after the period is not counted: a report has an end.</summary>
    public const int DaysAfter = 7;

    /// <summary>One channel, or null for all.</summary>
    public string? Channel { get; init; }

    /// <summary>One subject in the triage's vocabulary, or null for all.</summary>
    public string? Intent { get; init; }

    /// <summary>What one operator took, or null for all.</summary>
    public string? OperatorId { get; init; }

    /// <summary>By what it is broken down.</summary>
    public Detail Detail { get; init; }

    /// <summary>When the period begins, UTC.</summary>
    public DateTimeOffset From => Shift.Midnight(First);

    /// <summary>When it is over, UTC.</summary>
    public DateTimeOffset To => Shift.Midnight(Last.AddDays(1));

    /// <summary>The same in order and within bounds, whatever was asked.</summary>
    public Question Bounded()
    {
        var (first, last) = First <= Last ? (First, Last) : (Last, First);
        return this with { First = last.DayNumber - first.DayNumber >= MostDays ? last.AddDays(1 - MostDays) : first, Last = last };
    }
}

/// <summary>What a citizen wrote with an opinion.</summary>
/// <param name="ConversationId">Where.</param>
/// <param name="Score">1 to 5.</param>
/// <param name="Text">The line.</param>
/// <param name="At">When.</param>
public sealed record Comment(string ConversationId, int Score, string Text, DateTimeOffset At);

/// <summary>A report.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="At">When it was made.</param>
/// <param name="Total">Of the whole period.</param>
/// <param name="Days">Day by day, all of them.</param>
/// <param name="Groups">By channel, subject or operator, the largest first; the key is null where it is not known.</param>
/// <param name="Comments">The latest lines of opinions; never of a sensitive case.</param>
/// <param name="Channels">All channels of the period, to choose among.</param>
public sealed record Report(Question Question, DateTimeOffset At, Figures Total, IReadOnlyList<(DateOnly Day, Figures Figures)> Days, IReadOnlyList<(string? Key, Figures Figures)> Groups, IReadOnlyList<Comment> Comments, IReadOnlyList<string> Channels)
{
    /// <summary>Whether somebody may still come back: until 72 hours after the last day, the share that the assistant resolved may fall.</summary>
    public bool Provisional => At < Question.To + ReportReading.Back;
}
