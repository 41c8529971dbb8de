namespace BrigadeNumerique.Bot.Triage;

/// <summary>A message as a sparse vector of length 1.</summary>
/// <param name="Index">Which features, each below <see cref="FeatureSpace.Count"/>.</param>
/// <param name="Value">How much of each.</param>
internal readonly record struct SparseVector(int[] Index, float[] Value);

/// <summary>The features that the examples taught, and how telling each is: the rarer, the heavier (tf-idf).</summary>
internal sealed class FeatureSpace
{
    private readonly KeySet kept;
    private readonly float[] weights;

    private FeatureSpace(int[] keys, float[] weights) => (kept, this.weights) = (new KeySet(keys, FeatureBag.KeyBits), weights);

    /// <summary>How many features.</summary>
    public int Count => weights.Length;

    /// <summary>Learns from the counts of every example.</summary>
    /// <param name="examples">How much of each key, an example each.</param>
    /// <param name="least">A feature met in fewer examples teaches these and hardly anything else, and most are such.</param>
    public static FeatureSpace Learn(IReadOnlyList<Dictionary<int, float>> examples, int least)
    {
        var seen = new int[1 << FeatureBag.KeyBits];
        foreach (var key in examples.SelectMany(counts => counts.Keys)) seen[key]++;
        int[] keys = [.. Enumerable.Range(0, seen.Length).Where(key => seen[key] >= least)];
        return new FeatureSpace(keys, Array.ConvertAll(keys, key => MathF.Log((1f + examples.Count) / (1 + seen[key])) + 1));
    }

    /// <summary>A message's counts as a vector.</summary>
    public SparseVector Place(Dictionary<int, float> counts)
    {
        var (index, value) = (new int[counts.Count], new float[counts.Count]);
        var (next, norm) = (0, 0.0);
        foreach (var (key, count) in counts)
        {
            var row = kept.PlaceOf(key);
            if (row < 0) continue;
            var weight = MathF.Sqrt(count) * weights[row];
            (index[next], value[next++]) = (row, weight);
            norm += weight * weight;
        }

        var scale = norm > 0 ? 1 / (float)Math.Sqrt(norm) : 1;
        Array.Resize(ref index, next);
        Array.Resize(ref value, next);
        for (var at = 0; at < next; at++) value[at] *= scale;
        return new SparseVector(index, value);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Count);
        foreach (var (key, weight) in kept.Keys.Zip(weights))
        {
            writer.Write(key);
            writer.Write((Half)weight);
        }
    }

    public static FeatureSpace Read(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var (keys, weights) = (new int[count], new float[count]);
        for (var row = 0; row < count; row++) (keys[row], weights[row]) = (reader.ReadInt32(), (float)reader.ReadHalf());
        return new FeatureSpace(keys, weights);
    }
}
