using System.Globalization;
using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>A sentence of a draft and the passages it cites.</summary>
/// <param name="Text">Without its citations.</param>
/// <param name="Citations">Numbers from 1, each once; empty: it cites none.</param>
/// <param name="Raw">As it stands in the draft.</param>
internal sealed partial record CitedSentence(string Text, IReadOnlyList<int> Citations, string Raw)
{
    /// <summary>The sentences of a draft, the points of a list among them. A citation before or behind the full stop belongs to the sentence that ends there.</summary>
    public static IReadOnlyList<CitedSentence> Split(string draft)
    {
        var sentences = new List<CitedSentence>();
        foreach (Match match in Sentence().Matches(Marker().Replace(draft, "")))
        {
            var raw = match.Value.Trim();
            if (raw.Length == 0) continue;
            var citations = Citation().Matches(raw).Select(one => int.Parse(one.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct().ToList();
            var text = WithoutCitations(raw);
            if (text.Any(char.IsLetterOrDigit)) sentences.Add(new CitedSentence(text, citations, raw));
            else if (sentences.Count > 0 && citations.Count > 0) sentences[^1] = sentences[^1] with { Citations = [.. sentences[^1].Citations.Union(citations)], Raw = sentences[^1].Raw + " " + raw };
        }

        return sentences;
    }

    /// <summary>A text without its « [1] ».</summary>
    public static string WithoutCitations(string text) => Blanks().Replace(Citation().Replace(text, ""), " ").Replace(" .", ".", StringComparison.Ordinal).Trim();

    /// <summary>Whether a line of it is the point of a list.</summary>
    public static bool HasPoint(string draft) => Marker().IsMatch(draft);

    /// <summary>How many characters of a draft under way are whole sentences: up to a full stop that a citation precedes, or to a blank behind both.</summary>
    public static int WholeUpTo(string draft)
    {
        var whole = 0;
        foreach (Match match in Ended().Matches(draft)) whole = match.Index + match.Length;
        return whole;
    }

    // « service-public.gouv.fr » and « 8 h. » hold no end: a sentence ends where a blank and no small letter follows.
    [GeneratedRegex(@"[^\n]+?(?:[.!?…]+(?:\s*\[\d{1,2}\])*(?=\s+[^\p{Ll}\s]|\s*$|\n)|(?=\n)|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();

    // « 2. Portez plainte »: the number of a point is none of its facts.
    [GeneratedRegex(@"^[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"\[(\d{1,2})\]", RegexOptions.CultureInvariant)]
    private static partial Regex Citation();

    [GeneratedRegex(@"(?:\[\d{1,2}\]\s*)+[.!?…](?=\s|$)|[.!?…]\s*(?:\[\d{1,2}\]\s*)+(?=\s\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Ended();

    [GeneratedRegex(@"[ \u00A0\u202F]{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
