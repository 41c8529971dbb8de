using System.Text.RegularExpressions;

namespace BrigadeNumerique.Handoff.CannedReplies;

/// <summary>What stands for a variable in the moment in which a reply is used.</summary>
/// <param name="OperatorName">As citizens read it: « Adjudante Camille ».</param>
/// <param name="Reference">Of the conversation: « K7-2F4A ».</param>
/// <param name="Time">The hour at the desk: « 2:07 ».</param>
/// <param name="Date">The day at the desk: « 12/03/2026 ».</param>
public sealed record ReplyValues(string OperatorName, string Reference, string Time, string Date)
{
    private int Cut => OperatorName.LastIndexOf(' ');

    /// <summary>The first name: the last word of the name.</summary>
    public string FirstName => OperatorName[(Cut + 1)..];

    /// <summary>The rank as it stands within a sentence, « adjudante »: what stands before the first name; who has none is a gendarme all the same.</summary>
    public string Rank => Cut > 0 ? char.ToLowerInvariant(OperatorName[0]) + OperatorName[1..Cut] : "gendarme";
}

/// <summary>The variables of ready-made replies: only what the desk knows for certain.</summary>
public static partial class ReplyVariables
{
    /// <summary>Their names, as written between braces.</summary>
    public static readonly IReadOnlyList<string> Names = ["prenom_operateur", "grade", "reference", "heure", "date"];

    /// <summary>The words with every variable filled; an unknown one stays as it is, for the operator to see.</summary>
    public static string Fill(string text, ReplyValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Variable().Replace(text, match => match.Groups[1].Value switch
        {
            "prenom_operateur" => values.FirstName,
            "grade" => values.Rank,
            "reference" => values.Reference,
            "heure" => values.Time,
            "date" => values.Date,
            _ => match.Value,
        });
    }

    /// <summary>The variables in a text that nobody can fill.</summary>
    public static IReadOnlyList<string> Unknown(string text) =>
        [.. Variable().Matches(text).Select(match => match.Groups[1].Value).Where(name => !Names.Contains(name)).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{([^{}\s]*)\}")]
    private static partial Regex Variable();
}
