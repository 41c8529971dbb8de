using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Personal;

/// <summary>
/// Where somebody lives: a number and a street, a place that has a name, a post-office box, a postcode with its town, and what
/// stands behind these (building, flat, town). A town alone tells nobody, and stays.
/// </summary>
internal static partial class Addresses
{
    private const RegexOptions Quick = RegexOptions.CultureInvariant;

    /// <summary>What an address has behind the street: flat, building, box, postcode, town.</summary>
    private const int MostTails = 7;

    /// <summary>« rue du Général de Gaulle prolongée »: words of sense of one name.</summary>
    private const int MostWords = 5;

    /// <summary>These go on after an address and belong to none.</summary>
    private static readonly HashSet<string> Onward = new(StringComparer.OrdinalIgnoreCase)
    {
        "je", "j", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "cet", "cette", "mon", "ma", "mes", "son", "sa", "ses", "un", "une", "qui", "que", "depuis", "pour", "mais", "donc", "car", "avec", "sans",
        "monsieur", "madame", "mademoiselle", "mr", "mme", "mlle", "merci", "bonjour", "cordialement", "svp", "stp", "tel", "tél", "téléphone", "portable", "mail", "né", "née", "à", "a", "y", "ya", "quand", "chez",
    };

    /// <summary>What the first word of a name must be, by how sure it is that a name comes; own is what no article has.</summary>
    private enum First
    {
        Any,
        Capital,
        CapitalOrOwn,
        OwnCapital,

        /// <summary>« résidence les glycines »: in small letters only behind « les », « de ».</summary>
        OwnNamed,
    }

    public static IEnumerable<PersonalSpan> In(string text)
    {
        foreach (Match road in Road().Matches(text)) yield return Whole(text, road.Index, road.Index + road.Length);
        foreach (Match head in Numbered().Matches(text)) if (Street(text, head, head.Index + head.Length, head.Groups["weak"].Success ? First.Capital : First.Any) is { } street) yield return street with { Certain = !head.Groups["weak"].Success };
        foreach (Match head in Lived().Matches(text)) if (Street(text, head.Groups["h"], head.Groups["h"].Index + head.Groups["h"].Length, First.CapitalOrOwn) is { } street) yield return street;
        foreach (Match head in Place().Matches(text)) if (Street(text, head.Groups["h"], head.Index + head.Length, head.Groups["s"].Success ? First.Any : head.Groups["z"].Success ? First.Capital : head.Groups["c"].Success ? First.OwnCapital : First.OwnNamed) is { } place) yield return place with { Certain = false };
        foreach (Match head in Unnumbered().Matches(text)) if (NumberOrTownBehind(text, head) is { } street) yield return street;
        foreach (var (start, end) in Premises.In(text)) yield return Whole(text, start, end);
        foreach (Match town in Town().Matches(text)) yield return Of(town.Index, town.Index + town.Value.TrimEnd().Length);
        foreach (var town in CodeAndTown().Matches(text).Concat(TownAndCode().Matches(text)).Where(IsTown)) yield return Of(town.Index, town.Index + town.Length);
        foreach (Match abroad in Abroad().Matches(text)) yield return Whole(text, abroad.Index, abroad.Index + abroad.Length);
        foreach (var (start, end) in Positions.In(text)) yield return Of(start, end);
    }

    private static PersonalSpan Of(int start, int end) => new(start, end - start, PersonalKind.Address);

    /// <summary>A head with the name that follows it; null: none follows.</summary>
    private static PersonalSpan? Street(string text, Group head, int from, First first) =>
        Name(text, from, first) is { } end ? Whole(text, head.Index, end) : null;

    /// <summary>« rue Victor-Hugo à Lyon », « rue des Glycines n° 12 »: without the one or the other it is everybody's street.</summary>
    private static PersonalSpan? NumberOrTownBehind(string text, Match head)
    {
        if (Name(text, head.Index + head.Length, First.CapitalOrOwn) is not { } end) return null;
        if (NumberBehind().Match(text, end) is { Success: true } number) return Whole(text, head.Index, number.Index + number.Length) with { Certain = false };
        if (TownWithin().Match(text, head.Index, end - head.Index) is { Success: true } within && within.Groups["w"].Value is var there && (PublicWords.IsTown(there) || !PublicWords.IsUsual(there))) return Whole(text, head.Index, end) with { Certain = false };
        if (!(InTown().Match(text, end) is { Success: true } town && town.Groups["a"].Success && TownWord(town)) && !Code().IsMatch(text, end)) return null;
        return Whole(text, head.Index, end) with { Certain = false };
    }

