namespace BrigadeNumerique.Bot.Triage;

/// <summary>A message as a sparse vector of length 1.</summary>
/// <param name="Index">Which features, each below <see cref="FeatureSpace.Count"/>.</param>
/// <param name="Value">How much of each.</param>
internal readonly record struct SparseVector(int[] Index, float[] Value);

/// <summary>The features that the examples taught, and how telling each is: the rarer, the heavier (tf-idf).</summary>
internal sealed class FeatureSpace
{
    /// <summary>A feature met in one example alone teaches its example and nothing else.</summary>
    private const int LeastExamples = 2;

    private readonly int[] rows;
    private readonly float[] weights;

    private FeatureSpace(int[] rows, float[] weights)
    {
        this.rows = rows;
        this.weights = weights;
    }

    /// <summary>How many features.</summary>
    public int Count => weights.Length;

    /// <summary>Learns from the counts of every example.</summary>
    public static FeatureSpace Learn(IReadOnlyList<Dictionary<int, float>> examples)
    {
        var seen = new int[1 << FeatureBag.KeyBits];
        foreach (var key in examples.SelectMany(counts => counts.Keys)) seen[key]++;
        var rows = new int[seen.Length];
        var weights = new List<float>();
        for (var key = 0; key < seen.Length; key++)
        {
            if (seen[key] < LeastExamples)
            {
                rows[key] = -1;
                continue;
            }

            rows[key] = weights.Count;
            weights.Add(MathF.Log((1f + examples.Count) / (1 + seen[key])) + 1);
        }

        return new FeatureSpace(rows, [.. weights]);
    }

    /// <summary>A message's counts as a vector.</summary>
    public SparseVector Place(Dictionary<int, float> counts)
    {
        var (index, value) = (new int[counts.Count], new float[counts.Count]);
        var (next, norm) = (0, 0.0);
        foreach (var (key, count) in counts)
        {
            var row = rows[key];
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
        for (var key = 0; key < rows.Length; key++)
        {
            if (rows[key] < 0) continue;
            writer.Write(key);
            writer.Write((Half)weights[rows[key]]);
        }
    }

    public static FeatureSpace Read(BinaryReader reader)
    {
        var weights = new float[reader.ReadInt32()];
        var rows = new int[1 << FeatureBag.KeyBits];
        Array.Fill(rows, -1);
        for (var row = 0; row < weights.Length; row++)
        {
            rows[reader.ReadInt32()] = row;
            weights[row] = (float)reader.ReadHalf();
        }

        return new FeatureSpace(rows, weights);
    }
}
