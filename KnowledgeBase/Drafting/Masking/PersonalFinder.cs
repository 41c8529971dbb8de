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
        foreach (Match match in Account().Matches(text)) Add(found, match.Index, match.Value.TrimEnd('.').Length, PersonalKind.Account);
        foreach (Match match in Pseudonym().Matches(text)) Add(found, match.Groups["n"].Index, match.Groups["n"].Length, PersonalKind.Account);
        foreach (Match match in Phone().Matches(text).Where(match => !Service().IsMatch(match.Value))) Add(found, match.Index, match.Length, PersonalKind.Phone);
        foreach (Match match in Birth().Matches(text)) Add(found, match.Groups["d"].Index, match.Groups["d"].Length, PersonalKind.BirthDate);
        foreach (Match match in OldDate().Matches(text)) Add(found, match.Index, match.Length, PersonalKind.BirthDate);
        foreach (Match match in Plate().Matches(text)) Add(found, match.Index, match.Length, PersonalKind.Plate);
        foreach (Match match in ToldPlate().Matches(text)) Add(found, match.Groups["p"].Index, match.Groups["p"].Length, PersonalKind.Plate);
        foreach (Match match in Identity().Matches(text)) Add(found, match.Groups["n"].Index, match.Groups["n"].Length, PersonalKind.Identity);
        foreach (Match match in Mixed().Matches(text)) Add(found, match.Index, match.Length, PersonalKind.Identity);
        foreach (Match match in Street().Matches(text)) Add(found, match.Index, match.Value.TrimEnd().Length, PersonalKind.Address);
        foreach (Match match in Town().Matches(text)) Add(found, match.Index, match.Value.TrimEnd().Length, PersonalKind.Address);
        foreach (var name in Names.In(text)) Add(found, name.Start, name.Length, PersonalKind.Name);
        found.Sort((one, other) => one.Start.CompareTo(other.Start));
        return found;
    }

    private static void Add(List<PersonalSpan> found, int start, int length, PersonalKind kind)
    {
        var span = new PersonalSpan(start, length, kind);
        if (length > 0 && !found.Exists(other => other.Start < span.End && span.Start < other.End)) found.Add(span);
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

    /// <summary>AB-123-CD, and the older 1234 AB 75.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d])(?:[A-HJ-NP-TV-Z]{2}[ -]?\d{3}[ -]?[A-HJ-NP-TV-Z]{2}|[A-HJ-NP-TV-Z]{2}-\d{3}-[A-Z]|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ -]\d{1,4}|\d{2,4}[ -]?(?!ans\b|mai\b|eur\b|km\b|cm\b|mn\b|kg\b|ml\b|et\b|ou\b|de\b|le\b|la\b|au\b|du\b|en\b|a\b)[A-Z]{2,3}[ -]?(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97\d))(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Plate();

    [GeneratedRegex(@"\b\d{1,4}\s?(?:bis|ter|quater|[a-d]\b)?,?\s+(?:rue|r\.|avenue|ave?\.?|boulevard|bd|bld|boul\.|place|pl\.|impasse|imp\.|all[ée]es?|chemin|ch\.|route|rte|quai|cours|square|lotissement|lot\.|r[ée]sidence|passage|sentier?|venelle|faubourg|fbg|mont[ée]e|esplanade|hameau|villa|cit[ée])\s+(?:(?:de|du|des|la|le|les|l['’]|d['’]|et|aux?|en|sur|sous)\s*)*[\p{L}\d][\p{L}\d'’.-]*(?:\s+(?:(?:de|du|des|la|le|les|l['’]|d['’]|sur|sous|en|et)\s*)*\p{Lu}[\p{L}'’-]*)*(?:,?\s*(?:0[1-9]|[1-8]\d|9[0-8])\d{3}\s+\p{L}[\p{L}'’-]+(?:[ -]\p{Lu}[\p{L}'’-]*)*|,?\s+(?:à|a)\s+\p{Lu}[\p{L}'’-]+(?:[ -]\p{Lu}[\p{L}'’-]*)*)?", Quick | RegexOptions.IgnoreCase)]
    private static partial Regex Street();

    [GeneratedRegex(@"(?<!\d)(?:0[1-9]|[1-8]\d|9[0-8])\d{3}\s+(?!euros?\b|fois\b|km\b|kilom|personnes?\b|habitants?\b|ans\b|€)\p{Lu}[\p{L}'’-]{1,40}(?:[ -](?:\p{Lu}|sur|sous|les|la|le|en|lès)[\p{L}'’-]*){0,4}", Quick)]
    private static partial Regex Town();

    /// <summary>Numbers of services, which are everybody's.</summary>
    [GeneratedRegex(@"^(?:\+33|0033)?\s?(?:\(0\)|0)?\s?8\d|^0\s?8", Quick)]
    private static partial Regex Service();

    [GeneratedRegex(@"(?<![\d])[12][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}|2[AB])[ .-]?\d{3}[ .-]?\d{3}(?:[ .-]?\d{2})?(?!\d)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex SocialSecurity();

    [GeneratedRegex(@"(?<![\p{L}\d.@])@[\p{L}\d][\p{L}\d_.]{2,40}|(?<![\p{L}\d])[\p{L}\d_.]{3,32}#\d{3,5}\b|\b(?:t\.me|(?:www\.)?(?:facebook|fb|instagram|tiktok|twitter|x|snapchat|linkedin|vinted|leboncoin)\.(?:com|fr))/[\p{L}\d_.@/-]{3,60}|(?<![\p{L}\d])u/[\p{L}\d_-]{3,30}|(?<![\p{L}\d_@.])[\p{L}\d]+_[\p{L}\d_.]{2,30}", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Account();

    /// <summary>After « pseudo » and its like.</summary>
    [GeneratedRegex(@"\b(?:pseudo(?:nyme)?|identifiant|login|username|nick(?:name)?|(?:compte|profil)\s+(?:insta(?:gram)?|snap(?:chat)?|facebook|fb|vinted|tiktok|steam|psn|discord)|gamertag)\b[^.!?\n]{0,30}?(?:\s+c['’]?\s?est\s+|\s+[ée]tait\s+|\s+est\s+|\s*:\s*|\s+is\s+|\s*«\s*|\s+)[«""]?\s*(?<n>(?=[^\s»""]*(?:\d|[._-]|\p{Ll}\p{Lu}))[\p{L}\d_.-]{4,40})", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Pseudonym();

    /// <summary>A whole date so long ago that it is somebody's birth.</summary>
    [GeneratedRegex(@"(?<![\d/.-])(?:(?:0?[1-9]|[12]\d|3[01])(?:er)?\s*(?:[ ./-]|de\s)\s*(?:0?[1-9]|1[0-2]|janv(?:ier)?|f[ée]v(?:rier)?|mars|avril|mai|juin|juil(?:let)?|ao[ûu]t|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?)\.?\s*(?:[ ./-]|de\s)\s*(?:19\d{2}|200\d|201[0-4])|(?:19\d{2}|200\d|201[0-4])-\d{2}-\d{2})(?!\d)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex OldDate();

    [GeneratedRegex(@"\b(?:plaques?|plak|immatricul[ée]e?s?|immat|immatriculation)\b[^\d\n]{0,25}?(?<p>(?-i:[A-Za-z]{1,3}[ -]?\d{1,6}(?:[ -]?[A-Za-z]{1,3})?|\d{1,4}[ -]?[A-Za-z]{1,3}[ -]?\d{0,3}))(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex ToldPlate();

    /// <summary>After the name of a paper.</summary>
    [GeneratedRegex(@"\b(?:passeports?|passports?|pasaporte|passaporte|cni|carte\s+(?:nationale\s+)?d['’ ]?\s?identit[ée]|carte\s+de\s+s[ée]jour|titre\s+de\s+s[ée]jour|permis(?:\s+de\s+conduire)?|nie|dni|matricule|proc[ée]dure|pv|dossier|r[ée]f[ée]rence|num[ée]ro\s+fiscal|s[ée]rie)\b[^\d\n]{0,30}?(?<n>(?=(?:\p{L}*[ -]?\d){3})[A-Z\d](?:[A-Z\d]|[ /-](?=[A-Z]*\d)){5,24})(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Identity();

    /// <summary>Letters and digits in one word are no word.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d@./_-])(?=[A-Za-z\d]*[A-Za-z])(?=(?:[A-Za-z]*\d){3})[A-Za-z\d]{7,24}(?![\p{L}\d@./_-])", Quick)]
    private static partial Regex Mixed();
}