    /// <summary>« 59000 lille », « Rennes (35700) »: in small letters or with a blank only what is known to be a town.</summary>
    private static bool IsTown(Match match)
    {
        var word = match.Groups["w"].Value;
        return PublicWords.IsTown(word) || (char.IsUpper(word[0]) && match.Groups["after"].Success && !PublicWords.IsUsual(word) && !PublicWords.IsPublicName(word));
    }

    /// <summary>From what stands before the number, « Le Vieux Logis, », to the town.</summary>
    private static PersonalSpan Whole(string text, int start, int end)
    {
        if (Before().Match(text, 0, start) is { Success: true } before && before.Index + before.Length == start) start = before.Index;
        for (var tails = 0; tails < MostTails; tails++)
        {
            if (Tail().Match(text, end) is { Success: true } tail)
            {
                end = tail.Index + tail.Length;
                continue;
            }

            if (NamedTail().Match(text, end) is { Success: true } named && Name(text, named.Index + named.Length, First.CapitalOrOwn) is { } behind)
            {
                end = behind;
                continue;
            }

            if ((Code().Match(text, end) is { Success: true } found ? found : CodeAbroad().Match(text, end)) is { Success: true } code)
            {
                end = Town(text, code.Index + code.Length) ?? code.Index + code.Length;
                continue;
            }

            if (InTown().Match(text, end) is { Success: true } town && TownWord(town) && Town(text, town.Index + town.Groups["in"].Length) is { } there)
            {
                end = there;
                continue;
            }

            break;
        }

        return Of(start, end);
    }

    /// <summary>After a comma or « à » only what is written as a town; in small letters only what no article has.</summary>
    private static bool TownWord(Match town)
    {
        var word = town.Groups["w"].Value;
        if (Onward.Contains(word)) return false;
        if (PublicWords.IsTown(word)) return true;
        return char.IsUpper(word[0]) ? town.Groups["a"].Success || !PublicWords.Has(word) : town.Groups["a"].Success && word.Length > 3 && !PublicWords.Has(word);
    }

    /// <summary>End of the name of a street or place; null: there is none.</summary>
    private static int? Name(string text, int from, First first)
    {
        var (end, words, particle) = ((int?)null, 0, false);
        if (Day().Match(text, from) is { Success: true } day) return day.Index + day.Length;
        for (var at = from; words < MostWords;)
        {
            if (Small().Match(text, at) is { Success: true } small)
            {
                (at, particle) = (small.Index + small.Length, true);
                continue;
            }

            if (Word().Match(text, at) is not { Success: true } match) break;
            var word = match.Groups["w"].Value;
            var shout = word.Length > 1 && !word.Any(char.IsLower);
            if (Onward.Contains(word) || (words > 0 && Tail().IsMatch(text, at))) break;
            if (char.IsDigit(word[0]) && !particle) break;
            var own = word.Split('-').Any(part => !PublicWords.Has(part));
            var capital = char.IsUpper(word[0]);
            var begins = first switch { First.Any => true, First.Capital => capital, First.CapitalOrOwn => capital || own, First.OwnNamed => own && (capital || particle) && char.IsLetter(word[0]) && !PublicWords.IsTown(word), _ => capital && own && !PublicWords.IsTown(word) };
            if (words == 0 ? !begins : !own && (!capital || (shout && !particle))) break;
            (at, end, words, particle) = (match.Index + match.Length, match.Index + match.Length, words + 1, false);

            // « av. du Gal. Fanfaron »: a short word with a full stop is cut short, a long one ends the sentence.
            if (word.Length <= 4 && Cut().Match(text, at) is { Success: true } cut) at = cut.Index + cut.Length;
        }

        return end;
    }

    /// <summary>End of a town's name: a word, and what belongs to it.</summary>
    private static int? Town(string text, int from)
    {
        if (TownName().Match(text, from) is not { Success: true } town || Onward.Contains(town.Groups["w"].Value)) return null;
        return town.Index + town.Length;
    }

