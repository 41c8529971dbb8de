using System.Text;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Classes of words that mean the same kind of thing; their format is described beside them.</summary>
internal sealed class WordClasses
{
    /// <summary>Expressions are looked up by the first letters of their first word.</summary>
    private const int KeyLength = 3;

    private readonly Dictionary<(string Language, string Word), List<string>> words = [];
    private readonly Dictionary<(string Language, string Beginning), List<string>> beginnings = [];
    private readonly Dictionary<string, List<(Step[] Steps, string Name)>> expressions = new(StringComparer.Ordinal);
    private readonly HashSet<int> lengths = [];

    /// <summary>Reads them.</summary>
    /// <param name="lines">Lines of one or more files.</param>
    public WordClasses(IEnumerable<string> lines)
    {
        var name = "";
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[') name = "@" + line.Trim('[', ']');
            else if (line[0] == '+') AddExpression(line[1..], name);
            else if (line.Length > 3 && line[2] == ':') AddWords(line[..2], line[3..], name);
            else AddWords(Tongue.French, line, name);
        }
    }

    /// <summary>Those that come with the product.</summary>
    public static WordClasses Everyday { get; } = new(Embedded());

    /// <summary>The classes a text speaks of, each once, as terms which no word can be.</summary>
    public IReadOnlyCollection<string> In(string text)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var forms = French.Forms(text, elided: true).Take(200).ToList();
        var language = Tongue.Of(forms);
        var plain = forms.ConvertAll(Single);
        for (var at = 0; at < plain.Count; at++)
        {
            Find(found, language, plain[at]);
            if (language != Tongue.French) continue;
            if (!expressions.TryGetValue(Key(plain[at]), out var candidates)) continue;
            foreach (var (steps, name) in candidates)
            {
                if (Match(plain, at, steps, 0)) found.Add(name);
            }
        }

        return found;
    }

    private void Find(HashSet<string> found, string language, string word)
    {
        if (words.TryGetValue((language, word), out var names)) found.UnionWith(names);
        foreach (var length in lengths)
        {
            if (length <= word.Length && beginnings.TryGetValue((language, word[..length]), out names)) found.UnionWith(names);
        }
    }

    private void AddWords(string language, string line, string name)
    {
        foreach (var entry in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var open = entry[^1] == '*';
            var forms = French.Forms(entry, elided: true).Select(Single).ToArray();
            if (forms.Length != 1) AddExpression(string.Join(' ', forms), name);
            else if (!open) Append(words, (language, forms[0]), name);
            else
            {
                lengths.Add(forms[0].Length);
                Append(beginnings, (language, forms[0]), name);
            }
        }
    }

    private void AddExpression(string line, string name)
    {
        Step[] steps = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Step.Parse)];
        if (steps.Length == 0) return;
        foreach (var key in steps[0].Words.Select(word => Key(word.Text)).Distinct())
        {
            if (!expressions.TryGetValue(key, out var list)) expressions[key] = list = [];
            list.Add((steps, name));
        }
    }

    private static bool Match(List<string> forms, int at, Step[] steps, int step)
    {
        if (step == steps.Length) return true;
        if (steps[step].Gap is not (> 0 and var gap)) return at < forms.Count && steps[step].Fits(forms[at]) && Match(forms, at + 1, steps, step + 1);
        for (var passed = 0; passed <= gap; passed++)
        {
            if (Match(forms, at + passed, steps, step + 1)) return true;
        }

        return false;
    }

    private static string Key(string word) => word.Length <= KeyLength ? word : word[..KeyLength];

    /// <summary>Doubled letters once: nobody agrees on « appeler ».</summary>
    private static string Single(string form)
    {
        var single = new StringBuilder(form.Length);
        foreach (var letter in form)
        {
            if (single.Length == 0 || single[^1] != letter || char.IsAsciiDigit(letter)) single.Append(letter);
        }

        return single.Length == form.Length ? form : single.ToString();
    }

    private static void Append<TKey>(Dictionary<TKey, List<string>> map, TKey key, string name)
        where TKey : notnull
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

    /// <summary>One word of an expression, or a gap.</summary>
    private sealed record Step(int Gap, (string Text, bool Open)[] Words)
    {
        public bool Fits(string form)
        {
            foreach (var (text, open) in Words)
            {
                if (open ? form.StartsWith(text, StringComparison.Ordinal) : form == text) return true;
            }

            return false;
        }

        public static Step Parse(string part) => part.Length == 2 && part[0] == '.' && char.IsAsciiDigit(part[1])
            ? new Step(part[1] - '0', [])
            : new Step(0, [.. part.Split('|').Select(word => (Single(word.TrimEnd('*')), word.EndsWith('*')))]);
    }
}
