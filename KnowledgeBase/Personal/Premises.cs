using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Personal;

/// <summary>What an address has besides the street, where it stands alone: box, flat, building, floor, the code of the door.</summary>
internal static partial class Premises
{
    private const RegexOptions Quick = RegexOptions.CultureInvariant;

    public static IEnumerable<(int Start, int End)> In(string text)
    {
        foreach (Match match in Box().Matches(text)) yield return (match.Index, match.Index + match.Length);
        foreach (Match match in Building().Matches(text)) yield return (match.Index, match.Index + match.Length);
        foreach (Match match in Flat().Matches(text)) yield return (match.Index, match.Index + match.Length);
        foreach (Match match in Floor().Matches(text)) yield return (match.Index, match.Index + match.Length);
        foreach (Match match in Door().Matches(text)) yield return (match.Groups["n"].Index, match.Groups["n"].Index + match.Groups["n"].Length);
    }

    [GeneratedRegex(@"\b(?:(?:B\.?P\.?|bo[îi]te\s+postale)\s*(?:n[°o]\s?)?\d{1,6}|(?-i:CS|TSA)\s?\d{5}|PK\s?\d{1,3}(?:[.,]\d{1,2})?\s*,?\s*c[ôo]t[ée]\s+(?:mer|montagne))\b", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Box();

    [GeneratedRegex(@"\b(?:(?:appartement|appart|appt|apt)\.?\s*(?:n[°o]\s?)?|(?:logement|studio|chambre|porte)\s+n[°o]\s?)(?:[A-Z]?\d{1,4}[A-Z]?)\b(?!\s*(?:pi[èe]ces?|p\b|chambres?|m2|m²|euros?|€|fois|personnes?))", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Flat();

    /// <summary>« bât » with its accent: « il me bat. A chaque fois ».</summary>
    [GeneratedRegex(@"\b(?:b[âa]timent|bât\.?|escalier|immeuble)\s+(?:n[°o]\s?)?(?-i:[A-Z]\d{0,2}|\d{1,3}[A-Z]?)(?![\p{L}\d'’]|\s*(?:pi[èe]ces?|[ée]tages?|m2|m²|euros?|€|fois|personnes?|ans)\b)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Building();

    [GeneratedRegex(@"\b\d{1,2}\s?(?:er|e|[èe]me|nde?)\s+[ée]tage,?\s+(?:porte\s+(?:(?:de\s+)?(?:gauche|droite)|face|n?[°o]?\s?\d{1,4}|(?-i:[A-Z]))|(?:à\s+|de\s+)?(?:gauche|droite)|face)\b", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Floor();

    [GeneratedRegex(@"\b(?:digicode|code\s+(?:d['’](?:entr[ée]e|acc[èe]s|immeuble)|de\s+la\s+porte|du\s+portail|interphone))\s*(?:c['’ ]?est|est|:)?\s*(?:le\s+)?(?<n>(?=[A-Z]{0,2}\d)[A-Z\d]{4,6})\b", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Door();
}
