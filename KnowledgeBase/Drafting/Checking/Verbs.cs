using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>What is left of a French word without the endings of its conjugation, number and gender: enough to tell whether two forms are one word.</summary>
internal static partial class Verbs
{
    private static readonly string[] Endings =
    [
        "issaient", "eraient", "iraient", "issions", "assions", "erions", "irions", "issent", "issant", "issait", "erait", "irait", "erons", "irons", "eront", "iront", "raient", "issez", "erez", "irez", "aient",
        "eriez", "erai", "irai", "eras", "iras", "rait", "rons", "ront", "ions", "ant", "ait", "ais", "ent", "era", "ira", "rez", "iez", "ons", "ees", "ies", "ues", "ez", "er", "ir", "re", "ee", "ie", "ue", "es", "is", "it", "us",
        "ra", "ai", "as", "ts", "e", "a", "i", "s", "u", "t", "x",
    ];

    /// <summary>Verbs whose stem changes, with the stem that stands for all their forms; what stands before it is kept (« ob » + « tenir »).</summary>
    private static readonly (Regex Forms, string Stem)[] Changing =
    [
        (Come(), "venir"), (Kept(), "tenir"), (Taken(), "prend"), (Put(), "mettr"), (Written(), "ecrir"), (Said(), "dir"), (Led(), "duir"), (Joined(), "joindr"), (Feared(), "aindr"), (Seen(), "voir"), (Received(), "recev"), (Noticed(), "apercev"),
        (Sent(), "envoy"), (Paid(), "pay"), (Tried(), "essay"), (Used(), "employ"), (Opened(), "ouvr"), (Known(), "connaitr"), (Appearing(), "paraitr"), (Read(), "lir"), (Followed(), "suivr"), (Lived(), "vivr"), (Silent(), "tair"), (Worth(), "valoir"), (Acting(), "agir"),
        (Dying(), "mourir"), (Believed(), "croir"), (Asked(), "querir"), (Offered(), "offrir"), (Suffered(), "souffr"), (Born(), "naitr"), (Fled(), "fuir"), (Chosen(), "choisir"), (Seized(), "saisir"), (Supplied(), "fournir"), (Extinguished(), "eteindr"), (Solved(), "resoudr"),
        (Leaving(), "partir"), (GoingOut(), "sortir"), (Bought(), "achet"), (Felt(), "sentir"), (Beaten(), "battr"), (Ran(), "courir"),
    ];

    /// <summary>What makes a noun, an adjective or an adverb of a stem.</summary>
    private static readonly HashSet<string> Made =
    [
        "tion", "ation", "ition", "ication", "isation", "sion", "ion", "ement", "ment", "em", "m", "issem", "issement", "age", "ag", "ance", "anc", "ence", "enc", "ure", "ur", "ature", "atur", "eur", "ateur", "iteur", "euse", "eus", "atrice", "atric", "if", "iv", "ativ", "able", "abl", "ible", "ibl",
        "ite", "alite", "al", "el", "iel", "on", "oir", "an", "iss", "at", "ois", "aire", "air", "ai", "i", "e", "o", "r", "er", "ier", "ifi", "is", "iq", "ique", "aliser", "alis", "n", "us", "emen", "cation", "lier", "ess", "aison", "iaison", "t", "eu", "atoir", "ivit", "abilit", "ibilit", "it", "ilit", "ell",
        "ivem", "alem", "uel", "uellem", "ellem", "eusem", "d", "l", "s", "ul", "ies", "ad", "et", "io", "ie", "ig",
    ];

    /// <summary>The root of a folded form; the form itself where it is short.</summary>
    public static string Root(string form)
    {
        if (form.Length < 3 || char.IsAsciiDigit(form[0])) return form;
        foreach (var (forms, stem) in Changing)
        {
            if (forms.Match(form) is { Success: true } match) return match.Groups["p"].Value + stem;
        }

        if (form.Length < 4) return form;
        foreach (var ending in Endings)
        {
            if (form.Length - ending.Length >= 3 && form.EndsWith(ending, StringComparison.Ordinal)) return Single(form[..^ending.Length]);
        }

        return Single(form);
    }

    /// <summary>Whether one root is made of the other: « sign » and « signatur », « declar » and « declaration ».</summary>
    public static bool Related(string one, string other)
    {
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        return shorter.Length >= 4 && longer.StartsWith(shorter, StringComparison.Ordinal) && (longer.Length == shorter.Length || Made.Contains(longer[shorter.Length..]));
    }

    /// <summary>Doubled letters count as one: « appelle » is « appeler ».</summary>
    private static string Single(string root) => root.Length > 3 && root[^1] == root[^2] ? root[..^1] : root;

    [GeneratedRegex(@"^(?<p>|pre|re|de|par|sou|inter|sur|pro|con|sub)v(?:en(?:ir|ez|ons|us?|ues?|ait|aient|ant|ues)|ien(?:s|t|ne|nes|nent)|iendr(?:a|ez|ont|ait|aient))$", RegexOptions.CultureInvariant)]
    private static partial Regex Come();

