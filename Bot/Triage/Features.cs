using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>
/// A message as numbers: words, pairs of words and pieces of words, each hashed into a fixed table, and the signs that the
/// rules found. The vector has length 1.
/// </summary>
internal static class Features
{
    /// <summary>Size of the table. Larger gained nothing measurable on the examples; the model grows with it.</summary>
    public const int Size = 1 << 16;

    /// <summary>So many words are read: a pasted article is recognised by its beginning and its end.</summary>
    private const int MostWords = 400;

    public static (int[] Index, float[] Value) Of(Findings findings)
    {
        var words = findings.Words.Where(word => word.Text != ".").Select(word => Words.Single(word.Text)).ToList();
        if (words.Count > MostWords) words = [.. words.Take(MostWords / 2), .. words.TakeLast(MostWords / 2)];
        var counts = new Dictionary<int, float>(words.Count * 12);
        for (var at = 0; at < words.Count; at++)
        {
            Add(counts, "w", words[at], "", 1.0f);
            if (at > 0) Add(counts, "b", words[at - 1], words[at], 1.0f);
            if (at > 1) Add(counts, "s", words[at - 2], words[at], 0.6f);
            Pieces(counts, words[at]);
        }

        foreach (var sign in findings.Signs) Add(counts, "sign", sign.Type, "", 1.5f);
        foreach (var marker in findings.Markers) Add(counts, "mark", marker, "", 1.0f);
        Add(counts, "length", words.Count switch { <= 2 => "1", <= 5 => "2", <= 15 => "3", <= 40 => "4", _ => "5" }, "", 0.7f);
        var norm = 0.0;
        var (index, value) = (new int[counts.Count], new float[counts.Count]);
        var next = 0;
        foreach (var (key, count) in counts.OrderBy(pair => pair.Key))
        {
            var weight = MathF.Sqrt(count);
            (index[next], value[next++]) = (key, weight);
            norm += weight * weight;
        }

        var scale = norm > 0 ? 1 / (float)Math.Sqrt(norm) : 1;
        for (var at = 0; at < value.Length; at++) value[at] *= scale;
        return (index, value);
    }

    private static void Pieces(Dictionary<int, float> counts, string word)
    {
        if (word.Length is < 3 or > 30) return;
        Span<char> padded = stackalloc char[word.Length + 2];
        padded[0] = '<';
        word.CopyTo(padded[1..]);
        padded[^1] = '>';
        for (var size = 3; size <= 5; size++)
        {
            for (var at = 0; at + size <= padded.Length; at++) Add(counts, "c", padded.Slice(at, size), "", 0.35f);
        }
    }

    private static void Add(Dictionary<int, float> counts, ReadOnlySpan<char> family, ReadOnlySpan<char> first, ReadOnlySpan<char> second, float weight)
    {
        var key = (int)(Hash(Hash(Hash(2166136261u, family), first), second) & (Size - 1));
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += weight;
    }

    /// <summary>FNV-1a: the same on every machine and every run, unlike string.GetHashCode.</summary>
    private static uint Hash(uint hash, ReadOnlySpan<char> part)
    {
        foreach (var letter in part) hash = (hash ^ letter) * 16777619u;
        return (hash ^ 31) * 16777619u;
    }
}
