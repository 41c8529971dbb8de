using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Personal;

/// <summary>Names of people: after the words that announce them, and wherever they stand again in the same text.</summary>
internal static partial class Names
{
    /// <summary>Under it a word is too common to look for it everywhere.</summary>
    private const int LeastLetters = 3;

    private const int MostWords = 5;

    /// <summary>They go before a name and are none.</summary>
    private static readonly HashSet<string> Titles = new(StringComparer.OrdinalIgnoreCase) { "m", "mr", "mme", "mlle", "mrs", "ms", "dr", "me", "maître", "maitre", "docteur", "don", "doña", "herr", "frau", "i'm", "i’m" };

    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "le", "la", "les", "un", "une", "des", "mon", "ma", "mes", "qui", "que", "quoi", "et", "ou", "est", "a", "de", "du", "en", "dans", "sur",
        "pas", "plus", "pour", "par", "avec", "sans", "the", "my", "i", "is", "was", "and", "bonjour", "bonsoir", "merci", "monsieur", "madame", "mademoiselle", "maire", "juge", "procureur", "président", "brigade",
        "gendarme", "gendarmerie", "police", "france", "facebook", "instagram", "whatsapp", "leboncoin", "vinted", "snapchat", "tiktok", "telegram", "messenger", "paypal", "amazon", "google", "apple", "samsung", "iphone",
        "comment", "pourquoi", "quand", "où", "désolé", "désolée", "victime", "perdu", "perdue", "inquiet", "inquiète", "mineur", "mineure", "majeur", "majeure", "ici", "moi", "toi", "votre", "notre", "leur", "cette", "ce", "ces", "tout", "tous", "demain", "comme", "encore", "toujours", "souvent", "vraiment", "lui", "eux", "ça", "cela", "très",
    };

    /// <summary>What is before the word that announces a name, and how sure that word is.</summary>
    private enum Herald
    {
        /// <summary>« je m’appelle »: any word is a name.</summary>
        Plain,

        /// <summary>« il m’appelle », « au nom de »: a word in small letters only where it is no common one.</summary>
        Doubtful,

        /// <summary>« Mme », « mon mari », a greeting at the end: only what is written as a name.</summary>
        Written,
    }

    public static IEnumerable<PersonalSpan> In(string text)
    {
        var loud = text.Count(char.IsUpper) > text.Count(char.IsLower);
        var names = new List<PersonalSpan>();
        names.AddRange(Words(Announced(), text, Herald.Plain, loud));
        names.AddRange(Words(Titled(), text, Herald.Written, loud));
        names.AddRange(Words(Signed(), text, Herald.Written, loud));
        names.AddRange(Words(Mentioned(), text, Herald.Doubtful, loud));
        names.AddRange(Words(Related(), text, Herald.Written, loud).Where(name => !IsPublic(text, name)).Select(name => name with { Certain = false }));
        names.AddRange(Capitals(text, loud));
        names.AddRange(Word().Matches(text).Where(word => PublicWords.IsFirstName(word.Value)).Select(word => new PersonalSpan(word.Index, word.Length, PersonalKind.Name, Certain: false)));
        names.AddRange(Again(text, names));
        return names;
    }

    /// <summary>The same names elsewhere in the text: who is named once with a title is named again without it.</summary>
    private static List<PersonalSpan> Again(string text, List<PersonalSpan> names)
    {
        var again = new List<PersonalSpan>();
        var known = names.Select(name => text.Substring(name.Start, name.Length)).SelectMany(name => name.Split([' ', '\u00A0'], StringSplitOptions.RemoveEmptyEntries).Append(name))
            .Where(word => word.Length >= LeastLetters && char.IsUpper(word[0]) && !NoNames.Contains(word) && !Titles.Contains(word)).Distinct(StringComparer.Ordinal).OrderByDescending(word => word.Length);
        foreach (var word in known)
        {
            for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.OrdinalIgnoreCase))
            {
                var end = at + word.Length;
                if ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end]))) again.Add(new(at, word.Length, PersonalKind.Name, Certain: false));
            }
        }

        return again;
    }

    /// <summary>
    /// Words with a capital that no article has. At the beginning of a sentence everybody writes one: there only what stands before
    /// another such word, a comma or a dash.
    /// </summary>
    private static IEnumerable<PersonalSpan> Capitals(string text, bool loud)
    {
        foreach (Match run in Run().Matches(text))
        {
            var words = Word().Matches(run.Value).ToList();
            var own = words.Where(word => word.Length > 1 && !Particle().IsMatch(word.Value) && !PublicWords.IsPublicName(word.Value) && !Titles.Contains(word.Value) && !word.Value.Split('-').All(PublicWords.Has) && !(loud && (word.Length < 4 || PublicWords.IsCommon(word.Value)))).ToList();
            if (own.Count == 0) continue;
            var opens = run.Index == 0 || Opening().IsMatch(text[Math.Max(0, run.Index - 3)..run.Index]);
            var closes = run.Index + run.Length == text.Length || text[run.Index + run.Length] is ',' or '.' or '\n' or ')' or ';' or ':' || text.AsSpan(run.Index + run.Length).TrimStart() is ['—' or '–' or '-' or '(' or '/', ..];
            if (opens && words.Count == 1 && !closes && !PublicWords.IsFirstName(words[0].Value)) continue;

            // A name and a surname: « Pierre Rose » has two common words, « Rose Lacassagne » one.
            var first = run.Index + own[0].Index;
            if (words.IndexOf(own[0]) is > 0 and var at && char.IsUpper(words[at - 1].Value[0]) && !opens && !Titles.Contains(words[at - 1].Value)) first = run.Index + words[at - 1].Index;
            var last = own[^1];
            if (words.IndexOf(last) is var end && end + 1 < words.Count && char.IsUpper(words[end + 1].Value[0]) && !loud) last = words[end + 1];
            yield return new(first, run.Index + last.Index + last.Length - first, PersonalKind.Name, Certain: false);
        }
    }

    /// <summary>« par Mondial Relay ».</summary>
    private static bool IsPublic(string text, PersonalSpan name) => Word().Matches(text.Substring(name.Start, name.Length)).All(word => PublicWords.Has(word.Value) || PublicWords.IsPublicName(word.Value));

    private static IEnumerable<PersonalSpan> Words(Regex herald, string text, Herald kind, bool loud) => herald.Matches(text).Select(match => Words(match.Groups["n"], kind, loud)).OfType<PersonalSpan>();

    /// <summary>Who writes « je m’appelle léa kerdoncuff » writes both so; what follows is a name where it is no common word.</summary>
    private static bool IsNameInSmallLetters(string word, Herald herald, int count, bool small) => herald switch
    {
        Herald.Written => false,
        Herald.Plain when count == 0 => true,
        _ => (count == 0 || (count == 1 && small && word.Length >= LeastLetters)) && !PublicWords.IsCommon(word),
    };

    /// <summary>The words of a match that may be a name: up to the first that is none.</summary>
    private static PersonalSpan? Words(Group group, Herald herald, bool loud)
    {
        var (start, end, count, small) = (-1, -1, 0, false);
        var words = Word().Matches(group.Value);
        for (var at = 0; at < words.Count && count < MostWords; at++, count++)
        {
            var (word, upper, particle) = (words[at].Value, char.IsUpper(words[at].Value[0]), Particle().IsMatch(words[at].Value));
            if (particle && count == 0 && !(upper && at + 1 < words.Count && !PublicWords.Has(words[at + 1].Value))) break;
            if (NoNames.Contains(word) && !particle) break;
            if (!upper && !particle && !IsNameInSmallLetters(word, herald, count, small)) break;
            if (loud && count > 0 && !particle && PublicWords.IsCommon(word)) break;
            if (start < 0) (start, small) = (group.Index + words[at].Index, !upper);
            if (!particle || upper) end = group.Index + words[at].Index + words[at].Length;
        }

        return start >= 0 && end > start ? new(start, end - start, PersonalKind.Name, Certain: herald is not Herald.Doubtful) : null;
    }

    [GeneratedRegex(@"[\p{L}][\p{L}'’-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:de|du|des|la|le|van|von|der|den|ben|bin|el|al|da|dos|di|d['’])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Particle();

    /// <summary>After these a name comes, whatever its case.</summary>
    [GeneratedRegex(@"(?:\bje\s+m['’ ]?\s?app?el+es?|\bj['’ ]?m['’ ]?app?el+e|\bje\s+me\s+nom+e|\bmoi\s*,?\s*(?:c['’ ]?est|je\s+suis)(?=\s+(?-i:\p{Lu}))|\b(?:il|elle|qui)\s+s['’ ]?app?el+e|\bs['’]appelant|\bmon\s+(?:pr[ée])?nom(?:\s+(?:de\s+famille|de\s+jeune\s+fille|complet))?\s*(?:c['’ ]?est|est|:)|\b(?:nom|pr[ée]nom)\s*:|\bmy\s+(?:full\s+|first\s+|last\s+)?name\s+is|\bmy\s+name['’]s|\bme\s+llamo|\bmi\s+nombre\s+es|\bse\s+llama|\bich\s+hei(?:ß|ss)e|\bmein\s+name\s+ist|\bmi\s+chiamo|\bmeu\s+nome\s+[ée])\s+(?:(?:m\.|mr\.?|mme|mlle|monsieur|madame|mademoiselle)\s+)?(?<n>[\p{L}][\p{L}'’-]*(?:\s+[\p{L}][\p{L}'’-]*){0,4})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Announced();

    /// <summary>After these a name may come.</summary>
    [GeneratedRegex(@"(?:\b(?:(?:il|elle|on|qui)\s+m['’ ]?app?el+e|on\s+s['’ ]?app?el+e|nomm[ée]e?s?|pr[ée]nomm[ée]e?s?|d[ée]nomm[ée]e?|au\s+nom\s+de|(?:is|was)\s+(?:called|named))\s+|\bau\s+nom\s+d['’])(?<n>[\p{L}][\p{L}'’-]*(?:\s+[\p{L}][\p{L}'’-]*){0,4})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mentioned();

    /// <summary>After a title only what is written as a name.</summary>
    [GeneratedRegex(@"(?i:\bm\.|\bmr\.?|\bmme\.?|\bmlle\.?|\bmrs\.?|\bms\.?|\bmonsieur|\bmadame|\bmademoiselle|\bma[îi]tre|\bdr\.?|\bdocteur|\bherr|\bfrau|\bse[ñn]ora?|\bsr\.?|\bsra\.?|\bsignora?)\s*,?\s+(?<n>\p{Lu}[\p{L}'’-]+(?:\s+(?:(?:de|du|des|la|le|van|von|der|ben|el|al|da|di|d['’])\s*)*\p{Lu}[\p{L}'’-]*){0,3})", RegexOptions.CultureInvariant)]
    private static partial Regex Titled();

    /// <summary>After a relation or a preposition, too.</summary>
    [GeneratedRegex(@"(?:(?i:\b(?:mon|ma|mes|notre|son|sa)\s+(?:ex[- ]?)?(?:mari|femme|conjointe?|compagn(?:e|on)|copine?|copain|ami|amie|petite?[- ]amie?|fils|fille|enfant|fr[èe]re|s[œo]e?ur|p[èe]re|m[èe]re|voisine?|cousine?|oncle|tante|beau[- ]p[èe]re|belle[- ]m[èe]re|neveu|ni[èe]ce|patronn?e?|coll[èe]gue|propri[ée]taire|locataire|ex)|\bmy\s+(?:husband|wife|son|daughter|brother|sister|neighbou?r|friend|boyfriend|girlfriend|ex|boss|landlord)|\bmi\s+(?:marido|esposa|hijo|hija|hermano|hermana|vecino|vecina|amigo|amiga)|\bi\s+am|\bi['’]m|\bje\s+suis|\bsoy|\bich\s+bin|\bavec|\bcontre|\bchez|\bpar)\s*,?\s+)(?<n>\p{Lu}[\p{L}'’-]+(?:\s+(?:(?:de|du|des|la|le|van|von|der|ben|el|al|da|di|d['’])\s*)*\p{Lu}[\p{L}'’-]*){0,3})", RegexOptions.CultureInvariant)]
    private static partial Regex Related();

    /// <summary>Below a greeting at the end.</summary>
    [GeneratedRegex(@"(?i:\bcordialement|\bbien\s+à\s+vous|\bsalutations(?:\s+distingu[ée]es)?|\bsign[ée]e?\s*:?|\b(?:kind\s+|best\s+)?regards|\bsincerely|\batentamente|\bsaludos|\bmerci(?:\s+d['’]avance)?)\s*[,.!:]?\s*\n?\s*(?:(?:M\.|Mme|Mlle)\s+)?(?<n>\p{Lu}[\p{L}'’-]+\s+(?:\p{Lu}[\p{L}'’-]*)(?:\s+\p{Lu}[\p{L}'’-]*){0,2})\s*[.!]?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Signed();

    /// <summary>Words with a capital in a row, with the small words that names have between them.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d@_/.])\p{Lu}[\p{L}\p{M}]*(?:['’-]\p{L}+)*(?:[ \u00A0](?:(?:de|du|des|la|le|van|von|der|den|ben|el|al|da|di|dos)[ \u00A0])*\p{Lu}[\p{L}\p{M}]*(?:['’-]\p{L}+)*)*(?![\p{L}\d_@])", RegexOptions.CultureInvariant)]
    private static partial Regex Run();

    [GeneratedRegex(@"(?:[.!?…\n:«""]\s*|^\s*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();
}