    [GeneratedRegex(@"^(?<p>|ob|re|main|con|de|sou|entre|abs|appar)t(?:en(?:ir|ez|ons|us?|ues?|ait|aient|ant|tion|tions)|ien(?:s|t|ne|nes|nent)|iendr(?:a|ez|ont|ait|aient))$", RegexOptions.CultureInvariant)]
    private static partial Regex Kept();

    [GeneratedRegex(@"^(?<p>|ap|re|com|sur|entre)pr(?:en(?:d|ds|dre|ez|ons|ne|nes|nent|ant|ait|aient)|endr(?:a|ez|ont|ait|aient)|is|ise|ises)$", RegexOptions.CultureInvariant)]
    private static partial Regex Taken();

    [GeneratedRegex(@"^(?<p>|re|trans|ad|com|o|pro|sou)(?:met(?:s|tre|tez|tent|te|tant|tait|tra|trez|tront|trait)?|mis|mise|mises)$|^(?<p>per)(?:met|mets|mettre|mettez|mettent|mette|mettant|mettait|mettra|mettrait|mettront)$", RegexOptions.CultureInvariant)]
    private static partial Regex Put();

    [GeneratedRegex(@"^(?<p>|in|sous|pre|trans|re|de)(?:e|s)?cri(?:s|t|ts|te|tes|re|ra|rez|ve|ves|vez|vent|vant|vait|ront|ption|ptions)$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"^(?<p>|inter|contre|re|pre)di(?:s|t|ts|te|tes|re|ra|rez|ront|se|sez|sent|sant|sait|ction|ctions)$", RegexOptions.CultureInvariant)]
    private static partial Regex Said();

    [GeneratedRegex(@"^(?<p>con|re|pro|tra|intro|de)du(?:i(?:s|t|ts|te|tes|re|ra|rez|se|sez|sent|sant|sait|ront)|ctions?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Led();

    [GeneratedRegex(@"^(?<p>|re|ad|dis)joi(?:n(?:s|t|ts|te|tes|dre|dra|drez|dront|drait)|gn(?:e|es|ez|ent|ant|ait|aient|able|ables|ons))$", RegexOptions.CultureInvariant)]
    private static partial Regex Joined();

    [GeneratedRegex(@"^(?<p>cr|pl|contr)ai(?:n(?:s|t|ts|te|tes|dre|dra|drez|drait)|gn(?:e|es|ez|ent|ant|ait))$", RegexOptions.CultureInvariant)]
    private static partial Regex Feared();

    [GeneratedRegex(@"^(?<p>|re|pre|entre)(?:voi(?:r|s|t|ent|e)|voy(?:ez|ons|ant|ait|aient)|vus?|vues?|verr(?:a|ez|ont|ait))$", RegexOptions.CultureInvariant)]
    private static partial Regex Seen();

    [GeneratedRegex(@"^(?:recoi(?:s|t|ve|ves|vent)|recev(?:oir|ez|ons|ant|ait|aient|ra|rez|ront|rait|able|ables)|recue?s?|reception)$", RegexOptions.CultureInvariant)]
    private static partial Regex Received();

    [GeneratedRegex(@"^(?:apercoi(?:s|t|ve|ves|vent)|apercev(?:oir|ez|ons|ant|ait|aient|ra|rez|ront|rait)|apercue?s?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Noticed();

    [GeneratedRegex(@"^(?<p>|r)en(?:voi|vois|voie|voies|voient|voy\w+|verra|verrez|verront)$", RegexOptions.CultureInvariant)]
    private static partial Regex Sent();

    [GeneratedRegex(@"^(?<p>|im)pa(?:ie|ies|ient|iera|ierez|ieront|iement|iements|ye|yes|yez|yer|yee?s?|yent|yera|yerez|yant|yante?s?|yait)$", RegexOptions.CultureInvariant)]
    private static partial Regex Paid();

    [GeneratedRegex(@"^essa(?:i|is|ie|ies|ient|y\w+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Tried();

    [GeneratedRegex(@"^emplo(?:i|is|ie|ies|ient|y(?:er|ez|ee?s?|ant|ait|ons))$", RegexOptions.CultureInvariant)]
    private static partial Regex Used();

    [GeneratedRegex(@"^(?<p>|r|dec|c|rec|entr)ouv(?:r(?:ir|e|es|ez|ent|ant|ait|aient|ira|irez|iront|ons)|erte?s?|ertures?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Opened();

    [GeneratedRegex(@"^(?<p>|re)conn(?:ai(?:s|t|tre|tra|trez|tront|sse|sses|ssez|ssent|ssant|ssait|ssance|ssances)|ue?s?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Known();

    [GeneratedRegex(@"^(?<p>|ap|dis|com|trans)par(?:ai(?:s|t|tre|tra|trez|tront|sse|sses|ssez|ssent|ssant|ssait)|ue?s?|ition|itions|ution)$", RegexOptions.CultureInvariant)]
    private static partial Regex Appearing();

    [GeneratedRegex(@"^(?<p>|re|e)l(?:i(?:re|s|t|sez|sent|se|sant|rez|ra)|ue?s?|ecture|ectures)$", RegexOptions.CultureInvariant)]
    private static partial Regex Read();

    [GeneratedRegex(@"^(?<p>|pour)suiv(?:re|ez|ent|e|es|ant|ait|i|is|ie|ies|ra|rez|ront)$|^(?<p>|pour)suit$|^(?<p>pour)suites?$", RegexOptions.CultureInvariant)]
    private static partial Regex Followed();

    [GeneratedRegex(@"^(?<p>|re|sur)v(?:it|ivre|ivez|ivent|ive|ivant|ivait|ivra|ecue?s?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Lived();

    [GeneratedRegex(@"^tai(?:s|t|re|sez|sent|se|sant|ra)$", RegexOptions.CultureInvariant)]
    private static partial Regex Silent();

    [GeneratedRegex(@"^(?<p>|equi|pre)va(?:ut|lent|loir|lez|lant|lait|lable|lables|lu|udra|udrait)$", RegexOptions.CultureInvariant)]
    private static partial Regex Worth();

    [GeneratedRegex(@"^(?<p>|re)ag(?:i|is|it|ir|issez|issent|issant|issait|ira|isse|ie|ies)$", RegexOptions.CultureInvariant)]
    private static partial Regex Acting();

    [GeneratedRegex(@"^m(?:eurt|eurs|eurent|ourir|ourez|ourant|ourra|orte?s?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Dying();

    [GeneratedRegex(@"^cro(?:ire|is|it|ient|ie|yez|yant|yait|ira)$", RegexOptions.CultureInvariant)]
    private static partial Regex Believed();

    [GeneratedRegex(@"^(?<p>ac|re|con|en)qu(?:erir|erez|erant|ier|iers|iert|ierent|iere|is|ise|ises|erra)$", RegexOptions.CultureInvariant)]
    private static partial Regex Asked();

    [GeneratedRegex(@"^off(?:r(?:ir|e|es|ez|ent|ant|ait|ira)|erte?s?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Offered();

    [GeneratedRegex(@"^souff(?:r(?:ir|e|es|ez|ent|ant|ait|ira|ance|ances)|erte?s?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Suffered();

    [GeneratedRegex(@"^(?<p>|re)n(?:ait|aitre|aissent|aissant|aissance|ee?s?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Born();

    [GeneratedRegex(@"^(?<p>|en)fu(?:ir|it|is|ient|yez|yant|yait|ite|ites|ie)$", RegexOptions.CultureInvariant)]
    private static partial Regex Fled();

    [GeneratedRegex(@"^choi(?:x|si|sis|sit|sir|sie|sies|sira|sissez|sissent|sissant|sisse)$", RegexOptions.CultureInvariant)]
    private static partial Regex Chosen();

    [GeneratedRegex(@"^(?<p>|des)sai(?:si|sis|sit|sir|sie|sies|sira|sissez|sissent|sissant|sine|sines)$", RegexOptions.CultureInvariant)]
    private static partial Regex Seized();

    [GeneratedRegex(@"^fourni(?:|s|t|r|e|es|ra|ssez|ssent|ssant|ture|tures|sseur|sseurs)$", RegexOptions.CultureInvariant)]
    private static partial Regex Supplied();

    [GeneratedRegex(@"^(?<p>|r)etei(?:n(?:s|t|ts|te|tes|dre|dra)|gn(?:e|es|ez|ent|ant))$", RegexOptions.CultureInvariant)]
    private static partial Regex Extinguished();

    [GeneratedRegex(@"^reso(?:u(?:s|t|dre|dra)|l(?:ve|vez|vent|vant|u|ue|ution|utions))$", RegexOptions.CultureInvariant)]
    private static partial Regex Solved();

    [GeneratedRegex(@"^(?<p>|re)part(?:ir|ez|ent|i|is|ie|ies|ant|ira|irez)$|^departs?$", RegexOptions.CultureInvariant)]
    private static partial Regex Leaving();

    [GeneratedRegex(@"^(?<p>|res)sort(?:ir|ez|ent|i|is|ie|ies|ant|ira|irez|s)?$", RegexOptions.CultureInvariant)]
    private static partial Regex GoingOut();

    [GeneratedRegex(@"^(?<p>|r)ach(?:et\w*|at|ats)$", RegexOptions.CultureInvariant)]
    private static partial Regex Bought();

    [GeneratedRegex(@"^(?<p>|res|con)sent(?:ir|ez|ent|i|is|ie|ies|ant|ira|ement)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Felt();

    [GeneratedRegex(@"^(?<p>|de|com|a)bat(?:s|tre|tez|tent|te|tant|tu|tue|tus|tues)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Beaten();

    [GeneratedRegex(@"^(?<p>|par|con|en|ac)cour(?:s|t|ir|ez|ent|ant|u|ue|us|ra)$", RegexOptions.CultureInvariant)]
    private static partial Regex Ran();
}
