using System.Globalization;
using System.Text;

namespace BrigadeNumerique.Handoff.CannedReplies;

/// <summary>Finds a ready-made reply by what is typed behind the slash.</summary>
public static class ReplySearch
{
    /// <summary>Those that fit, best first: by shortcut, then by words, without regard to accents and case; the citizen's language first.</summary>
    /// <param name="all">All there are.</param>
    /// <param name="typed">What is typed behind the slash; empty: all.</param>
    /// <param name="language">The citizen's language, or null.</param>
    public static IReadOnlyList<CannedReply> Find(IReadOnlyList<CannedReply> all, string typed, string? language)
    {
        ArgumentNullException.ThrowIfNull(all);
        var wanted = Fold(typed);
        var words = wanted.Replace('\'', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = language?.Split('-', '_')[0].ToLowerInvariant() ?? "fr";
        return [.. all.Select(reply => (Reply: reply, Rank: Rank(reply, wanted, words))).Where(found => found.Rank >= 0)
            .OrderBy(found => found.Reply.Language == first ? 0 : found.Reply.Language == "fr" ? 1 : 2)
            .ThenBy(found => found.Rank).ThenBy(found => Place(found.Reply.Category)).ThenBy(found => found.Reply.Shortcut, StringComparer.Ordinal)
            .Select(found => found.Reply)];
    }

    /// <summary>Lower case, without accents, ligatures or typographic apostrophes: what people type in haste.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Replace('’', '\'').ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (letter is 'œ') plain.Append("oe");
            else if (letter is 'æ') plain.Append("ae");
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark) plain.Append(letter);
        }

        return plain.ToString().Trim();
    }

    private static int Rank(CannedReply reply, string wanted, string[] words)
    {
        if (wanted.Length == 0) return 0;
        if (reply.Shortcut == wanted) return 0;
        if (reply.Shortcut.StartsWith(wanted, StringComparison.Ordinal)) return 1;
        var all = $" {reply.Shortcut.Replace('-', ' ')} {Fold(reply.Title)} {Fold(reply.Text)}".Replace('\'', ' ').Replace('\n', ' ');
        return words.All(word => all.Contains(" " + word, StringComparison.Ordinal)) ? 2 : -1;
    }

    private static int Place(string category)
    {
        for (var at = 0; at < ReplyCategory.All.Count; at++)
        {
            if (ReplyCategory.All[at] == category) return at;
        }

        return ReplyCategory.All.Count;
    }
}
