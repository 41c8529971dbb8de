using System.Runtime.InteropServices;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>A question as counts: stems, forms, pairs, pieces of words, how they sound and the classes they belong to, each hashed to a key.</summary>
/// <remarks>Pieces and sounds let a misspelt or foreign word count for what it resembles; what a key weighs is learnt.</remarks>
internal static class QuestionFeatures
{
    /// <summary>With some 60,000 different features few share a key of so many bits.</summary>
    public const int KeyBits = 20;

    /// <summary>A story is told in its first words.</summary>
    private const int MostWords = 80;

    /// <summary>In a text with more of them, pairs say nothing.</summary>
    private const int MostClasses = 12;

    // Twenty thousand are counted one after the other: each thread has its table once.
    [ThreadStatic]
    private static Dictionary<int, float>? table;

    /// <summary>How much of each key, in the order of the text.</summary>
    public static (int[] Keys, float[] Counts) Of(string text)
    {
        var counts = table ??= new Dictionary<int, float>(256);
        counts.Clear();
        Count(counts, text.Length > 2000 ? text[..2000] : text);
        return ([.. counts.Keys], [.. counts.Values]);
    }

    private static void Count(Dictionary<int, float> counts, string text)
    {
        var (before, words) = ("", 0);
        foreach (var form in French.Forms(text))
        {
            if (++words > MostWords) break;
            if (Filler.Contains(form))
            {
                Add(counts, 'f', form, "", 0.4f);
                continue;
            }

            var stem = French.Stem(form);
            Add(counts, 'w', form, "", 0.5f);
            Add(counts, 's', stem, "", 1f);
            if (form.Length > 3) Add(counts, 'h', Sound.Of(form), "", 0.6f);
            if (before.Length > 0) Add(counts, 'b', before, stem, 0.8f);
            Pieces(counts, form);
            before = stem;
        }

        var classes = WordClasses.Everyday.In(text).Order(StringComparer.Ordinal).ToArray();
        for (var at = 0; at < classes.Length; at++)
        {
            Add(counts, 'k', classes[at], "", 1f);
            for (var other = 0; other < at && classes.Length <= MostClasses; other++) Add(counts, 'p', classes[other], classes[at], 0.4f);
        }
    }

    private static void Pieces(Dictionary<int, float> counts, string form)
    {
        if (form.Length < 3) return;
        Span<char> padded = stackalloc char[form.Length + 2];
        padded[0] = '<';
        form.CopyTo(padded[1..]);
        padded[^1] = '>';
        for (var size = 3; size <= 5; size++)
        {
            for (var at = 0; at + size <= padded.Length; at++) Add(counts, 'c', padded.Slice(at, size), "", 0.35f);
        }
    }

    private static void Add(Dictionary<int, float> counts, char family, ReadOnlySpan<char> first, ReadOnlySpan<char> second, float weight)
    {
        var hash = Hash(Hash((2166136261u ^ family) * 16777619u, first), second);
        CollectionsMarshal.GetValueRefOrAddDefault(counts, (int)((hash ^ (hash >> KeyBits)) & ((1 << KeyBits) - 1)), out _) += weight;
    }

    /// <summary>FNV-1a: the same on every machine and every run, unlike string.GetHashCode.</summary>
    private static uint Hash(uint hash, ReadOnlySpan<char> part)
    {
        foreach (var letter in part) hash = (hash ^ letter) * 16777619u;
        return (hash ^ 31) * 16777619u;
    }
}
