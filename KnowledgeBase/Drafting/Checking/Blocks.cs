using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>What says one thing in a passage: a sentence, or the point of a list.</summary>
/// <param name="Text">Its words; those of a point behind the line that leads into it.</param>
/// <param name="IsPoint">It is the point of a list.</param>
/// <param name="Own">Its words alone; empty: it is a heading.</param>
/// <param name="Under">The line that leads into the point, the question of the article that the sentence answers, or the heading that it stands under; or empty.</param>
internal readonly record struct Block(string Text, bool IsPoint, string Own, string Under);

/// <summary>Cuts a passage into what says one thing: sentences, and the points of a list, which keep the line that leads into them.</summary>
internal static partial class Blocks
{
    public static IEnumerable<Block> Of(string passage)
    {
        var (lead, under, heading) = ("", "", "");
        foreach (var line in passage.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var point = Point().Match(line);
            var text = point.Success ? line[point.Length..] : line.Trim('#', ' ', '*');
            var sentences = CitedSentence.Split(text).Select(sentence => sentence.Text).ToList();
            var isBold = line.StartsWith("**", StringComparison.Ordinal) && line.EndsWith("**", StringComparison.Ordinal);
            var isHeading = !point.Success && (line[0] == '#' || isBold);
            if (point.Success && lead.Length > 0) yield return new(lead + " " + text, true, text, under);
            else
            {
                var asked = "";
                foreach (var sentence in sentences)
                {
                    yield return new(sentence, point.Success, isHeading ? "" : sentence, isHeading ? "" : asked.Length > 0 ? asked : heading);
                    if (sentence.EndsWith('?')) asked = sentence;
                }
            }

            if (isHeading) heading = text;
            if (!point.Success) (under, lead) = (text, isBold || line.TrimEnd('*', ' ').EndsWith(':') ? sentences.LastOrDefault(line) : "");
        }
    }

    [GeneratedRegex(@"^(?:[-*•]|\d{1,2}[.)])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Point();
}
