namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Everyday words and what the articles call them.</summary>
internal sealed class Synonyms
{
    /// <summary>Words of sense in the longest phrase that a question is looked through for.</summary>
    public const int LongestKey = 3;

    /// <summary>None at all.</summary>
    public static readonly Synonyms None = new([]);

    private readonly Dictionary<string, string[]> stems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> phrases = new(StringComparer.Ordinal);

    /// <summary>These groups together: a phrase that several have means all of it.</summary>
    /// <param name="groups">In their order.</param>
    /// <param name="version">How many changes of editors are in them.</param>
    public Synonyms(IEnumerable<SynonymWords> groups, int version = 0)
    {
        Version = version;
        foreach (var group in groups)
        {
            Add(group.Said, group.Meant);
            if (group.BothWays) Add(group.Meant, group.Said);
        }
    }

    /// <summary>The list that comes with the product.</summary>
    public static Synonyms Everyday { get; } = new(BuiltInSynonyms.All.Select(group => group.Words));

    /// <summary>How many changes of editors are in it.</summary>
    public int Version { get; }

    /// <summary>The list of the product as editors have it, with their own groups.</summary>
    /// <param name="groups">Theirs, and those of the product that they switched.</param>
    /// <param name="version">How many changes led to these.</param>
    public static Synonyms With(IReadOnlyCollection<SynonymGroup> groups, int version)
    {
        if (groups.Count == 0 && version == 0) return Everyday;
        var off = groups.Where(group => group is { BuiltIn: not null, On: false }).Select(group => group.BuiltIn!).ToHashSet(StringComparer.Ordinal);
        var own = groups.Where(group => group is { BuiltIn: null, On: true }).OrderBy(group => group.Id).Select(group => group.Words);
        return new Synonyms([.. BuiltInSynonyms.All.Where(group => !off.Contains(group.Key)).Select(group => group.Words), .. own], version);
    }

    /// <summary>A phrase as it is looked up; empty where it has no word of sense.</summary>
    public static string KeyOf(string phrase) => string.Join(' ', French.Words(phrase).Select(word => word.Stem));

    /// <summary>What the words from a place on stand for; the longest key wins.</summary>
    public string[] At(List<Word> words, int start, out int length)
    {
        for (length = Math.Min(LongestKey, words.Count - start); length > 0; length--)
        {
            if (stems.TryGetValue(Key(words, start, length), out var found)) return found;
        }

        return [];
    }

    /// <summary>The same, as the list has it written, to be read by people.</summary>
    public IReadOnlyList<string> Written(List<Word> words, int start, out int length)
    {
        for (length = Math.Min(LongestKey, words.Count - start); length > 0; length--)
        {
            if (phrases.TryGetValue(Key(words, start, length), out var found)) return found;
        }

        return [];
    }

    /// <summary>The phrases that mean something else in another list.</summary>
    public IReadOnlySet<string> Differing(Synonyms other) => stems.Keys.Union(other.stems.Keys)
        .Where(key => !stems.TryGetValue(key, out var mine) || !other.stems.TryGetValue(key, out var theirs) || !mine.SequenceEqual(theirs)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether one of these phrases stands in a text: any other is read alike with both lists.</summary>
    public static bool Touches(IReadOnlySet<string> keys, List<Word> words)
    {
        for (var start = 0; start < words.Count; start++)
        {
            for (var length = Math.Min(LongestKey, words.Count - start); length > 0; length--)
            {
                if (keys.Contains(Key(words, start, length))) return true;
            }
        }

        return false;
    }

    private static string Key(List<Word> words, int start, int length) =>
        length == 1 ? words[start].Stem : string.Join(' ', words.Skip(start).Take(length).Select(word => word.Stem));

    private void Add(IReadOnlyList<string> said, IReadOnlyList<string> meant)
    {
        var meanings = meant.SelectMany(phrase => French.Words(phrase)).Select(word => word.Stem).Distinct().ToArray();
        foreach (var key in said.Select(KeyOf).Where(key => key.Length > 0))
        {
            if (!phrases.TryGetValue(key, out var written)) phrases[key] = written = [];
            written.AddRange(meant);
            stems[key] = stems.TryGetValue(key, out var known) ? [.. known.Union(meanings)] : meanings;
        }
    }
}
