namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Everyday words and what the articles call them.</summary>
internal sealed class Synonyms
{
    /// <summary>None at all.</summary>
    public static readonly Synonyms None = new([]);

    private const int LongestKey = 3;

    private readonly Dictionary<string, string[]> stems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> phrases = new(StringComparer.Ordinal);

    /// <summary>Lines « what people say = what articles say, or this »; « # » begins a remark.</summary>
    public Synonyms(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (line.StartsWith('#') || line.Split('=') is not [var said, var meant]) continue;
            var meanings = meant.Split(',').SelectMany(phrase => French.Words(phrase)).Select(word => word.Stem).Distinct().ToArray();
            foreach (var phrase in said.Split(','))
            {
                var key = string.Join(' ', French.Words(phrase).Select(word => word.Stem));
                if (key.Length == 0) continue;
                if (!phrases.TryGetValue(key, out var written)) phrases[key] = written = [];
                written.AddRange(meant.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
                stems[key] = stems.TryGetValue(key, out var known) ? [.. known.Union(meanings)] : meanings;
            }
        }
    }

    /// <summary>The list that comes with the product.</summary>
    public static Synonyms Everyday { get; } = new(Embedded());

    /// <summary>What the words from a place on stand for; the longest key wins.</summary>
    public string[] At(List<Word> words, int start, out int length)
    {
        for (length = Math.Min(LongestKey, words.Count - start); length > 0; length--)
        {
            var key = length == 1 ? words[start].Stem : string.Join(' ', words.Skip(start).Take(length).Select(word => word.Stem));
            if (stems.TryGetValue(key, out var found)) return found;
        }

        return [];
    }

    /// <summary>The same, as the list has it written, to be read by people.</summary>
    public IReadOnlyList<string> Written(List<Word> words, int start, out int length)
    {
        for (length = Math.Min(LongestKey, words.Count - start); length > 0; length--)
        {
            if (phrases.TryGetValue(string.Join(' ', words.Skip(start).Take(length).Select(word => word.Stem)), out var found)) return found;
        }

        return [];
    }

    private static IEnumerable<string> Embedded()
    {
        using var stream = typeof(Synonyms).Assembly.GetManifestResourceStream("BrigadeNumerique.KnowledgeBase.Search.synonyms.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
