using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Masking;

/// <summary>Names of people: after the words that announce them, and wherever they stand again in the same text.</summary>
internal static partial class Names
{
    /// <summary>Under it a word is too common to look for it everywhere.</summary>
    private const int LeastLetters = 3;

    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "le", "la", "les", "un", "une", "des", "mon", "ma", "mes", "qui", "que", "quoi", "et", "ou", "est", "a", "de", "du", "en", "dans", "sur",
        "pas", "plus", "pour", "par", "avec", "sans", "the", "my", "i", "is", "was", "and", "bonjour", "bonsoir", "merci", "monsieur", "madame", "mademoiselle", "maire", "juge", "procureur", "président", "brigade",
        "gendarme", "gendarmerie", "police", "france", "facebook", "instagram", "whatsapp", "leboncoin", "vinted", "snapchat", "tiktok", "telegram", "messenger", "paypal", "amazon", "google", "apple", "samsung", "iphone",
        "comment", "pourquoi", "quand", "où", "désolé", "désolée", "victime", "perdu", "perdue", "inquiet", "inquiète", "mineur", "mineure", "majeur", "majeure", "ici", "moi", "toi", "lui", "eux", "ça", "cela", "très",
    };

    public static IEnumerable<(int Start, int Length)> In(string text)
    {
        var names = new List<(int Start, int Length)>();
        foreach (Match match in Announced().Matches(text)) names.AddRange(Words(match.Groups["n"], anyCase: true));
        foreach (Match match in Titled().Matches(text)) names.AddRange(Words(match.Groups["n"], anyCase: false));
        foreach (Match match in Signed().Matches(text)) names.AddRange(Words(match.Groups["n"], anyCase: false));
        names.AddRange(Capitals(text));
        names.AddRange(Word().Matches(text).Where(word => PublicWords.IsFirstName(word.Value)).Select(word => (word.Index, word.Length)));
        var known = names.Select(name => text.Substring(name.Start, name.Length)).SelectMany(name => name.Split([' ', '\u00A0'], StringSplitOptions.RemoveEmptyEntries).Append(name))
            .Where(word => word.Length >= LeastLetters && char.IsUpper(word[0]) && !NoNames.Contains(word)).Distinct(StringComparer.Ordinal).OrderByDescending(word => word.Length);
        foreach (var word in known)
        {
            for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.OrdinalIgnoreCase))
            {
                var end = at + word.Length;
                if ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end]))) names.Add((at, word.Length));
            }
        }

        return names;
    }

    /// <summary>
    /// Words with a capital that no article has. At the beginning of a sentence everybody writes one: there only what stands before
    /// another such word, a comma or a dash.
    /// </summary>
    private static IEnumerable<(int Start, int Length)> Capitals(string text)
    {
        var loud = text.Count(char.IsUpper) > text.Count(char.IsLower);
        foreach (Match run in Run().Matches(text))
        {
            var words = Word().Matches(run.Value).ToList();
            var own = words.Where(word => word.Length > 1 && !Particle().IsMatch(word.Value) && !word.Value.Split('-').All(PublicWords.Has) && !(loud && word.Length < 4)).ToList();
            if (own.Count == 0) continue;
            var opens = run.Index == 0 || Opening().IsMatch(text[Math.Max(0, run.Index - 3)..run.Index]);
            var closes = run.Index + run.Length == text.Length || text[run.Index + run.Length] is ',' or '.' or '\n' or ')' or ';' or ':' || text.AsSpan(run.Index + run.Length).TrimStart() is ['—' or '–' or '-' or '(' or '/', ..];
            if (opens && words.Count == 1 && !closes && !PublicWords.IsFirstName(words[0].Value)) continue;

            // A name and a surname: « Pierre Rose » has two common words, « Rose Lacassagne » one.
            var first = run.Index + own[0].Index;
            if (words.IndexOf(own[0]) is > 0 and var at && char.IsUpper(words[at - 1].Value[0]) && !opens) first = run.Index + words[at - 1].Index;
            var last = own[^1];
            if (words.IndexOf(last) is var end && end + 1 < words.Count && char.IsUpper(words[end + 1].Value[0]) && !loud) last = words[end + 1];
            yield return (first, run.Index + last.Index + last.Length - first);
        }
    }

    /// <summary>The words of a match that may be a name: up to the first that is none.</summary>
    private static IEnumerable<(int Start, int Length)> Words(Group group, bool anyCase)
    {
        var (start, end, count) = (-1, -1, 0);
        foreach (Match word in Word().Matches(group.Value))
        {
            var particle = Particle().IsMatch(word.Value);
            if (NoNames.Contains(word.Value) && !(particle && count > 0)) break;
            if (!char.IsUpper(word.Value[0]) && !particle && !(anyCase && count == 0)) break;
            if (particle && count == 0 && !char.IsUpper(word.Value[0])) break;
            if (start < 0) start = group.Index + word.Index;
            if (!particle || char.IsUpper(word.Value[0])) end = group.Index + word.Index + word.Length;
            if (++count == 5) break;
        }

        if (start >= 0 && end > start) yield return (start, end - start);
    }

    [GeneratedRegex(@"[\p{L}][\p{L}'’-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:de|du|des|la|le|van|von|der|den|ben|bin|el|al|da|dos|di|d['’])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Particle();

    /// <summary>After these a name comes, whatever its case.</summary>
    [GeneratedRegex(@"(?:\bje\s+m['’ ]?app?el+es?|\bj['’ ]?m['’ ]?app?el+e|\bmoi\s*,?\s*(?:c['’ ]?est|je\s+suis)(?=\s+\p{Lu})|\b(?:il|elle|on|qui)\s+(?:s|m)['’ ]?app?el+e|\bs['’]appelant|\bmon\s+(?:pr[ée])?nom(?:\s+(?:de\s+famille|de\s+jeune\s+fille|complet))?\s*(?:c['’ ]?est|est|:)|\b(?:nom|pr[ée]nom)\s*:|\bnomm[ée]e?s?|\bpr[ée]nomm[ée]e?s?|\bd[ée]nomm[ée]e?|\bau\s+nom\s+de|\bmy\s+(?:full\s+|first\s+|last\s+)?name\s+is|\bmy\s+name['’]s|\b(?:is|was)\s+(?:called|named)|\bme\s+llamo|\bmi\s+nombre\s+es|\bse\s+llama|\bich\s+hei(?:ß|ss)e|\bmein\s+name\s+ist|\bmi\s+chiamo|\bmeu\s+nome\s+[ée])\s+(?<n>(?-i:[\p{L}][\p{L}'’-]*(?:\s+[\p{L}][\p{L}'’-]*){0,4}))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Announced();

    /// <summary>After a title or a relation only what is written as a name.</summary>
    [GeneratedRegex(@"(?:(?i:\bm\.|\bmr\.?|\bmme\.?|\bmlle\.?|\bmrs\.?|\bms\.?|\bmonsieur|\bmadame|\bmademoiselle|\bma[îi]tre|\bdr\.?|\bdocteur|\bherr|\bfrau|\bse[ñn]ora?|\bsr\.?|\bsra\.?|\bsignora?|\b(?:mon|ma|mes|notre|son|sa)\s+(?:ex[- ]?)?(?:mari|femme|conjointe?|compagn(?:e|on)|copine?|copain|ami|amie|petite?[- ]amie?|fils|fille|enfant|fr[èe]re|s[œo]e?ur|p[èe]re|m[èe]re|voisine?|cousine?|oncle|tante|beau[- ]p[èe]re|belle[- ]m[èe]re|neveu|ni[èe]ce|patronn?e?|coll[èe]gue|propri[ée]taire|locataire|ex)|\bmy\s+(?:husband|wife|son|daughter|brother|sister|neighbou?r|friend|boyfriend|girlfriend|ex|boss|landlord)|\bmi\s+(?:marido|esposa|hijo|hija|hermano|hermana|vecino|vecina|amigo|amiga)|\bi\s+am|\bi['’]m|\bje\s+suis|\bsoy|\bich\s+bin|\bavec|\bcontre|\bchez|\bpar)\s*,?\s+)(?<n>\p{Lu}[\p{L}'’-]+(?:\s+(?:(?:de|du|des|la|le|van|von|der|ben|el|al|da|di|d['’])\s*)*\p{Lu}[\p{L}'’-]*){0,3})", RegexOptions.CultureInvariant)]
    private static partial Regex Titled();

    /// <summary>Below a greeting at the end.</summary>
    [GeneratedRegex(@"(?i:\bcordialement|\bbien\s+à\s+vous|\bsalutations(?:\s+distingu[ée]es)?|\bsign[ée]e?\s*:?|\b(?:kind\s+|best\s+)?regards|\bsincerely|\batentamente|\bsaludos|\bmerci(?:\s+d['’]avance)?)\s*[,.!:]?\s*\n?\s*(?<n>(?-i:\p{Lu}[\p{L}'’-]+\s+(?:\p{Lu}[\p{L}'’-]*)(?:\s+\p{Lu}[\p{L}'’-]*){0,2}))\s*\.?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Signed();

    /// <summary>Words with a capital in a row, with the small words that names have between them.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d@_/.])\p{Lu}[\p{L}\p{M}]*(?:['’-]\p{L}+)*(?:[ \u00A0](?:(?:de|du|des|la|le|van|von|der|den|ben|el|al|da|di|dos)[ \u00A0])*\p{Lu}[\p{L}\p{M}]*(?:['’-]\p{L}+)*)*(?![\p{L}\d_@])", RegexOptions.CultureInvariant)]
    private static partial Regex Run();

    [GeneratedRegex(@"(?:[.!?…\n:«""]\s*|^\s*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();
}
