using System.Globalization;
using System.Text.RegularExpressions;

namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>The assistant's words without the marks that only a page draws: bold, and links to the articles, of which the number stays.</summary>
public static partial class PlainWords
{
    /// <summary>« **17** » is « 17 », « [1](/aide/vol-velo "Vélo volé") » is « [1] ».</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Citation().Replace(text.Replace("**", "", StringComparison.Ordinal), "[$1]");
    }

    /// <summary>The same, with what each number stands for below: on paper no link can be followed.</summary>
    public static string WithSources(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sources = Citation().Matches(text).Where(match => match.Groups[3].Success)
            .Select(match => (Number: int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), Title: match.Groups[3].Value, Address: match.Groups[2].Value)).Distinct().OrderBy(source => source.Number).ToList();
        return sources.Count == 0 ? Of(text) : Of(text) + "\n" + string.Concat(sources.Select(source => string.Create(CultureInfo.InvariantCulture, $"\n[{source.Number}] {source.Title} ({source.Address})")));
    }

    [GeneratedRegex(@"\[(\d{1,2})\]\((/aide/[^)\s]+)(?: ""([^""\n]*)"")?\)", RegexOptions.CultureInvariant)]
    private static partial Regex Citation();
}
