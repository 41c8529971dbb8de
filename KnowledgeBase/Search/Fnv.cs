namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Words as numbers of 64 bits (FNV-1a): less memory than the words, and the same on every machine and every run, unlike string.GetHashCode.</summary>
internal static class Fnv
{
    /// <summary>The number of what is written when these stand one behind the other.</summary>
    public static ulong Of(ReadOnlySpan<char> first, ReadOnlySpan<char> second, ReadOnlySpan<char> third = default) =>
        Go(Go(Go(14695981039346656037UL, first), second), third);

    private static ulong Go(ulong hash, ReadOnlySpan<char> part)
    {
        foreach (var letter in part) hash = (hash ^ letter) * 1099511628211UL;
        return hash;
    }
}
