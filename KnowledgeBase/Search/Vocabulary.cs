namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>The words the index knows, and the nearest of them to one it does not.</summary>
/// <remarks>
/// Two words at one edit share what is left when each loses at most one letter (symmetric deletes), so the neighbours
/// of a word are a few look-ups, not a walk over the vocabulary.
/// </remarks>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> frequencies = new(StringComparer.Ordinal);
    private readonly HashSet<string> stems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> shortened = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> sounds = new(StringComparer.Ordinal);

    public Vocabulary(IEnumerable<(string Form, int Documents)> words)
    {
        foreach (var (form, documents) in words)
        {
            frequencies[form] = documents;
            stems.Add(French.Stem(form));
            if (form.Length < 3 || char.IsAsciiDigit(form[0])) continue;
            foreach (var left in Shorten(form)) Append(shortened, left, form);
            Append(sounds, Sound.Of(form), form);
        }
    }

    public int Count => frequencies.Count;

    public bool Knows(string form) => frequencies.ContainsKey(form);

    /// <summary>In how many texts a form stands.</summary>
    public int Texts(string form) => frequencies.GetValueOrDefault(form);

    public bool KnowsStem(string stem) => stems.Contains(stem);

    /// <summary>The likeliest words meant by one the index lacks, with how likely, best first; none for short words and numbers.</summary>
    public List<(string Form, float Likelihood)> Near(string form, int take)
    {
        if (form.Length < 3 || char.IsAsciiDigit(form[0])) return [];
        var candidates = new HashSet<string>(StringComparer.Ordinal);
        foreach (var left in Shorten(form))
        {
            if (shortened.TryGetValue(left, out var words)) candidates.UnionWith(words);
        }

        var sound = Sound.Of(form);
        if (sounds.TryGetValue(sound, out var alike)) candidates.UnionWith(alike);

        var found = new List<(string Form, float Likelihood)>();
        foreach (var candidate in candidates)
        {
            var cost = Typing.Cost(form, candidate);
            if (Sound.Of(candidate) == sound) cost = Math.Min(cost, 0.8f + (0.2f * cost));
            if (cost > (form.Length <= 4 ? 1.2f : form.Length <= 7 ? 2f : 2.4f)) continue;
            found.Add((candidate, MathF.Exp(-1.6f * cost) * MathF.Pow(1 + frequencies[candidate], 0.25f)));
        }

        found.Sort((a, b) => b.Likelihood != a.Likelihood ? b.Likelihood.CompareTo(a.Likelihood) : string.CompareOrdinal(a.Form, b.Form));
        if (found.Count > take) found.RemoveRange(take, found.Count - take);
        if (found.Count == 0) return found;
        var best = found[0].Likelihood;
        return found.ConvertAll(one => (one.Form, one.Likelihood / best));
    }

    private static void Append(Dictionary<string, List<string>> map, string key, string form)
    {
        if (!map.TryGetValue(key, out var list)) map[key] = list = [];
        list.Add(form);
    }

    private static IEnumerable<string> Shorten(string form)
    {
        yield return form;
        for (var i = 0; i < form.Length; i++)
        {
            if (i > 0 && form[i] == form[i - 1]) continue;
            yield return form.Remove(i, 1);
        }
    }
}