    /// <summary>« vieux chemin de », « petite rue des ».</summary>
    private const string Aged = @"(?:vieux|vieille|petite?|ancien(?:ne)?|nouvelle|grande?|haute?|basse?)[- ]";

    private const string Kinds = "(?:" + Aged + @")?(?:rue|route|chemin|impasse|all[ée]e|avenue|voie)|rue|r\.|avenue|av[ae]?n?\.?|boulevard|bou?le?v?d\.?|bd\.?|bld\.?|bvd\.?|place|pl\.|impasse|imp\.|all[ée]es?|all\.|chemin|chem\.?|che\.|ch\.|route|rte\.?|quai|cours|cour|square|sq\.|lotissement|lot\.?|r[ée]sidences?|r[ée]s\.|passage|pass\.|sentes?|sentiers?|venelle|faubourg|fbg\.?|fg\.?|mont[ée]e|esplanade|hameau|ham\.|villa|cit[ée]|clos|rond[- ]point|promenade|traverse|ruelle|voie|mail|c[ôo]te|domaine|parvis|galerie|chauss[ée]e|rampe|corniche|lev[ée]e|descente|grande?[- ]rue|grand['’]?\s?rue|lieu[- ]?dit|quartier|ravine|morne|servitude|tertre|coul[ée]e";

    private const string Ordinals = "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix[- ]sept|dix[- ]huit|dix[- ]neuf|(?:vingt|trente|quarante|cinquante|soixante|quatre[- ]vingts?|cent)(?:[- ](?:et[- ])?(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix[- ]sept|dix[- ]huit|dix[- ]neuf))?";

