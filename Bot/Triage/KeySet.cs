using System.Numerics;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>Which of many hashed features are kept, and the place of each among them, in the order of their keys.</summary>
/// <remarks>A bit a key and a count every 64: a table of places by key takes thirty times as much.</remarks>
internal sealed class KeySet
{
    private readonly ulong[] bits;
    private readonly int[] before;

    /// <param name="keys">The keys kept, each from 0 to <c>2^keyBits - 1</c>, rising.</param>
    /// <param name="keyBits">How wide a key is; at least 6.</param>
    public KeySet(ReadOnlySpan<int> keys, int keyBits)
    {
        bits = new ulong[1 << (keyBits - 6)];
        before = new int[bits.Length];
        foreach (var key in keys) bits[key >> 6] |= 1UL << key;
        for (var word = 1; word < bits.Length; word++) before[word] = before[word - 1] + BitOperations.PopCount(bits[word - 1]);
    }

    /// <summary>All of them, rising.</summary>
    public IEnumerable<int> Keys
    {
        get
        {
            for (var word = 0; word < bits.Length; word++)
            {
                for (var left = bits[word]; left != 0; left &= left - 1) yield return (word << 6) | BitOperations.TrailingZeroCount(left);
            }
        }
    }

    /// <summary>Its place, from 0; -1 when it is not kept.</summary>
    public int PlaceOf(int key)
    {
        var (word, bit) = (bits[key >> 6], 1UL << key);
        return (word & bit) == 0 ? -1 : before[key >> 6] + BitOperations.PopCount(word & (bit - 1));
    }
}
