using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>The parts an article can be quoted by: a paragraph, or a list with the line that leads into it.</summary>
internal static partial class Parts
{
    /// <summary>The part which answers best, or null.</summary>
    public static string? Best(ArticleContent content, string query, Synonyms synonyms)
    {
        var (parts, scores) = Scored(content, query, synonyms);
        if (parts.Count == 0) return null;
        var best = Array.IndexOf(scores, scores.Max());
        return scores[best] > 0.3 ? parts[best] : null;
    }

    /// <summary>The parts nearest to a question, in the order of the article.</summary>
    public static IReadOnlyList<string> Nearest(ArticleContent content, string query, Synonyms synonyms, int take)
    {
        var (parts, scores) = Scored(content, query, synonyms);
        var near = Enumerable.Range(0, parts.Count).OrderByDescending(part => scores[part]).Take(take).Order();
        return [.. near.Select(part => parts[part])];
    }

    private static (List<string> Parts, double[] Scores) Scored(ArticleContent content, string query, Synonyms synonyms)
    {
        var parts = WithLeads(Split(content.Body));
        var words = French.Words(query, 60);
        if (parts.Count == 0) return (parts, []);
        var stems = parts.ConvertAll(part => French.Words(part).Select(word => word.Stem).ToHashSet(StringComparer.Ordinal));

        // What the whole article is about says nothing about the part: its own subject is in every paragraph.
        var scores = new double[parts.Count];
        for (var w = 0; w < words.Count; w++)
        {
            var alternatives = synonyms.At(words, w, out _).Prepend(words[w].Stem).Distinct(StringComparer.Ordinal).ToArray();
            var having = stems.ConvertAll(part => alternatives.Count(part.Contains));
            var rarity = Math.Log((parts.Count + 1.0) / (having.Count(count => count > 0) + 0.5));
            for (var p = 0; p < scores.Length; p++) scores[p] += having[p] == 0 ? 0 : rarity * (1 + (0.2 * (having[p] - 1)));
        }

        // « combien de temps ? » names nothing that a part could have: it wants a duration.
        Prefer(AsksDuration(), Duration(), query, parts, scores);
        if (!AsksDuration().IsMatch(query)) Prefer(AsksPrice(), Price(), query, parts, scores);

        return (parts, scores);
    }

    /// <summary>« **Le montant change :** » says nothing without the list it leads into.</summary>
    private static List<string> WithLeads(List<string> parts)
    {
        for (var p = parts.Count - 2; p >= 0; p--)
        {
            if (!parts[p].EndsWith(":**", StringComparison.Ordinal) || !IsList(parts[p + 1])) continue;
            parts[p] += "\n\n" + parts[p + 1];
            parts.RemoveAt(p + 1);
        }

        return parts;
    }

    private static void Prefer(Regex asked, Regex said, string query, List<string> parts, double[] scores)
    {
        const double Fitting = 1.5;
        if (!asked.IsMatch(query)) return;
        for (var p = 0; p < scores.Length; p++)
        {
            if (said.IsMatch(parts[p])) scores[p] += Fitting;
        }
    }

    /// <summary>The paragraphs and lists of a Markdown text; headings are left out.</summary>
    internal static List<string> Split(string markdown)
    {
        var parts = new List<string>();
        foreach (var block in markdown.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var lines = block.Split('\n').SkipWhile(line => line.StartsWith('#')).ToArray();
            if (lines.Length == 0) continue;
            var text = string.Join('\n', lines);
            if (parts.Count > 0 && IsList(lines[0]) && parts[^1].TrimEnd().EndsWith(':')) parts[^1] += "\n\n" + text;
            else parts.Add(text);
        }

        return parts;
    }

    private static bool IsList(string line) => line.StartsWith("- ", StringComparison.Ordinal) || (line.Length > 2 && char.IsAsciiDigit(line[0]) && line.Contains(". ", StringComparison.Ordinal));

    [GeneratedRegex(@"\b(?:combien de (?:temps|jours|mois)|d[ée]lais?|dur[ée]e|longtemps|(?:trop|c'est|c’est) long)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AsksDuration();

    [GeneratedRegex(@"\b\d+\s?(?:à \d+\s?)?(?:jours?|mois|ans?|heures?|minutes?|semaines?|h)\b|\bd[ée]lai|\btout de suite", RegexOptions.IgnoreCase)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\b(?:payante?s?|gratuite?s?|co[uû]te?r?|prix|cher|ch[eè]re|tarif|combien|payer|frais)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AsksPrice();

    [GeneratedRegex(@"€|\beuros?\b|\bgratuit|\bpayant|\btarif|\bfrais\b", RegexOptions.IgnoreCase)]
    private static partial Regex Price();
}
