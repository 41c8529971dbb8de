using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Personal;

/// <summary>Addresses of mail, bank accounts, cards, numbers of social security, of telephones and of papers.</summary>
internal static partial class Numbers
{
    private const RegexOptions Quick = RegexOptions.CultureInvariant;

    /// <summary>Whether there are digits, of any script: without them most patterns need not be tried.</summary>
    public static bool AnyDigit(string text)
    {
        foreach (var c in text)
        {
            if (char.IsDigit(c)) return true;
        }

        return false;
    }

    /// <summary>What can be told from other numbers by the way it is made.</summary>
    public static IEnumerable<PersonalSpan> WithCheckDigits(string text)
    {
        foreach (Match match in Email().Matches(text)) yield return new(match.Index, match.Length, PersonalKind.Email);
        if (!AnyDigit(text)) yield break;
        foreach (Match match in Iban().Matches(text)) if (LengthOfIban(match.Value) is > 0 and var length) yield return new(match.Index, length, PersonalKind.Iban);
        foreach (Match match in Account().Matches(text)) yield return new(match.Index, match.Length, PersonalKind.Iban);
        foreach (Match match in SocialSecurity().Matches(text)) yield return new(match.Index, match.Length, PersonalKind.SocialSecurity);
        foreach (Match match in Digits().Matches(text)) if (KindOf(match.Value) is { } kind) yield return new(match.Index, match.Length, kind);
    }

    public static IEnumerable<PersonalSpan> OfTelephones(string text)
    {
        foreach (Match match in Spelt().Matches(text)) yield return new(match.Index, match.Length, PersonalKind.Phone);
        if (!AnyDigit(text)) yield break;
        foreach (var match in Apart().Matches(text).Concat(Phone().Matches(text)).Where(match => !Service().IsMatch(match.Value) && !PublicWords.HasNumber(match.Value))) yield return new(match.Index, match.Length, PersonalKind.Phone);
    }

    /// <summary>Numbers of papers, files and customers: after their names, and letters and digits in one word, which are no word.</summary>
    public static IEnumerable<PersonalSpan> OfPapers(string text)
    {
        if (!AnyDigit(text)) yield break;
        foreach (Match match in Paper().Matches(text)) yield return new(match.Groups["n"].Index, match.Groups["n"].Length, PersonalKind.Identity);
        foreach (Match match in Customer().Matches(text)) yield return new(match.Groups["n"].Index, match.Groups["n"].Length, PersonalKind.Identity);
        foreach (Match match in Mixed().Matches(text)) yield return new(match.Index, match.Length, PersonalKind.Identity);
        foreach (Match match in Long().Matches(text)) yield return new(match.Index, match.Length, PersonalKind.Identity);
    }

    /// <summary>Digits alone, « 06 » for « +33 6 »: two ways of writing one number are the same.</summary>
    public static string DigitsOf(string number)
    {
        var digits = string.Concat(number.Replace("(0)", "", StringComparison.Ordinal).Where(char.IsAsciiDigit));
        return digits.StartsWith("0033", StringComparison.Ordinal) ? string.Concat("0", digits.AsSpan(4)) : digits.StartsWith("33", StringComparison.Ordinal) && digits.Length == 11 ? string.Concat("0", digits.AsSpan(2)) : digits;
    }

    /// <summary>The telephone numbers of a text, as digits.</summary>
    public static IEnumerable<string> TelephonesIn(string text) => Phone().Matches(text).Select(match => DigitsOf(match.Value));


    /// <summary>The longest beginning that divides as an IBAN must.</summary>
    private static int LengthOfIban(string text)
    {
        for (var end = text.Length; end >= 15; end--)
        {
            if (char.IsLetterOrDigit(text[end - 1]) && IsIban(text.AsSpan(0, end))) return end;
        }

        return 0;
    }

    private static bool IsIban(ReadOnlySpan<char> text)
    {
        Span<char> signs = stackalloc char[34];
        var count = 0;
        foreach (var sign in text)
        {
            if (!char.IsLetterOrDigit(sign)) continue;
            if (count == signs.Length) return false;
            signs[count++] = char.ToUpperInvariant(sign);
        }

        if (count < 15) return false;
        var rest = 0;
        for (var at = 4; at < count + 4; at++)
        {
            var sign = signs[at % count];
            rest = char.IsDigit(sign) ? ((rest * 10) + sign - '0') % 97 : ((rest * 100) + sign - 'A' + 10) % 97;
        }

        return rest == 1;
    }

    private static PersonalKind? KindOf(string text)
    {
        var digits = text.Where(char.IsAsciiDigit).ToArray();
        if (digits.Length is 13 or 15 && digits[0] is '1' or '2' && IsSocialSecurity(digits)) return PersonalKind.SocialSecurity;
        return digits.Length is >= 13 and <= 19 && IsCard(digits) ? PersonalKind.Card : null;
    }

    private static bool IsSocialSecurity(char[] digits)
    {
        var month = ((digits[3] - '0') * 10) + digits[4] - '0';
        if (month is not (>= 1 and <= 12 or >= 20)) return false;
        if (digits.Length == 13) return true;
        return 97 - (long.Parse(digits.AsSpan(0, 13), null) % 97) == ((digits[13] - '0') * 10) + digits[14] - '0';
    }

    private static bool IsCard(char[] digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? (digit * 2) - 9 : digit * 2;
        }

