using System.Globalization;
using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>A number with what it counts.</summary>
/// <param name="Value">The number, digits alone and a decimal point.</param>
/// <param name="Unit">« jour », « eur », « % »…, or empty.</param>
internal readonly record struct Quantity(string Value, string Unit);

/// <summary>What must be word for word the same: numbers, dates, telephone numbers, addresses of sites and of mail.</summary>
internal static partial class Facts
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["jour"] = "jour", ["jours"] = "jour", ["j"] = "jour", ["journees"] = "jour", ["journee"] = "jour", ["mois"] = "mois", ["an"] = "an", ["ans"] = "an", ["annee"] = "an", ["annees"] = "an",
        ["heure"] = "heure", ["heures"] = "heure", ["h"] = "heure", ["minute"] = "minute", ["minutes"] = "minute", ["min"] = "minute", ["semaine"] = "semaine", ["semaines"] = "semaine",
        ["euro"] = "eur", ["euros"] = "eur", ["eur"] = "eur", ["€"] = "eur", ["%"] = "%", ["km"] = "km", ["kilometres"] = "km", ["metre"] = "metre", ["metres"] = "metre", ["m"] = "metre", ["cm"] = "cm",
        ["point"] = "point", ["points"] = "point", ["fois"] = "fois", ["chiffres"] = "chiffre", ["chiffre"] = "chiffre", ["gendarmes"] = "gendarme", ["personnes"] = "personne",
        ["day"] = "jour", ["days"] = "jour", ["month"] = "mois", ["months"] = "mois", ["year"] = "an", ["years"] = "an", ["hour"] = "heure", ["hours"] = "heure", ["week"] = "semaine", ["weeks"] = "semaine",
    };

    private static readonly Dictionary<string, int> Small = new(StringComparer.Ordinal)
    {
        ["deux"] = 2, ["trois"] = 3, ["quatre"] = 4, ["cinq"] = 5, ["six"] = 6, ["sept"] = 7, ["huit"] = 8, ["neuf"] = 9, ["dix"] = 10, ["onze"] = 11, ["douze"] = 12, ["treize"] = 13, ["quatorze"] = 14,
        ["quinze"] = 15, ["seize"] = 16, ["vingt"] = 20, ["vingts"] = 20, ["trente"] = 30, ["quarante"] = 40, ["cinquante"] = 50, ["soixante"] = 60, ["cent"] = 100, ["cents"] = 100, ["mille"] = 1000, ["un"] = 1, ["une"] = 1,
    };

    /// <summary>Numbers in words become digits: « quarante-cinq jours » is « 45 jours ». « un » alone is an article, unless a time or a sum follows.</summary>
    public static string InDigits(string text)
    {
        return NumberWords().Replace(text, match =>
        {
            var words = match.Value.ToLowerInvariant().Split([' ', '-', '\u00A0'], StringSplitOptions.RemoveEmptyEntries).Where(word => word != "et").ToArray();
            if (words is ["un" or "une"]) return match.Value;
            var (total, part) = (0, 0);
            foreach (var word in words)
            {
                if (!Small.TryGetValue(word, out var value)) return match.Value;
                if (value == 1000) (total, part) = (total + (Math.Max(1, part) * 1000), 0);
                else if (value == 100) part = Math.Max(1, part) * 100;
                else if (value == 20 && part % 100 == 4) part += 76;
                else part += value;
            }

            return (total + part).ToString(CultureInfo.InvariantCulture);
        });
    }

    /// <summary>The numbers of a text, those of sites and mail addresses apart.</summary>
    public static IReadOnlyList<Quantity> Numbers(string text)
    {
        var plain = Folding.Fold(InDigits(Contact().Replace(text, " ")));
        var found = Number().Matches(plain).Select(match =>
        {
            var value = match.Groups["n"].Value;
            var digits = Blank().Replace(value, "");
            if (Decimal().Match(digits) is { Success: true } parts) digits = parts.Groups[1].Value + "." + parts.Groups[2].Value;
            return new Quantity(digits.TrimStart('+'), Units.GetValueOrDefault(match.Groups["u"].Value, ""));
        }).ToList();

        // « un mois », « une heure »: a number where a time or a sum follows.
        found.AddRange(One().Matches(plain).Select(match => new Quantity("1", Units.GetValueOrDefault(match.Groups[1].Value, ""))));
        return found;
    }

    /// <summary>Whether a folded word is a unit.</summary>
    public static bool IsUnit(string form) => Units.ContainsKey(form);

    /// <summary>Addresses of sites and of mail, in lower case and without what leads to them.</summary>
    public static IReadOnlyList<string> Contacts(string text) =>
        [.. Contact().Matches(text).Select(match => Lead().Replace(match.Value.ToLowerInvariant(), "").TrimEnd('/', '.', ',')).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\b(?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille|une?)(?:[ -](?:et[ -](?=(?:une?|onze)\b))?(?=(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille|une?)\b))?)+\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberWords();

    [GeneratedRegex(@"(?<![\p{L}\d])(?<n>\+?\d+(?:[  ]\d{2,3}(?!\d))*(?:[.,]\d+)?)(?:\s*(?<u>€|%|[a-z]+))?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\bune? (jour|mois|an|annee|heure|semaine|minute|fois(?= par))\b", RegexOptions.CultureInvariant)]
    private static partial Regex One();

    [GeneratedRegex(@"\s", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex(@"^(\d+)[.,](\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://)?(?:www\.)?(?:[a-z0-9-]+\.)+(?:fr|com|org|net|eu|gouv|info|re|nc|pf|io|app|be|ch|uk|de|es|it)\b(?:/[^\s)\]»]*)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Contact();

    [GeneratedRegex(@"^(?:https?://)?(?:www\.)?", RegexOptions.CultureInvariant)]
    private static partial Regex Lead();
}
