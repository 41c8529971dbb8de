using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Masking;

/// <summary>Finds what tells who somebody is, by its form or by the words that announce it.</summary>
internal static partial class PersonalFinder
{
    /// <summary>A hostile text must not cost time: no pattern runs longer.</summary>
    private const RegexOptions Quick = RegexOptions.CultureInvariant;

    /// <summary>The places, in their order, none within another.</summary>
    public static IReadOnlyList<PersonalSpan> In(string text)
    {
        var found = new List<PersonalSpan>();

        // What has a check digit first: a card is not a telephone number.
        foreach (Match match in Email().Matches(text)) Add(found, match.Index, match.Length, PersonalKind.Email);
        foreach (Match match in Iban().Matches(text)) AddIban(found, text, match);
        foreach (Match match in SocialSecurity().Matches(text)) Add(found, match.Index, match.Length, PersonalKind.SocialSecurity);
        foreach (Match match in Digits().Matches(text)) AddDigits(found, match);
        foreach (var account in Accounts.In(text)) Add(found, account.Start, account.Length, PersonalKind.Account);
        foreach (Match match in Phone().Matches(text).Where(match => !Service().IsMatch(match.Value))) Add(found, match.Index, match.Length, PersonalKind.Phone);
        foreach (Match match in Birth().Matches(text)) Add(found, match.Groups["d"].Index, match.Groups["d"].Length, PersonalKind.BirthDate);
        foreach (Match match in OldDate().Matches(text)) Add(found, match.Index, match.Length, PersonalKind.BirthDate);
        foreach (var plate in Plates.In(text)) Add(found, plate.Start, plate.Length, PersonalKind.Plate);
        foreach (Match match in Identity().Matches(text)) Add(found, match.Groups["n"].Index, match.Groups["n"].Length, PersonalKind.Identity);
        foreach (Match match in Mixed().Matches(text)) Add(found, match.Index, match.Length, PersonalKind.Identity);
        foreach (var address in Addresses.In(text)) AddAround(found, address.Start, address.Length, PersonalKind.Address);
        foreach (var name in Names.In(text)) Add(found, name.Start, name.Length, PersonalKind.Name);
        found.Sort((one, other) => one.Start.CompareTo(other.Start));
        return found;
    }

    private static void Add(List<PersonalSpan> found, int start, int length, PersonalKind kind)
    {
        var span = new PersonalSpan(start, length, kind);
        if (length > 0 && !found.Exists(other => other.Start < span.End && span.Start < other.End)) found.Add(span);
    }

    /// <summary>Where something else stands within, what is left on both sides of it.</summary>
    private static void AddAround(List<PersonalSpan> found, int start, int length, PersonalKind kind)
    {
        foreach (var other in found.Where(other => other.Start < start + length && start < other.End).OrderBy(other => other.Start).ToList())
        {
            Add(found, start, other.Start - start, kind);
            length -= other.End - start;
            start = other.End;
        }

        Add(found, start, length, kind);
    }

    /// <summary>The longest beginning that divides as an IBAN must.</summary>
    private static void AddIban(List<PersonalSpan> found, string text, Match match)
    {
        for (var end = match.Index + match.Length; end - match.Index >= 15; end--)
        {
            if (!char.IsLetterOrDigit(text[end - 1]) || !IsIban(text[match.Index..end])) continue;
            Add(found, match.Index, end - match.Index, PersonalKind.Iban);
            return;
        }
    }

    private static bool IsIban(string text)
    {
        var signs = text.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant).ToArray();
        if (signs.Length is < 15 or > 34) return false;
        var rest = 0;
        foreach (var sign in signs.Skip(4).Concat(signs.Take(4)))
        {
            rest = char.IsDigit(sign) ? ((rest * 10) + sign - '0') % 97 : ((rest * 100) + sign - 'A' + 10) % 97;
        }

