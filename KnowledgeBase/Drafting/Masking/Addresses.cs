using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Masking;

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
    }

    public static IEnumerable<(int Start, int Length)> In(string text)
    {
        foreach (Match head in Numbered().Matches(text)) if (Street(text, head, head.Index + head.Length, head.Groups["weak"].Success ? First.Capital : First.Any) is { } street) yield return street;
        foreach (Match head in Lived().Matches(text)) if (Street(text, head.Groups["h"], head.Groups["h"].Index + head.Groups["h"].Length, First.CapitalOrOwn) is { } street) yield return street;
        foreach (Match head in Place().Matches(text)) if (Street(text, head.Groups["h"], head.Index + head.Length, head.Groups["s"].Success ? First.Any : First.OwnCapital) is { } place) yield return place;
        foreach (Match box in Box().Matches(text)) yield return Whole(text, box.Index, box.Index + box.Length);
        foreach (Match flat in Flat().Matches(text)) yield return Whole(text, flat.Index, flat.Index + flat.Length);
        foreach (Match town in Town().Matches(text)) yield return (town.Index, town.Value.TrimEnd().Length);
        foreach (Match abroad in Abroad().Matches(text)) yield return Whole(text, abroad.Index, abroad.Index + abroad.Length);
    }

    /// <summary>A head with the name that follows it; null: none follows.</summary>
    private static (int Start, int Length)? Street(string text, Group head, int from, First first) =>
        Name(text, from, first) is { } end ? Whole(text, head.Index, end) : null;

    /// <summary>From what stands before the number, « Le Vieux Logis, », to the town.</summary>
    private static (int Start, int Length) Whole(string text, int start, int end)
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

            if (Code().Match(text, end) is { Success: true } code)
            {
                end = Town(text, code.Index + code.Length) ?? code.Index + code.Length;
                continue;
            }

            if (InTown().Match(text, end) is { Success: true } town && TownWord(text, town) && Town(text, town.Index + town.Groups["in"].Length) is { } there)
            {
                end = there;
                continue;
            }

            break;
        }

        return (start, end - start);
    }

    /// <summary>After a comma or « à » only what is written as a town; in small letters only what no article has.</summary>
    private static bool TownWord(string text, Match town)
    {
        var word = town.Groups["w"].Value;
        if (Onward.Contains(word)) return false;
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
            var begins = first switch { First.Any => true, First.Capital => capital, First.CapitalOrOwn => capital || own, _ => capital && own };
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

    private const string Kinds = @"rue|r\.|avenue|av[ae]?n?\.?|boulevard|bou?le?v?d\.?|bd\.?|bld\.?|bvd\.?|place|pl\.|impasse|imp\.|all[ée]es?|all\.|chemin|chem\.?|che\.|ch\.|route|rte\.?|quai|cours|cour|square|sq\.|lotissement|lot\.?|r[ée]sidences?|r[ée]s\.|passage|pass\.|sentes?|sentiers?|venelle|faubourg|fbg\.?|fg\.?|mont[ée]e|esplanade|hameau|ham\.|villa|cit[ée]|clos|rond[- ]point|promenade|traverse|ruelle|voie|mail|c[ôo]te|domaine|parvis|galerie|chauss[ée]e|rampe|corniche|lev[ée]e|descente|grande?[- ]rue|grand['’]?\s?rue|lieu[- ]?dit|quartier|ravine|morne|servitude|tertre|coul[ée]e";

    private const string Ordinals = "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix[- ]sept|dix[- ]huit|dix[- ]neuf|vingt";

    /// <summary>« 14 bis, rue », « au trois chemin », « 16, av. »; weak is what may be counted too, « 3 cours », « 2 place de parking ».</summary>
    [GeneratedRegex(@"(?<![\p{L}\d.,/€$-])(?:n[°o]\s?)?(?:\d{1,4}(?:\s?[-/]\s?\d{1,4})?\s?(?:(?:bis|ter|quater|[a-f])(?=[\s,]))?|\b(?:" + Ordinals + @"))\s?,?\s*(?:grande?[- ]rue\b|(?<weak>place(?!\s+(?:du|des|de\s+la|de\s+l['’])\s)|cours|cour|mail|voie|c[ôo]te|lot|villa|passage|domaine)\b(?=\s)|(?:" + Kinds + @")(?<=\.|\b)(?=\s|['’]))", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Numbered();

    /// <summary>Without a number a street is told after the words for living.</summary>
    [GeneratedRegex(@"\b(?:j['’ ]?h?abite|habit(?:e|ons|ez|ent|ant|ait)|demeur(?:e|ant|ons)|domicili[ée]e?s?|r[ée]sid(?:e|ons|ent|ant)|loge(?:ons|ent|ait)?|vi[ts]|vivons|adresse|domicile|live|living|vivo|wohne|moro|abito)\b[^.!?\n\d]{0,25}?(?<![\p{L}-])(?<h>(?:" + Kinds + @")(?<=\.|\b))(?=\s)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Lived();

    /// <summary>Places with a name of their own.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d-])(?<h>(?:(?<s>lieu[- ]?dit)|r[ée]sidences?|r[ée]s\.|immeuble|imm\.|hameau|lotissement|lot\.|b[âa]timent|b[âa]t\.|tour|domaine|mas|clos|villa|hlm|squat|foyer)(?<=\.|\b))(?=\s)(?:\s*:)?", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(?:B\.?P\.?|bo[îi]te\s+postale)\s*(?:n[°o]\s?)?\d{1,6}\b", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Box();

    [GeneratedRegex(@"\b(?:appartement|appart|appt|apt)\.?\s*(?:n[°o]\s?)?(?:[A-Z]?\d{1,4}[A-Z]?)\b(?!\s*(?:pi[èe]ces?|p\b|chambres?|m2|m²|euros?|€|fois|personnes?))", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Flat();

    /// <summary>A postcode and a town with its capital.</summary>
    [GeneratedRegex(@"(?<!\d)(?:F[- ])?(?:0[1-9]|[1-8]\d|9[0-8])\d{3}\s+(?!Euros?\b|EUROS?\b|€)(?:(?:Le|La|Les|LE|LA|LES|L['’])\s?)?\p{Lu}[\p{L}'’-]{1,40}(?:[ -](?!(?i:cedex))(?:\p{Lu}|sur|sous|les|la|le|en|lès)[\p{L}'’-]*){0,4}(?:\s+(?i:cedex)(?:\s+\d{1,2}\b)?)?", Quick)]
    private static partial Regex Town();

    /// <summary>As they are written elsewhere.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d])(?:\d{1,4}[a-z]?,?\s+(?:\p{Lu}[\p{L}'’-]+\s+){1,3}(?:Street|St\.?|Road|Rd\.?|Avenue|Lane|Drive|Close|Court|Way|Terrace|Gardens|Crescent)\b|\p{Lu}[\p{L}-]+(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee)\s+\d{1,4}\s?[a-z]?\b|\p{Lu}\p{L}+er\s+Stra(?:ß|ss)e\s+\d{1,4}\b|(?:[Cc]alle|[Cc]/|[Aa]venida|[Aa]vda\.?|[Pp]laza|[Rr]ua|[Tt]ravessa|(?:in|[Ii]n|abito\s+in)\s+(?:[Vv]ia|[Vv]iale|[Pp]iazza))\s+(?:(?:de|del|de\s+la|da|do|dos|das|di|della)\s+)?\p{Lu}[\p{L}'’-]+(?:\s+(?:(?:de|del|da|do|dos|di)\s+)?\p{Lu}[\p{L}'’-]+){0,3},?\s*(?:n[.ºo°]{1,2}\s*)?\d{1,4}\b)", Quick)]
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
