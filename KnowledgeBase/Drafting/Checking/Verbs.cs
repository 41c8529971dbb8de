namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>What is left of a French word without the endings of its conjugation, number and gender: enough to tell whether two forms are one word.</summary>
internal static class Verbs
{
    private static readonly string[] Endings =
    [
        "issaient", "eraient", "iraient", "issions", "assions", "erions", "irions", "issent", "issant", "issait", "erait", "irait", "erons", "irons", "eront", "iront", "raient", "issez", "erez", "irez", "aient",
        "eriez", "erai", "irai", "eras", "iras", "rait", "rons", "ront", "ions", "ant", "ait", "ais", "ent", "era", "ira", "rez", "iez", "ons", "ees", "ies", "ues", "ez", "er", "ir", "re", "ee", "ie", "ue", "es", "is", "it", "us",
        "ra", "ai", "as", "ts", "e", "a", "i", "s", "u", "t", "x",
    ];

    /// <summary>The root of a folded form; the form itself where it is short.</summary>
    public static string Root(string form)
    {
        if (form.Length < 4 || char.IsAsciiDigit(form[0])) return form;
        foreach (var ending in Endings)
        {
            if (form.Length - ending.Length >= 3 && form.EndsWith(ending, StringComparison.Ordinal)) return Single(form[..^ending.Length]);
        }

        return Single(form);
    }

    /// <summary>Doubled letters count as one: « appelle » is « appeler ».</summary>
    private static string Single(string root) => root.Length > 3 && root[^1] == root[^2] ? root[..^1] : root;
}
