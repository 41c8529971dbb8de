namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Several words in a row that are of a class together; how they are written is described beside the word classes.</summary>
/// <remarks>
/// There are thousands, and a hundred begin with « a » or « la »: where the second word is certain too, both are looked up together.
/// The keys are numbers: should two words share one, the words themselves decide.
/// </remarks>
internal sealed class Expressions
{
    /// <summary>A first word that is only a beginning is looked up by so many of its letters.</summary>
    private const int BeginningLength = 3;

    private readonly List<(Step[] Steps, string Name)> all = [];
    private readonly (ulong Key, int Place)[] places;
    private readonly Dictionary<ulong, int> firstOf = [];

    /// <summary>Reads them.</summary>
    /// <param name="lines">Each with the class that it is of.</param>
    public Expressions(IEnumerable<(string Line, string Name)> lines)
    {
        var found = new List<(ulong Key, int Place)>();
        foreach (var (line, name) in lines)
        {
            Step[] steps = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Step.Parse)];
            if (steps.Length == 0) continue;
            found.AddRange(KeysOf(steps).Distinct().Select(key => (key, all.Count)));
            all.Add((steps, name));
        }

        found.Sort();
        places = [.. found];
        for (var at = 0; at < places.Length; at++) firstOf.TryAdd(places[at].Key, at);
    }

    /// <summary>Adds the classes of those that begin at a word.</summary>
    public void Find(HashSet<string> found, List<string> forms, int at)
    {
        List<int>? matching = null;
        Look(Word(forms[at]));
        Look(Beginning(forms[at]));
        if (at + 1 < forms.Count) Look(Pair(forms[at], forms[at + 1]));
        if (matching is null) return;

        // As they were read: what is found does not depend on how it is looked up.
        matching.Sort();
        foreach (var place in matching) found.Add(all[place].Name);

        void Look(ulong key)
        {
            if (!firstOf.TryGetValue(key, out var from)) return;
            for (; from < places.Length && places[from].Key == key; from++)
            {
                if (Match(forms, at, all[places[from].Place].Steps, 0)) (matching ??= []).Add(places[from].Place);
            }
        }
    }

    private static IEnumerable<ulong> KeysOf(Step[] steps)
    {
        var pairs = steps.Length > 1 && steps[1].Gap == 0 && steps[1].Words.All(word => !word.Open);
        foreach (var (text, open) in steps[0].Words)
        {
            if (open) yield return Beginning(text);
            else if (!pairs) yield return Word(text);
            else foreach (var (next, _) in steps[1].Words) yield return Pair(text, next);
        }
    }

    private static ulong Word(string word) => Fnv.Of("w", word);

    private static ulong Beginning(string word) => Fnv.Of("b", word.AsSpan(0, Math.Min(word.Length, BeginningLength)));

    private static ulong Pair(string word, string next) => Fnv.Of(word, " ", next);

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
            : new Step(0, [.. part.Split('|').Select(word => (WordClasses.Single(word.TrimEnd('*')), word.EndsWith('*')))]);
    }
}
