using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>The words of a text that were asked for.</summary>
internal static partial class Highlight
{
    /// <summary>The text in pieces: those which share a word with the question, and the rest.</summary>
    public static IEnumerable<(string Text, bool Matched)> Of(string text, string question)
    {
        var asked = French.Words(question, 60).Select(word => word.Stem).ToHashSet(StringComparer.Ordinal);
        var from = 0;
        foreach (Match word in Letters().Matches(text))
        {
            if (!French.Words(word.Value).Exists(found => asked.Contains(found.Stem))) continue;
            if (word.Index > from) yield return (text[from..word.Index], false);
            yield return (word.Value, true);
            from = word.Index + word.Length;
        }

        if (from < text.Length) yield return (text[from..], false);
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Letters();
}
