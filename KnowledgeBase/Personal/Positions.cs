using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Personal;

/// <summary>Where somebody stands on a map: coordinates, and links to them.</summary>
internal static partial class Positions
{
    private const RegexOptions Quick = RegexOptions.CultureInvariant;

    public static IEnumerable<(int Start, int End)> In(string text) =>
        Coordinates().Matches(text).Concat(Links().Matches(text)).Select(match => (match.Index, match.Index + match.Length));

    /// <summary>48.8566, 2.3522; 48°51'24"N 2°21'03"E.</summary>
    [GeneratedRegex(@"(?<![\d.,])(?:[+-]?\d{1,2}[.,]\d{4,15}°?\s?[NS]?\s?[,;/ ]\s?[+-]?\d{1,3}[.,]\d{4,15}(?:°?\s?[EOW]\b)?|\d{1,2}°\s?\d{1,2}['’′]\s?(?:\d{1,2}(?:[.,]\d{1,4})?(?:""|”|″|'')?)?\s?[NS][\s,;]{0,3}\d{1,3}°\s?\d{1,2}['’′]\s?(?:\d{1,2}(?:[.,]\d{1,4})?(?:""|”|″|'')?)?\s?[EOW]\b)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Coordinates();

    [GeneratedRegex(@"\b(?:maps\.app\.goo\.gl|goo\.gl/maps|maps\.google\.[a-z]{2,3}|(?:www\.)?google\.[a-z]{2,3}/maps|maps\.apple\.com|waze\.com/ul|what3words\.com)[/?][^\s<>""»]{2,300}", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Links();
}
