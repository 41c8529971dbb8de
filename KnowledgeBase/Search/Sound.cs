using System.Text;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>A key that French words written as they are heard share: « agresion », « agression », « agréçion ».</summary>
internal static class Sound
{
    private static readonly (string Written, string Heard)[] Groups =
    [
        ("eaux", "o"), ("eau", "o"), ("aux", "o"), ("au", "o"), ("ph", "f"), ("qu", "k"), ("gu", "g"), ("ch", "S"), ("gn", "N"),
        ("tion", "sion"), ("ain", "1"), ("ein", "1"), ("aim", "1"), ("in", "1"), ("im", "1"), ("un", "1"), ("an", "2"), ("en", "2"),
        ("am", "2"), ("em", "2"), ("on", "3"), ("om", "3"), ("oi", "wa"), ("oy", "wa"), ("ou", "u"), ("ai", "e"), ("ei", "e"),
        ("ge", "je"), ("gi", "ji"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("sc", "s"), ("eu", "e"), ("er", "e"), ("ez", "e"), ("et", "e"),
    ];

    private static readonly Dictionary<char, (string Written, string Heard)[]> ByFirst = Groups.GroupBy(group => group.Written[0]).ToDictionary(groups => groups.Key, groups => groups.ToArray());

    /// <summary>The key of a form.</summary>
    public static string Of(string form)
    {
        var heard = new StringBuilder(form.Length);
        for (var i = 0; i < form.Length;)
        {
            var group = Find(form, i);
            if (group.Written is not null)
            {
                Append(heard, group.Heard);
                i += group.Written.Length;
                continue;
            }

            Append(heard, form[i] switch { 'c' or 'q' => "k", 'z' => "s", 'y' => "i", 'h' => "", 'x' => "ks", _ => form.AsSpan(i, 1) });
            i++;
        }

        // Mute endings: « voles », « volent » and « vole » differ on paper only.
        while (heard.Length > 2 && heard[^1] is 's' or 't' or 'e' or 'd' or 'p') heard.Length--;
        return heard.ToString();
    }

    private static (string? Written, string Heard) Find(string form, int at)
    {
        if (!ByFirst.TryGetValue(form[at], out var groups)) return (null, "");
        foreach (var group in groups)
        {
            if (!form.AsSpan(at).StartsWith(group.Written)) continue;
            // A nasal before a vowel or a doubled consonant is none: « animal », « donne ».
            var end = at + group.Written.Length;
            if (group.Heard is "1" or "2" or "3" && end < form.Length && form[end] is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'n' or 'm' or 'h') continue;
            return group;
        }

        return (null, "");
    }

    private static void Append(StringBuilder heard, ReadOnlySpan<char> sound)
    {
        foreach (var c in sound)
        {
            if (heard.Length == 0 || heard[^1] != c) heard.Append(c);
        }
    }
}