        return rest == 1;
    }

    private static void AddDigits(List<PersonalSpan> found, Match match)
    {
        var digits = match.Value.Where(char.IsAsciiDigit).ToArray();
        if (digits.Length is 13 or 15 && digits[0] is '1' or '2' && IsSocialSecurity(digits)) Add(found, match.Index, match.Length, PersonalKind.SocialSecurity);
        else if (digits.Length is >= 13 and <= 19 && IsCard(digits)) Add(found, match.Index, match.Length, PersonalKind.Card);
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

    [GeneratedRegex(@"[\p{L}\d._%+-]{1,64}\s?(?:@|\(at\)|\[at\]|\barobase\b)\s?[\p{L}\d-]{1,63}(?:\s?(?:\.|\bpoint\b|\[dot\]|\(dot\))\s?[\p{L}\d-]{2,63}){1,4}", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Email();

    [GeneratedRegex(@"\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}\b", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Iban();

    [GeneratedRegex(@"(?<![\d])\d(?:[ .-]?\d){12,18}(?!\d)", Quick)]
    private static partial Regex Digits();

    /// <summary>Nine digits or more, however they are grouped: the short numbers of help (17, 3919, 116 006) are none.</summary>
    [GeneratedRegex(@"(?<![\d.,])(?:\+\s?|00)?(?:\(0\)|\d)(?:[ .\-/()\u00A0\u202F\n]{0,2}\d){8,14}(?!\d)", Quick)]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?:\bn[ée]e?s?\s*(?:\(e\)\s*)?(?:\p{Lu}[\p{L}-]+\s+)?(?:le\s*:?|en|:)|\bnaissance\s+(?:c['’]?est\s+)?(?:le\s+)?|\bdate\s+de\s+naissance\s*(?:est\s+(?:le\s+)?|:|,)?|\bddn\s*:?|\bborn\s+(?:on|in)?|\bdate\s+of\s+birth\s*(?:is|:)?|\bdob\s*:?|\bnac(?:[íi]|ido|ida)\s+el|\bfecha\s+de\s+nacimiento\s*(?:es|:)?|\bgeboren\s+am|\bnat[oa]\s+il)\s*(?<d>(?:0?[1-9]|[12]\d|3[01]|premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente)(?:er)?\s*(?:[ ./-]|de\s)\s*(?:0?[1-9]|1[0-2]|[\p{L}]{3,10}\.?)\s*(?:[ ./,-]|de\s)\s*(?:19|20)?\d{2}\b|(?:19|20)\d{2}-\d{2}-\d{2}|[\p{L}]{3,10}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{2})", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Birth();

    /// <summary>Numbers of services, which are everybody's.</summary>
    [GeneratedRegex(@"^(?:\+33|0033)?\s?(?:\(0\)|0)?\s?8\d|^0\s?8", Quick)]
    private static partial Regex Service();

    [GeneratedRegex(@"(?<![\d])[12][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}|2[AB])[ .-]?\d{3}[ .-]?\d{3}(?:[ .-]?\d{2})?(?!\d)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex SocialSecurity();

    /// <summary>A whole date so long ago that it is somebody's birth.</summary>
    [GeneratedRegex(@"(?<![\d/.-])(?:(?:0?[1-9]|[12]\d|3[01])(?:er)?\s*(?:[ ./-]|de\s)\s*(?:0?[1-9]|1[0-2]|janv(?:ier)?|f[ée]v(?:rier)?|mars|avril|mai|juin|juil(?:let)?|ao[ûu]t|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?)\.?\s*(?:[ ./-]|de\s)\s*(?:19\d{2}|200\d|201[0-4])|(?:19\d{2}|200\d|201[0-4])-\d{2}-\d{2})(?!\d)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex OldDate();

    /// <summary>After the name of a paper.</summary>
    [GeneratedRegex(@"\b(?:passeports?|passports?|pasaporte|passaporte|cni|carte\s+(?:nationale\s+)?d['’ ]?\s?identit[ée]|carte\s+de\s+s[ée]jour|titre\s+de\s+s[ée]jour|permis(?:\s+de\s+conduire)?|nie|dni|matricule|proc[ée]dure|pv|dossier|r[ée]f[ée]rence|num[ée]ro\s+fiscal|s[ée]rie)\b[^\d\n]{0,30}?(?<n>(?=(?:\p{L}*[ -]?\d){3})[A-Z\d](?:[A-Z\d]|[ /-](?=[A-Z]*\d)){5,24})(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Identity();

    /// <summary>Letters and digits in one word are no word.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d@./_-])(?=[A-Za-z\d]*[A-Za-z])(?=(?:[A-Za-z]*\d){3})[A-Za-z\d]{7,24}(?![\p{L}\d@./_-])", Quick)]
    private static partial Regex Mixed();
}
