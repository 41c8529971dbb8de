namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Classes of words that mean the same kind of thing; their format is described beside them.</summary>
internal sealed class WordClasses
{
    private readonly Dictionary<string, Lexicon> lexicons = new(StringComparer.Ordinal);
    private readonly HashSet<int> lengths = [];
    private readonly Expressions expressions;

    /// <summary>Reads them.</summary>
    /// <param name="lines">Lines of one or more files.</param>
    public WordClasses(IEnumerable<string> lines)
    {
        var (name, together) = ("", new List<(string Line, string Name)>());
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[') name = "@" + line.Trim('[', ']');
            else if (line[0] == '+') together.Add((line[1..], name));
            else if (line.Length > 3 && line[2] == ':') AddWords(line[..2], line[3..], name, together);
            else AddWords(Tongue.French, line, name, together);
        }

        expressions = new Expressions(together);
    }

    /// <summary>Those that come with the product.</summary>
    public static WordClasses Everyday { get; } = new(Embedded());

    /// <summary>The classes a text speaks of, each once, as terms which no word can be.</summary>
    public IReadOnlyCollection<string> In(string text)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var forms = French.Forms(text, elided: true).Take(200).ToList();
        var language = Tongue.Of(forms);
        var lexicon = lexicons.GetValueOrDefault(language);
        var plain = forms.ConvertAll(Single);
        for (var at = 0; at < plain.Count; at++)
        {
            if (lexicon is not null) Find(found, lexicon, plain[at]);
            if (language == Tongue.French) expressions.Find(found, plain, at);
        }

        return found;
    }

    private void Find(HashSet<string> found, Lexicon lexicon, string word)
    {
        if (lexicon.Words.TryGetValue(word, out var names)) found.UnionWith(names);
        var beginnings = lexicon.Beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in lengths)
        {
            if (length <= word.Length && beginnings.TryGetValue(word.AsSpan(0, length), out names)) found.UnionWith(names);
        }
    }

    private void AddWords(string language, string line, string name, List<(string Line, string Name)> together)
    {
        foreach (var entry in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var open = entry[^1] == '*';
            var forms = French.Forms(entry, elided: true).Select(Single).ToArray();
            if (forms.Length != 1) together.Add((string.Join(' ', forms), name));
            else if (!open) Append(LexiconOf(language).Words, forms[0], name);
            else
            {
                lengths.Add(forms[0].Length);
                Append(LexiconOf(language).Beginnings, forms[0], name);
            }
        }
    }

    private Lexicon LexiconOf(string language)
    {
        if (!lexicons.TryGetValue(language, out var lexicon)) lexicons[language] = lexicon = new Lexicon();
        return lexicon;
    }

    /// <summary>Doubled letters once: nobody agrees on « appeler ».</summary>
    internal static string Single(string form)
    {
        var letters = form.Length <= 64 ? stackalloc char[form.Length] : new char[form.Length];
        var length = 0;
        foreach (var letter in form)
        {
            if (length == 0 || letters[length - 1] != letter || char.IsAsciiDigit(letter)) letters[length++] = letter;
        }

        return length == form.Length ? form : new string(letters[..length]);
    }

    private static void Append(Dictionary<string, List<string>> map, string key, string name)
    {
        if (!map.TryGetValue(key, out var names)) map[key] = names = [];
        if (!names.Contains(name)) names.Add(name);
    }

    private static IEnumerable<string> Embedded()
    {
        var assembly = typeof(WordClasses).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".WordClasses.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            while (reader.ReadLine() is { } line) yield return line;
        }
    }

    /// <summary>The words of one language.</summary>
    private sealed class Lexicon
    {
        public Dictionary<string, List<string>> Words { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, List<string>> Beginnings { get; } = new(StringComparer.Ordinal);
    }
}
