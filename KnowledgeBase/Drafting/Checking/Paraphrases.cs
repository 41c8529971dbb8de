namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>Words and expressions that say the same in an answer, from <c>paraphrases.txt</c>; and words that add nothing.</summary>
internal sealed class Paraphrases
{
    private const int LongestPhrase = 5;

    private readonly Dictionary<string, List<int>> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> phrases = new(StringComparer.Ordinal);
    private readonly HashSet<string> beginnings = new(StringComparer.Ordinal);
    private readonly HashSet<string> light = new(StringComparer.Ordinal);

    private Paraphrases()
    {
        var group = 0;
        foreach (var line in CheckingFiles.Lines("paraphrases.txt"))
        {
            if (line.StartsWith("light:", StringComparison.Ordinal))
            {
                foreach (var word in line["light:".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)) light.Add(Verbs.Root(Folding.Fold(word)));
                continue;
            }

            group++;
            foreach (var entry in line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var forms = Reading.FormsOf(Folding.Fold(entry));
                if (forms.Count == 1) Add(words, Verbs.Root(forms[0]), group);
                else
                {
                    Add(phrases, string.Join(' ', forms.Select(Verbs.Root)), group);
                    beginnings.Add(Verbs.Root(forms[0]));
                }
            }
        }
    }

    /// <summary>Those of the product.</summary>
    public static Paraphrases Built { get; } = new();

    /// <summary>Whether a folded form adds nothing by itself.</summary>
    public bool IsLight(string form) => light.Contains(Rarity.RootOf(form));

    /// <summary>The groups of a root.</summary>
    public IReadOnlyList<int> Of(string root) => words.TryGetValue(root, out var groups) ? groups : [];

    /// <summary>The groups of the longest expression that begins at a place.</summary>
    public IReadOnlyList<int> At(IReadOnlyList<string> roots, int start, out int length)
    {
        length = 1;
        if (!beginnings.Contains(roots[start])) return [];
        for (length = Math.Min(LongestPhrase, roots.Count - start); length > 1; length--)
        {
            if (phrases.TryGetValue(string.Join(' ', roots.Skip(start).Take(length)), out var groups)) return groups;
        }

        return [];
    }

    private static void Add(Dictionary<string, List<int>> to, string key, int group)
    {
        if (!to.TryGetValue(key, out var groups)) to[key] = groups = [];
        if (!groups.Contains(group)) groups.Add(group);
    }
}
