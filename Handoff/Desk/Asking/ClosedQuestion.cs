using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Handoff.Desk.Asking;

/// <summary>A question that somebody can answer who can neither type nor speak.</summary>
/// <param name="Text">The question, 1 to 500 characters.</param>
/// <param name="Choices">The answers, 1 to <see cref="MostChoices"/>, each of at most <see cref="LongestChoice"/> characters.</param>
/// <param name="Position">The citizen is also asked for the position.</param>
public sealed record ClosedQuestion(string Text, IReadOnlyList<string> Choices, bool Position = false)
{
    /// <summary>Longest question, in characters.</summary>
    public const int Longest = 500;

    /// <summary>Longest answer, so that it fits on a button.</summary>
    public const int LongestChoice = 40;

    /// <summary>More would not fit on a telephone.</summary>
    public const int MostChoices = 7;

    /// <summary>Refuses what no page could show.</summary>
    /// <exception cref="ArgumentException">Too long, too many, or nothing to answer.</exception>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Text) || Text.Length > Longest) throw new ArgumentException("The question is empty or too long.");
        if (Choices.Count is 0 or > MostChoices || Choices.Any(choice => string.IsNullOrWhiteSpace(choice) || choice.Length > LongestChoice) || Choices.Distinct(StringComparer.Ordinal).Count() != Choices.Count)
            throw new ArgumentException("The answers are too many, too long or twice the same.");
    }
}
