using System.Runtime.InteropServices;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Classes of words that mean the same kind of thing; their format is described beside them.</summary>
internal sealed class WordClasses
{
    /// <summary>Expressions whose first word is only a beginning are looked up by the first letters of it.</summary>
    private const int KeyLength = 3;

    private readonly Dictionary<string, Lexicon> lexicons = new(StringComparer.Ordinal);
    private readonly HashSet<int> lengths = [];

    // Thousands of expressions begin with a few hundred words: one whose first word is whole is looked up by all of it.
    private readonly Dictionary<string, List<Expression>> byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Expression>> byBeginning = new(StringComparer.Ordinal);
    private int expressions;

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
        var lexicon = lexicons.GetValueOrDefault(language);
        var plain = forms.ConvertAll(Single);
        for (var at = 0; at < plain.Count; at++)
        {
            if (lexicon is not null) Find(found, lexicon, plain[at]);
            if (language == Tongue.French) FindExpressions(found, plain, at);
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

    private void FindExpressions(HashSet<string> found, List<string> forms, int at)
    {
        var whole = CollectionsMarshal.AsSpan(byWord.GetValueOrDefault(forms[at]));
        var begun = CollectionsMarshal.AsSpan(byBeginning.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Key(forms[at]), out var list) ? list : null);

        // In the order in which they were read, as one list would be.
        while (whole.Length + begun.Length > 0)
        {
            ref var first = ref begun;
            if (begun.IsEmpty || (!whole.IsEmpty && whole[0].Place <= begun[0].Place)) first = ref whole;
            if (Match(forms, at, first[0].Steps, 0)) found.Add(first[0].Name);
            first = first[1..];
        }
    }

    private void AddWords(string language, string line, string name)
    {
        foreach (var entry in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var open = entry[^1] == '*';
            var forms = French.Forms(entry, elided: true).Select(Single).ToArray();
            if (forms.Length != 1) AddExpression(string.Join(' ', forms), name);
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

    private void AddExpression(string line, string name)
    {
        Step[] steps = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Step.Parse)];
        if (steps.Length == 0) return;
        var expression = new Expression(expressions++, steps, name);
        foreach (var word in steps[0].Words.Where(word => !word.Open).Select(word => word.Text).Distinct()) Append(byWord, word, expression);
        foreach (var beginning in steps[0].Words.Where(word => word.Open).Select(word => Key(word.Text).ToString()).Distinct()) Append(byBeginning, beginning, expression);
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

    private static ReadOnlySpan<char> Key(string word) => word.AsSpan(0, Math.Min(word.Length, KeyLength));

    /// <summary>Doubled letters once: nobody agrees on « appeler ».</summary>
    private static string Single(string form)
    {
        var letters = form.Length <= 64 ? stackalloc char[form.Length] : new char[form.Length];
        var length = 0;
        foreach (var letter in form)
        {
            if (length == 0 || letters[length - 1] != letter || char.IsAsciiDigit(letter)) letters[length++] = letter;
        }

        return length == form.Length ? form : new string(letters[..length]);
    }

    private static void Append<T>(Dictionary<string, List<T>> map, string key, T one)
    {
        if (!map.TryGetValue(key, out var list)) map[key] = list = [];
        if (!list.Contains(one)) list.Add(one);
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

    /// <summary>Several words in a row that are of a class together; the place says which was read before which.</summary>
    private readonly record struct Expression(int Place, Step[] Steps, string Name);

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
