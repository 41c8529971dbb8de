using System.Text.RegularExpressions;
using BrigadeNumerique.Handoff.CannedReplies;

namespace BrigadeNumerique.Handoff.Notes;

/// <summary>Somebody who may be named in a note.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Rank and first name.</param>
public sealed record Nameable(string Id, string Name);

/// <summary>Finds colleagues named by « @ » in a note.</summary>
public static partial class Mentions
{
    /// <summary>Those whom a text names: by the whole name, or by the first name where it belongs to one alone; accents and case do not count.</summary>
    public static IReadOnlyList<Nameable> In(string text, IReadOnlyList<Nameable> colleagues)
    {
        ArgumentNullException.ThrowIfNull(colleagues);
        var folded = ReplySearch.Fold(text);
        var named = new List<Nameable>();
        foreach (Match at in At().Matches(folded))
        {
            var rest = folded[(at.Index + 1)..];
            var whole = colleagues.Where(colleague => Begins(rest, ReplySearch.Fold(colleague.Name))).ToList();
            var found = whole.Count > 0 ? whole : [.. colleagues.Where(colleague => Begins(rest, First(colleague)))];
            if (found.Count == 1 && !named.Contains(found[0])) named.Add(found[0]);
        }

        return named;
    }

    /// <summary>Those whose name, or a word of it, begins as typed behind « @ ».</summary>
    public static IReadOnlyList<Nameable> Beginning(string typed, IReadOnlyList<Nameable> colleagues)
    {
        ArgumentNullException.ThrowIfNull(colleagues);
        var wanted = ReplySearch.Fold(typed);
        return [.. colleagues.Where(colleague => (" " + ReplySearch.Fold(colleague.Name)).Contains(" " + wanted, StringComparison.Ordinal))];
    }

    private static string First(Nameable colleague) => ReplySearch.Fold(colleague.Name[(colleague.Name.LastIndexOf(' ') + 1)..]);

    private static bool Begins(string rest, string name) => rest.StartsWith(name, StringComparison.Ordinal) && (rest.Length == name.Length || !char.IsLetterOrDigit(rest[name.Length]));

    [GeneratedRegex(@"(?<![\w@])@(?=\w)")]
    private static partial Regex At();
}