    /// <summary>« 14 bis, rue », « au trois chemin », « 16, av. »; weak is what may be counted too, « 3 cours », « 2 place de parking ».</summary>
    [GeneratedRegex(@"(?<![\p{L}\d.,/€$-])(?:n[°o]\s?)?(?:\d{1,4}(?:\s?(?:[-/]|et|à)\s?\d{1,4})?\s?(?:(?:bis|ter|quater|quinquies|[a-f])(?=[\s,]))?|\b(?:" + Ordinals + @"))\s?,?\s*(?:(?:du|de\s+la|de\s+l['’])\s*(?=(?:" + Aged + @")?(?:rue|avenue|boulevard|impasse|all[ée]e|chemin|route|quai|square|ruelle)\s))?(?:grande?[- ]rue\b|(?<weak>place(?!\s+(?:du|des|de\s+la|de\s+l['’])\s)|cours|cour|mail|voie|c[ôo]te|lot|villa|passage|domaine)\b(?=\s)|(?:" + Kinds + @")(?<=\.|\b)(?=\s|['’]))", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Numbered();

    /// <summary>Without a number a street is told after the words for living.</summary>
    [GeneratedRegex(@"\b(?:j['’ ]?h?abite|habit(?:e|ons|ez|ent|ant|ait)|demeur(?:e|ant|ons)|domicili[ée]e?s?|r[ée]sid(?:e|ons|ent|ant)|loge(?:ons|ent|ait)?|vi[ts]|vivons|adresse|domicile|live|living|vivo|wohne|moro|abito|chez\s+(?:moi|nous)|ma\s+maison|mon\s+(?:appart(?:ement)?|logement|immeuble))\b[^.!?\n\d]{0,25}?(?<![\p{L}-])(?<h>(?:" + Kinds + @")(?<=\.|\b))(?=\s)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Lived();

    /// <summary>« 5 RD 906 », « 3, le Bourg ».</summary>
    [GeneratedRegex(@"(?<![\p{L}\d.,/€$-])\d{1,4}\s?(?:bis|ter)?\s?,?\s+(?:(?-i:RD|RN)\s?\d{1,4}\b|route\s+(?:d[ée]partementale|nationale)\s+\d{1,4}\b|(?:le|au)\s+bourg\b)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Road();

    /// <summary>Places with a name of their own.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d-])(?<h>(?:(?<s>lieu[- ]?dit)|r[ée]sidences?|r[ée]s\.|(?-i:[Rr]és)(?=\s+(?:les?|la|des?|du)\s)|immeuble|imm\.|hameau|lotissement|lot\.|clos|mas|cit[ée]|(?<c>b[âa]timent|b[âa]t\.|tour|domaine|villa|hlm|squat|foyer|ferme|manoir|moulin|village)|(?<z>(?-i:Z\.?A\.?(?:C|E)?\.?|Z\.?I\.?)|zone\s+(?:artisanale|industrielle|commerciale|d['’]activit[ée]s?)))(?<=\.|\b))(?=\s)(?:\s*:)?", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Place();

    /// <summary>A street, in full.</summary>
    [GeneratedRegex(@"(?<![\p{L}-])(?:" + Aged + @")?(?:rue|avenue|boulevard|impasse|all[ée]e|chemin|route|quai|square|ruelle|place|venelle|sente|sentier|faubourg)(?=\s)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Unnumbered();

    [GeneratedRegex(@"\G\s*,?\s*(?:au\s+)?(?:(?:n[°o]|num[ée]ro)\s?)?\d{1,4}(?:\s?(?:bis|ter)\b)?(?![\d\p{L}%€°:/]|[.,]\d|\s*(?:h\b|heures?\b|min|euros?\b|€|ans\b|jours?\b|mois\b|fois\b|km\b|m\b|m[eè]tres?\b|personnes?\b|voitures?\b|jeunes\b|individus\b|janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre))", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex NumberBehind();

    /// <summary>A postcode and a town with its capital.</summary>
    [GeneratedRegex(@"(?<!\d)(?:F[- ])?(?:0[1-9]|[1-8]\d|9[0-8])\d{3}\s+(?!Euros?\b|EUROS?\b|€)(?:(?:Le|La|Les|LE|LA|LES|L['’])\s?)?\p{Lu}[\p{L}'’-]{1,40}(?:[ -](?!(?i:cedex))(?:\p{Lu}|sur|sous|les|la|le|en|lès)[\p{L}'’-]*){0,4}(?:\s+(?i:cedex)(?:\s+\d{1,2}\b)?)?", Quick)]
    private static partial Regex Town();

    /// <summary>In small letters, and the other way round.</summary>
    [GeneratedRegex(@"(?<![\d,.])(?:0[1-9]|[1-8]\d|9[0-8])\d{3}\s+(?:(?:le|la|les)\s)?(?<w>\p{L}[\p{L}'’-]{1,40})", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex CodeAndTown();

    [GeneratedRegex(@"(?<![\p{L}-])(?:(?:le|la|les)\s)?(?<w>\p{L}[\p{L}'’-]{1,40})(?:(?<after>\s*)\(\s*(?:0[1-9]|[1-8]\d|9[0-8])\d{3}\s*\)|(?<after>\s*,)?\s+(?:0[1-9]|[1-8]\d|9[0-8])\d{3}(?!\d|[.,]\d|\s*(?:euros?|€|\d)))", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex TownAndCode();

    /// <summary>As they are written elsewhere.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d])(?:\d{1,4}[a-z]?,?\s+(?:\p{Lu}[\p{L}'’-]+\s+){1,3}(?:Street|St\.?|Road|Rd\.?|Avenue|Lane|Drive|Close|Court|Way|Terrace|Gardens|Crescent)\b|\p{Lu}[\p{L}-]{1,40}(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee)\s+\d{1,4}\s?[a-z]?\b|\p{Lu}\p{L}{1,40}er\s+Stra(?:ß|ss)e\s+\d{1,4}\b|(?:[Cc]alle|[Cc]/|[Aa]venida|[Aa]vda\.?|[Pp]laza|[Rr]ua|[Tt]ravessa|(?:in|[Ii]n|abito\s+in)\s+(?:[Vv]ia|[Vv]iale|[Pp]iazza))\s+(?:(?:de|del|de\s+la|da|do|dos|das|di|della)\s+)?\p{Lu}[\p{L}'’-]+(?:\s+(?:(?:de|del|da|do|dos|di)\s+)?\p{Lu}[\p{L}'’-]+){0,3},?\s*(?:n[.ºo°]{1,2}\s*)?\d{1,4}\b)", Quick)]
    private static partial Regex Abroad();

    /// <summary>A house by its name, or the building and the flat, before the number.</summary>
    [GeneratedRegex(@"(?:(?<![\p{L}])(?:(?:Le|La|Les|L['’])\s?(?:\p{Lu}[\p{L}'’-]+\s?){1,3}|(?:R[ée]sidence|Immeuble|Villa|Tour|Domaine|Lotissement|Hameau)\s+(?:(?:de|du|des|la|le|les|l['’]|d['’])\s*)*(?:\p{Lu}[\p{L}'’-]*\s?){1,4})[,–-]\s*)$", Quick | RegexOptions.RightToLeft)]
    private static partial Regex Before();

    [GeneratedRegex(@"\G(?:[\s,;(]|[-–]\s){0,3}(?:(?:apt|appt|appart(?:ement)?|porte|b[âa]t(?:iment)?|esc(?:alier)?|entr[ée]e|hall|[ée]tage|lot|tour|bloc|log(?:ement)?|chambre|interphone|digicode|bo[îi]te|n[°o])\.?\s*(?:n[°o]\s?)?(?:[A-Z]\d{0,4}|\d{1,4}[A-Z]?)(?![\p{L}\d])|\d{1,2}\s?(?:er|e|[èe]me|nde?)\s+[ée]tage(?:\s+(?:gauche|droite|face))?|rdc\b|(?:B\.?P\.?|bo[îi]te\s+postale|CS|TSA)\s*\d{1,6}\b|PK\s?\d{1,3}(?:[.,]\d{1,2})?(?:\s+c[ôo]t[ée]\s+(?:mer|montagne))?)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Tail();

    [GeneratedRegex(@"\G[\s,;(–-]{1,3}(?:r[ée]sidence|r[ée]s\.|immeuble|imm\.|lieu[- ]?dit|hameau|lotissement|quartier|villa|b[âa]timent|b[âa]t\.?|domaine)(?=\s)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex NamedTail();

    [GeneratedRegex(@"\G[\s,;(–-]{0,3}(?:F[- ])?(?<!\d)(?:0[1-9]|[1-8]\d|9[0-8])\s?\d{3}(?!\d|\s*(?:euros?|€))", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Code();

    /// <summary>« , 1000 Bruxelles ».</summary>
    [GeneratedRegex(@"\G\s?,\s*(?:[BL]-\s?)?[1-9]\d{3}(?=\s+(?!Euros?\b)\p{Lu}\p{Ll})", Quick)]
    private static partial Regex CodeAbroad();

    [GeneratedRegex(@"\s(?:à|a)\s+(?:(?:Le|La|Les)\s)?(?<w>\p{Lu}[\p{L}'’-]+)$", Quick)]
    private static partial Regex TownWithin();

    [GeneratedRegex(@"\G(?<in>[\s,]{1,2}(?<a>(?:à|a|in|sur)\s+)?|\s*[,(]\s*)(?:(?:Le|La|Les|L['’])\s?)?(?<w>\p{L}[\p{L}'’-]+)", Quick)]
    private static partial Regex InTown();

    [GeneratedRegex(@"\G\s*(?:(?i:le|la|les|l['’])\s?)?(?<w>\p{L}[\p{L}'’-]{1,40})(?:(?:[ -](?:sur|sous|l[eè]s|la|le|en|de|du|des|d['’]|SUR|SOUS|LES|EN|DE))*[ -](?!(?i:cedex))\p{Lu}[\p{L}'’-]*){0,4}(?:\s+(?i:cedex)(?:\s+\d{1,2}\b)?)?", Quick)]
    private static partial Regex TownName();

    /// <summary>« rue du 8 mai 1945 ».</summary>
    [GeneratedRegex(@"\G\s+(?:du\s+)?(?:\d{1,2}|onze|huit|quatorze)\s?(?:er)?[ -](?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)(?:[ -](?:1[89]|20)\d{2}\b)?", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Day();

    [GeneratedRegex(@"\G\s*\b(?:(?:de|du|des|la|le|les|et|aux?|en|sur|sous|[àa]|lès|dit)(?=\s)|[ld]['’])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Small();

    [GeneratedRegex(@"\G[ \u00A0]*(?<w>[\p{L}\d][\p{L}\d'’-]*)", Quick)]
    private static partial Regex Word();

    [GeneratedRegex(@"\G\.(?=[ -]\p{Lu})-?", Quick)]
    private static partial Regex Cut();
}
