using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Personal;

/// <summary>Number plates: those of France by their form, those of other countries by their form in capitals or by the vehicle that is told of before.</summary>
internal static partial class Plates
{
    private const RegexOptions Quick = RegexOptions.CultureInvariant;

    /// <summary>« le 112 et »: two words and a number, not a plate written in small letters.</summary>
    private static readonly HashSet<string> Pairs = new(StringComparer.Ordinal)
    {
        "le", "la", "de", "du", "en", "et", "ne", "ce", "me", "te", "se", "sa", "ma", "ta", "ca", "je", "pr", "ds", "es", "as", "at", "an", "na", "km", "kg", "cm", "mm", "ml", "mg", "cl", "kw", "mn", "mh", "ge", "va", "fr", "st", "nd", "rd", "th",
    };

    public static IEnumerable<PersonalSpan> In(string text)
    {
        foreach (Match match in Partly().Matches(text)) yield return new(match.Groups["p"].Index, match.Groups["p"].Length, PersonalKind.Plate);
        if (!Numbers.AnyDigit(text)) yield break;
        foreach (Match match in New().Matches(text))
        {
            var (first, last) = (match.Groups["a"].Value, match.Groups["b"].Value);
            if (!(match.Value.Contains(' ', StringComparison.Ordinal) && (Pairs.Contains(first) || Pairs.Contains(last)))) yield return new(match.Index, match.Length, PersonalKind.Plate);
        }

        foreach (Match match in Old().Matches(text)) yield return new(match.Index, match.Length, PersonalKind.Plate);
        foreach (Match match in Abroad().Matches(text)) yield return new(match.Index, match.Length, PersonalKind.Plate, Certain: false);
        foreach (Match match in Told().Matches(text)) yield return new(match.Groups["p"].Index, match.Groups["p"].Length, PersonalKind.Plate);
        foreach (Match match in OfVehicle().Matches(text)) yield return new(match.Groups["p"].Index, match.Groups["p"].Length, PersonalKind.Plate, Certain: false);
    }

    private const string Between = @"(?:\s?[-–—.·_/]\s?|\s?\btirets?\b\s?|\s)?";

    /// <summary>AB-123-CD, with whatever stands between, with the last letters missing where it is a moped's or half seen, and letter by letter.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d])(?:(?<a>[A-HJ-NP-TV-Z]{2})" + Between + @"\d{3}" + Between + @"(?<b>[A-HJ-NP-TV-Z]{2})|(?<a>(?-i:[A-HJ-NP-TV-Z]{2}))[ -]\d{3}[ -](?<b>(?-i:[A-HJ-NP-TV-Z]))|(?<a>(?-i:W))[ -]?\d{3}[ -]?(?<b>(?-i:[A-HJ-NP-TV-Z]{2}))|(?<a>(?-i:[A-HJ-NP-TV-Z]\s[A-HJ-NP-TV-Z]))\s-?\s?\d\s?\d\s?\d\s-?\s?(?<b>(?-i:[A-HJ-NP-TV-Z]\s[A-HJ-NP-TV-Z])))(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex New();

    /// <summary>1234 AB 75.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d])\d{2,4}[ -]?(?!ans\b|mai\b|eur\b|km\b|cm\b|mn\b|kg\b|ml\b|et\b|ou\b|de\b|le\b|la\b|au\b|du\b|en\b|a\b|rue\b|bis\b|ter\b|sur\b|pm\b)[A-Z]{2,3}[ -]?(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97\d|98\d)(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Old();

    /// <summary>B-MW 1234, 1-ABC-234, AB12 CDE, 1234 BCD, 12-AB-34, GE 123456, AA 1234 BB, 12345-A-6.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d-])(?:[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ -]\d{1,4}[EH]?|[12]-[A-Z]{3}-\d{3}|[A-Z]{2}\d{2}\s[A-Z]{3}|\d{4}[ -]?[BCDFGHJ-NPR-TV-Z]{3}|[A-Z]{2}-\d{2}-[A-Z]{2}|\d{1,2}-[A-Z]{2,3}-\d{1,2}|\d{2}-\d{2}-[A-Z]{2}|[A-Z]{2}-\d{2}-\d{2}|(?:AG|AI|AR|BE|BL|BS|FR|GE|GL|GR|JU|LU|NE|NW|OW|SG|SH|SO|SZ|TG|TI|UR|VD|VS|ZG|ZH)[ -·]?\d{4,6}|[A-Z]{2}\s?\d{4}\s?[A-Z]{2}|\d{3,5}[-|/][A-Z][-|/]\d{1,2})(?![\p{L}\d-])", Quick)]
    private static partial Regex Abroad();

    /// <summary>After the word for it nearly anything of letters and digits.</summary>
    [GeneratedRegex(@"\b(?:plaques?|plak|minéralogique|immatricul[ée]e?s?|immat|immatriculation|license\s+plate|number\s+plate|plate|matr[íi]cula|kennzeichen|targa)\b[^\d\n]{0,25}?(?<![\p{L}\d])(?<p>(?-i:[A-Za-z]{1,3}[ .-]?\d{1,6}(?:[ .-]?[A-Za-z]{1,3}(?![\p{L}]))?(?:[ -]\d{1,3})?|\d{1,6}[ .-]?[A-Za-z]{1,3}(?:[ .-]?\d{1,3})?|\d{4,8}))(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Told();

    /// <summary>« le poids lourd roumain B 123 XYZ »: in capitals, near a vehicle.</summary>
    [GeneratedRegex(@"\b(?:voitures?|v[ée]hicules?|auto|camions?|camionnettes?|fourgon(?:nette)?s?|poids[ -]lourds?|motos?|scooters?|mobylettes?|cyclo(?:moteur)?s?|quads?|remorques?|caravanes?|camping[ -]?cars?|utilitaires?|taxis?|vtc|tracteurs?|berlines?|citadines?|break|4x4|suv|van|car|truck|coche|wagen|clio|golf|twingo|m[ée]gane|sandero|duster|kangoo|master|trafic|partner|berlingo|jumpy|fiesta|focus|corsa|polo|passat|yaris|panda|punto|skoda|seat|bmw|audi|mercedes|peugeot|renault|citro[ëe]n|dacia|toyota|fiat|opel|ford|volvo|nissan|hyundai|kia|tesla)\b[^\d.!?\n]{0,30}?(?<![\p{L}\d-])(?<p>(?!(?:BMW|KTM|MBK|VW|AMG|DS|MG|RS|GTI|TDI|HDI|SUV)\b)(?-i:[A-Z]{1,3}[ -]\d{2,4}[ -][A-Z]{1,3}|[A-Z]{2,3}[ -]?\d{4,6}|[A-Z][ -]\d{4,6}|\d{3,6}[ -]?[A-Z]{2,3}(?:[ -]\d{1,3})?|\d{3}[ -]?TU[ -]?\d{2,4}|\d{3,6}\s?NC|\d{2,6}\s?P))(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex OfVehicle();

    /// <summary>« la plaque commence par FL 8 ».</summary>
    [GeneratedRegex(@"\b(?:plaques?|plak|immat(?:riculation)?)\b[^.!?\n]{0,30}?\b(?:commen[cç]\w*|d[ée]but\w*|fini\w*|termin\w*)\s+(?:par|en|avec)\s+(?<p>(?-i:[A-Z]{1,3}(?:[ -]?\d{1,3})?(?:[ -]?[A-Z]{1,2})?|\d{2,4}(?:[ -]?[A-Z]{1,3})?))(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Partly();
}
