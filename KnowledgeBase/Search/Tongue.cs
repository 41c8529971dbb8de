namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>In which language a question is asked, by its commonest words.</summary>
internal static class Tongue
{
    /// <summary>The language of the articles.</summary>
    public const string French = "fr";

    /// <summary>Words that only one of the four languages has, and that say nothing of a subject.</summary>
    private static readonly (string Language, HashSet<string> Words)[] Telling =
    [
        (French, Set("""
            le les du des une je j ai est et mon ma mes pas pour dans sur il elle c ce cette qui quoi suis avec au aux nous vous ils sont ont mais ou donc
            leur leurs moi toi chez etre avoir fait faire peut peux veux veut comment quand plus tout quel quelle cest jai jsuis ya ki koi ke pr dans sans depuis m l d qu s n
            """)),
        ("en", Set("""
            the is my i it to and of for with you have can do does did what how was were from that this they them are be been your his her he she who whom when where
            which will would should could someone somebody anyone not don doesn didn isn im ive i'm there here at by if any am has had we our us but out up just still get got
            """)),
        ("es", Set("""
            el los las mi mis yo y por para con como una uno lo ha he puedo puede donde cuando tengo tiene quiero esta este estoy muy pero hay su sus del al si se nos
            ser fue han hacer hago cual quien mas qué cómo dónde soy desde sin sobre algo alguien ese eso esa
            """)),
        ("de", Set("""
            der die das ich mein meine meinen meiner ist und nicht ein eine einen einem mir mich wie wo kann wir mit zu von im habe hat wurde bin den dem sich auf aus bei
            fur uber wenn was wer muss soll sie er es war sind haben hier noch auch oder ob ihr ihre man zum zur nach ohne kein keine wird werden ihm ihn
            """)),
    ];

    /// <summary>The ISO code of the likeliest language: French unless another one has clearly more words.</summary>
    public static string Of(IReadOnlyList<string> forms)
    {
        Span<int> counts = stackalloc int[Telling.Length];
        for (var word = 0; word < forms.Count; word++)
        {
            for (var at = 0; at < counts.Length; at++)
            {
                if (Telling[at].Words.Contains(forms[word])) counts[at]++;
            }
        }

        var best = 0;
        for (var at = 1; at < counts.Length; at++)
        {
            if (counts[at] > counts[best]) best = at;
        }

        return Telling[best].Language;
    }

    /// <summary>Whether a word says nothing of the subject in a language other than French, whose own list is <see cref="Filler"/>.</summary>
    public static bool IsFiller(string language, string form) =>
        language != French && Telling.First(telling => telling.Language == language).Words.Contains(form);

    private static HashSet<string> Set(string words) => [.. words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
}
