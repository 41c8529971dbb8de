namespace BrigadeNumerique.Bot.Safety;

/// <summary>
/// A few words in a row, as a reviewer writes them: <c>frapp*</c> a beginning, <c>a|b</c> either, <c>.2</c> up to two words
/// between, <c>@who</c> a named list. Words are compared without accents and double letters.
/// </summary>
internal sealed class Pattern
{
    private readonly Step[] steps;

    private Pattern(Step[] steps) => this.steps = steps;

    /// <summary>What a first word must be for the pattern to be tried at all.</summary>
    public IEnumerable<(string Text, bool Prefix)> Heads => steps[0].Alternatives;

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is empty, or names an unknown list.</exception>
    public static Pattern Parse(string text, IReadOnlyDictionary<string, string[]> lists)
    {
        var steps = new List<Step>();
        var gap = 0;
        foreach (var token in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (token[0] == '.')
            {
                gap = int.Parse(token.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
                continue;
            }

            var words = token.Split('|').SelectMany(part => part[0] == '@' ? Named(part[1..], lists) : [part]);
            steps.Add(new Step(gap, [.. words.Select(Alternative)]));
            gap = 0;
        }

        return steps.Count > 0 ? new Pattern([.. steps]) : throw new FormatException("An empty pattern.");
    }

    /// <summary>Where the pattern ends when it begins at <paramref name="at"/>; -1 when it does not.</summary>
    public int Match(IReadOnlyList<string> words, int at) => Match(words, at, 0);

    private int Match(IReadOnlyList<string> words, int at, int step)
    {
        if (step == steps.Length) return at;
        var last = Math.Min(words.Count - 1, at + steps[step].Gap);
        for (var here = at; here <= last; here++)
        {
            if (steps[step].Accepts(words[here]) && Match(words, here + 1, step + 1) is var end and >= 0) return end;

            // A gap does not reach into the next sentence.
            if (words[here] == ".") break;
        }

        return -1;
    }

    private static string[] Named(string name, IReadOnlyDictionary<string, string[]> lists) =>
        lists.TryGetValue(name, out var words) ? words : throw new FormatException($"No list « {name} ».");

    private static (string Text, bool Prefix) Alternative(string word)
    {
        var prefix = word.EndsWith('*');
        return (Words.Single(prefix ? word[..^1] : word), prefix);
    }

    private sealed record Step(int Gap, (string Text, bool Prefix)[] Alternatives)
    {
        private readonly HashSet<string> whole = [.. Alternatives.Where(a => !a.Prefix).Select(a => a.Text)];
        private readonly string[] prefixes = [.. Alternatives.Where(a => a.Prefix).Select(a => a.Text)];

        public bool Accepts(string word)
        {
            if (whole.Contains(word)) return true;
            foreach (var prefix in prefixes)
            {
                if (word.StartsWith(prefix, StringComparison.Ordinal)) return true;
            }

            return false;
        }
    }
}
