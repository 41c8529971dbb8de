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

    // A hundred thousand rests of words: as numbers side by side they are a twentieth of a second less at every start, and a tenth of the memory.
    private readonly ulong[] keys;
    private readonly string[] neighbours;

    public Vocabulary(IEnumerable<(string Form, int Documents)> words)
    {
        var (found, forms) = (new List<ulong>(), new List<string>());
        foreach (var (form, documents) in words)
        {
            frequencies[form] = documents;
            stems.Add(French.Stem(form));
            if (form.Length < 3 || char.IsAsciiDigit(form[0])) continue;
            AddKeys(found, form);
            forms.AddRange(Enumerable.Repeat(form, found.Count - forms.Count));
        }

        (keys, neighbours) = ([.. found], [.. forms]);
        Array.Sort(keys, neighbours);
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
        var asked = new List<ulong>();
        AddKeys(asked, form);
        foreach (var key in asked)
        {
            var at = Array.BinarySearch(keys, key);
            while (at > 0 && keys[at - 1] == key) at--;
            for (; at >= 0 && at < keys.Length && keys[at] == key; at++) candidates.Add(neighbours[at]);
        }

        var sound = Sound.Of(form);
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

    /// <summary>What a word shares with its neighbours: itself, itself less one letter, and its sound. Should two rests share a number, a neighbour too many is weighed, and is too far away.</summary>
    private static void AddKeys(List<ulong> keys, string form)
    {
        keys.Add(Fnv.Of(form, ""));
        for (var i = 0; i < form.Length; i++)
        {
            if (i == 0 || form[i] != form[i - 1]) keys.Add(Fnv.Of(form.AsSpan(0, i), form.AsSpan(i + 1)));
        }

        keys.Add(Fnv.Of("♪", Sound.Of(form)));
    }
}
