namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>A group of words that comes with the product.</summary>
/// <param name="Key">The first everyday phrase, folded: it stays the same when a release adds words.</param>
/// <param name="Words">Its words.</param>
internal sealed record BuiltInSynonyms(string Key, SynonymWords Words)
{
    /// <summary>All of them, in the order of <c>synonyms.txt</c>.</summary>
    public static IReadOnlyList<BuiltInSynonyms> All { get; } = [.. Embedded().Select(Read).OfType<SynonymWords>().Select(words => new BuiltInSynonyms(KeyOf(words), words))];

    /// <summary>A line « what people say = what articles say, or this »; null where it is none, or a remark (« # »).</summary>
    public static SynonymWords? Read(string line) =>
        !line.StartsWith('#') && line.Split('=') is [var said, var meant] ? new SynonymWords { Said = Phrases(said), Meant = Phrases(meant) } : null;

    private static string KeyOf(SynonymWords words) => string.Join('-', French.Forms(words.Said[0]));

    private static string[] Phrases(string side) => side.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Embedded()
    {
        using var stream = typeof(BuiltInSynonyms).Assembly.GetManifestResourceStream("BrigadeNumerique.KnowledgeBase.Search.synonyms.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
