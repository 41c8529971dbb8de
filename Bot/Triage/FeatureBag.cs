using System.Runtime.InteropServices;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>Counts of features, each named by a family and one or two words and hashed to a key.</summary>
internal sealed class FeatureBag
{
    /// <summary>Bits of a key: with some 300,000 different features few share one.</summary>
    public const int KeyBits = 21;

    /// <summary>How much of each key.</summary>
    public Dictionary<int, float> Counts { get; } = new(256);

    public void Add(ReadOnlySpan<char> family, ReadOnlySpan<char> first, ReadOnlySpan<char> second, float weight)
    {
        var hash = Hash(Hash(Hash(2166136261u, family), first), second);

        // The high bits of FNV are the well mixed ones.
        CollectionsMarshal.GetValueRefOrAddDefault(Counts, (int)((hash ^ (hash >> KeyBits)) & ((1 << KeyBits) - 1)), out _) += weight;
    }

    /// <summary>FNV-1a: the same on every machine and every run, unlike string.GetHashCode.</summary>
    private static uint Hash(uint hash, ReadOnlySpan<char> part)
    {
        foreach (var letter in part) hash = (hash ^ letter) * 16777619u;
        return (hash ^ 31) * 16777619u;
    }
}