        return sum % 10 == 0;
    }

    /// <summary>« lea point martin arobase orange point fr », « lea chez gmail point com », « lea@gmail ».</summary>
    [GeneratedRegex(@"(?<![\p{L}\d._%+-])(?:[\p{L}\d._%+-]{1,64}\s(?:" + Signs + @")\s){0,4}[\p{L}\d._%+-]{1,64}(?:(?:@\s?|\s@\s|\s?(?:\(at\)|\[at\]|\b(?:arobase|arroba|chiocciola)\b)\s?|\s(?:chez|at)\s(?=[\p{L}\d-]{2,63}\s(?:point|dot)\s(?:com|fr|net|org|eu|be|ch|uk)\b)|\s@(?=[\p{L}\d.-]+\.(?:com|fr|net|org|eu|be|ch|de|es|it|uk|re|nc|pf)(?![\p{L}\d_.-])))[\p{L}\d-]{1,63}(?:\s?(?:\.|\b(?:point|dot|punto|punkt)\b|\[dot\]|\(dot\))\s?[\p{L}\d-]{2,63}){1,4}(?![\p{L}\d_])|\s?@\s?(?:gmail|hotmail|outlook|yahoo|orange|wanadoo|free|sfr|laposte|live|icloud|proton(?:mail)?|gmx)\b)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Email();

    [GeneratedRegex(@"\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}\b", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Iban();

    [GeneratedRegex(@"(?<![\d])\d(?:[ .-]?\d){12,18}(?!\d)", Quick)]
    private static partial Regex Digits();

    /// <summary>Nine digits or more, however they are grouped: the short numbers of help (17, 3919, 116 006) are none.</summary>
    [GeneratedRegex(@"(?<![\d.,])(?:\+\s?|00)?(?:\(0\)|\d)(?:[ .\-/()\u00A0\u202F\n]{0,2}\d){8,14}(?!\d)", Quick)]
    private static partial Regex Phone();

    /// <summary>« 06 - 12 - 34 - 56 - 78 », « O6 12… ».</summary>
    [GeneratedRegex(@"(?<![\p{L}\d.,])(?!\d{1,2}[ ./-]{1,3}\d{1,2}[ ./-]{1,3}(?:19|20)\d{2}\b)(?:\+\s?33\s?|[0O])[1-9](?:[ .\-/_]{0,4}\d{2}){4}(?!\d)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Apart();

    [GeneratedRegex(@"\bz[ée]ro[ ,-]{1,3}(?:" + Figures + @")(?:[ ,-]{1,3}(?:" + Figures + @")){3,11}\b", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Spelt();

    /// <summary>Signs of an address that is dictated.</summary>
    private const string Signs = @"point|dot|punto|punkt|tiret(?:\s(?:du\s)?(?:bas|haut|milieu|6|8))?|dash|gui[óo]n(?:\sbajo)?|bindestrich|underscore";

    private const string Figures = "z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|et";

    /// <summary>Bank, branch, account and key, as they were written before the IBAN.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d])\d{5}[ .-]?\d{5}[ .-]?(?:[A-Z\d][ .-]?){10}[A-Z\d][ .-]?\d{2}(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Account();

    /// <summary>Numbers of services, which are everybody's.</summary>
    [GeneratedRegex(@"^(?:\+33|0033)?\s?(?:\(0\)|0)?\s?8\d|^0\s?8", Quick)]
    private static partial Regex Service();

    [GeneratedRegex(@"(?<![\d])[12][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}|2[AB])[ .-]?\d{3}[ .-]?\d{3}(?:[ .-]?\d{2})?(?!\d)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex SocialSecurity();

    /// <summary>After the name of a paper.</summary>
    [GeneratedRegex(@"\b(?:passeports?|passports?|pasaporte|passaporte|cni|carte\s+(?:nationale\s+)?d['’ ]?\s?identit[ée]|carte\s+de\s+s[ée]jour|titre\s+de\s+s[ée]jour|permis(?:\s+de\s+conduire)?|nie|dni|matricule|proc[ée]dure|pv|dossier|r[ée]f[ée]rence|num[ée]ro\s+fiscal|s[ée]rie)\b[^\d\n]{0,30}?(?<n>(?=(?:\p{L}*[ -]?\d){3})[A-Z\d](?:[A-Z\d]|[ /-](?=[A-Z]*\d)){5,24})(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Paper();

    /// <summary>« mon numéro client est 845123 ».</summary>
    [GeneratedRegex(@"\b(?:identifiant|(?:num[ée]ro|n[°o]|code)\s+(?:de\s+|d['’])?(?:client|compte|membre|adh[ée]rente?|allocataire|abonn[ée]e?|contrat|licence|[ée]tudiante?|usager|dossier|s[ée]cu(?:rit[ée]\s+sociale)?))\b(?:\s+\p{L}+)?\s*(?:c['’ ]?est|est|:|=)?\s*(?:le\s+|la\s+)?(?<n>[A-Z]{0,3}[ -]?\d(?:[ -]?\d){3,18}[A-Z]?)(?![\p{L}\d€])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Customer();

    [GeneratedRegex(@"(?<![\p{L}\d@./_-])(?=[A-Za-z\d]*[A-Za-z])(?=(?:[A-Za-z]*\d){3})[A-Za-z\d]{7,24}(?![\p{L}\d@./_-])", Quick)]
    private static partial Regex Mixed();

    /// <summary>Longer than any telephone: what a network or a parcel calls somebody.</summary>
    [GeneratedRegex(@"(?<!\d)\d{16,24}(?!\d)", Quick)]
    private static partial Regex Long();
}
