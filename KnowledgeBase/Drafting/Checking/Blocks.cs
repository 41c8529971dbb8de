using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>Cuts a passage into what says one thing: sentences, and the points of a list, which keep the line that leads into them.</summary>
internal static partial class Blocks
{
    public static IEnumerable<(string Text, bool IsPoint)> Of(string passage)
    {
        var lead = "";
        foreach (var line in passage.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var point = Point().Match(line);
            var text = point.Success ? line[point.Length..] : line.Trim('#', ' ', '*');
            var sentences = CitedSentence.Split(text).Select(sentence => sentence.Text).ToList();
            if (point.Success && lead.Length > 0) yield return (lead + " " + text, true);
            else foreach (var sentence in sentences) yield return (sentence, point.Success);
            if (!point.Success) lead = line.TrimEnd('*', ' ').EndsWith(':') || (line.StartsWith("**", StringComparison.Ordinal) && line.EndsWith("**", StringComparison.Ordinal)) ? sentences.LastOrDefault(line) : "";
        }
    }

    [GeneratedRegex(@"^(?:[-*•]|\d{1,2}[.)])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Point();
}
