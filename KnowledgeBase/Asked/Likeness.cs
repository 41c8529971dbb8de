using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Asked;

/// <summary>Questions that say nearly the same.</summary>
/// <param name="Questions">Each, the one that speaks for all first.</param>
internal sealed record AlikeQuestions(IReadOnlyList<AskedQuestion> Questions)
{
    /// <summary>The words that stand for all.</summary>
    public string Text => Questions[0].Text;
}

/// <summary>Puts questions together that share their words, by stem; a rare word weighs more than a common one. The same questions give the same groups.</summary>
internal sealed class Likeness
{
    /// <summary>Of the weight that either has, both have at least so much.</summary>
    private const double Alike = 0.5;

    private readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> stems = new(StringComparer.Ordinal);
    private readonly int count;

    private Likeness(IEnumerable<string> questions)
    {
        foreach (var question in questions)
        {
            count++;
            foreach (var stem in StemsOf(question)) texts[stem] = texts.GetValueOrDefault(stem) + 1;
        }
    }

    /// <summary>The groups, largest first; what an editor has settled is in none.</summary>
    /// <param name="questions">What was asked.</param>
    /// <param name="settled">What was decided: set aside for good, or answered by a draft from a day on.</param>
    public static List<AlikeQuestions> Group(IReadOnlyCollection<AskedQuestion> questions, IReadOnlyCollection<SettledQuestion> settled)
    {
        var likeness = new Likeness(questions.Select(question => question.Text).Concat(settled.Select(one => one.Text)));
        var away = likeness.Leaders();
        List<SettledQuestion> decided = [.. settled];
        foreach (var one in decided) away.Add(one.Text);
        var open = questions.Where(question => !away.Near(question.Text).Any(place => decided[place].Slug is null || question.Day <= decided[place].Day));

        // What was asked most often in the same words leads; of equals the shorter, then by alphabet.
        var same = open.GroupBy(question => Key(question.Text), StringComparer.Ordinal)
            .Select(group => group.OrderBy(question => question.Text.Length).ThenBy(question => question.Text, StringComparer.Ordinal).ThenBy(question => question.Id).ToList())
            .OrderByDescending(group => group.Count).ThenBy(group => group[0].Text.Length).ThenBy(group => group[0].Text, StringComparer.Ordinal);
        var leaders = likeness.Leaders();
        var groups = new List<List<AskedQuestion>>();
        foreach (var alike in same)
        {
            if (leaders.Nearest(alike[0].Text) is { } place) groups[place].AddRange(alike);
            else
            {
                leaders.Add(alike[0].Text);
                groups.Add(alike);
            }
        }

        return [.. groups.OrderByDescending(group => group.Count).ThenByDescending(group => group.Max(question => question.Day)).ThenBy(group => group[0].Text, StringComparer.Ordinal).Select(group => new AlikeQuestions(group))];
    }

    /// <summary>Places of those among texts that say nearly the same as one of the questions.</summary>
    public static IEnumerable<int> To(IReadOnlyList<string> questions, IReadOnlyList<string> texts)
    {
        var likeness = new Likeness(texts.Concat(questions));
        var leaders = likeness.Leaders();
        foreach (var question in questions) leaders.Add(question);
        return Enumerable.Range(0, texts.Count).Where(place => leaders.Near(texts[place]).Any());
    }

    /// <summary>All words folded: what only differs by case, accents or signs is one question.</summary>
    private static string Key(string text) => string.Join(' ', French.Forms(text));

    private Board Leaders() => new(this);

    private HashSet<string> StemsOf(string text)
    {
        if (stems.TryGetValue(text, out var known)) return known;
        HashSet<string> own = [.. French.Words(text, 60).Select(word => word.Stem)];

        // « combien ? » alone: nothing but filler, so the filler is what it says.
        if (own.Count == 0) own = [.. French.Forms(text).Take(60).Select(form => "=" + form)];
        return stems[text] = own;
    }

    private double Weight(string stem) => Math.Log(1 + ((double)count / texts.GetValueOrDefault(stem, 1)));

    /// <summary>Texts that lead a group, and where their words stand.</summary>
    private sealed class Board(Likeness likeness)
    {
        private readonly Dictionary<string, List<int>> places = new(StringComparer.Ordinal);
        private readonly List<double> weights = [];

        public void Add(string text)
        {
            var own = likeness.StemsOf(text);
            foreach (var stem in own)
            {
                if (!places.TryGetValue(stem, out var at)) places[stem] = at = [];
                at.Add(weights.Count);
            }

            weights.Add(own.Sum(likeness.Weight));
        }

        public int? Nearest(string text) => Shares(text).OrderByDescending(pair => pair.Share).ThenBy(pair => pair.Place).Select(pair => (int?)pair.Place).FirstOrDefault();

        public IEnumerable<int> Near(string text) => Shares(text).Select(pair => pair.Place);

        private IEnumerable<(int Place, double Share)> Shares(string text)
        {
            var own = likeness.StemsOf(text);
            var mine = own.Sum(likeness.Weight);
            var common = new Dictionary<int, double>();
            foreach (var stem in own)
            {
                if (!places.TryGetValue(stem, out var at)) continue;
                var weight = likeness.Weight(stem);
                foreach (var place in at) common[place] = common.GetValueOrDefault(place) + weight;
            }

            return common.Select(pair => (pair.Key, pair.Value / (mine + weights[pair.Key] - pair.Value))).Where(pair => pair.Item2 >= Alike);
        }
    }
}
