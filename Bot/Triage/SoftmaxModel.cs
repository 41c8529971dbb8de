using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>
/// A multinomial logistic model over sparse vectors. One row a feature holds its weight for every label, side by side, so that
/// scoring reads memory in order. A weight is one byte, with a scale for its row: a quarter of the memory, and the same decisions.
/// </summary>
internal sealed class SoftmaxModel
{
    /// <summary>Labels are padded to so many, which is what one step of scoring takes.</summary>
    private const int Step = 16;

    private readonly int width;
    private readonly sbyte[] weights;
    private readonly float[] scales;
    private readonly float[] biases;

    private SoftmaxModel(IReadOnlyList<string> labels, sbyte[] weights, float[] scales, float[] biases)
    {
        Labels = labels;
        width = Padded(labels.Count);
        this.weights = weights;
        this.scales = scales;
        this.biases = biases;
    }

    public IReadOnlyList<string> Labels { get; }

    /// <summary>Keeps what was learnt.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="learnt">A row of weights a feature, one a label.</param>
    /// <param name="biases">One a label.</param>
    public static SoftmaxModel Of(IReadOnlyList<string> labels, ReadOnlySpan<float> learnt, float[] biases)
    {
        var (features, width) = (learnt.Length / labels.Count, Padded(labels.Count));
        var (weights, scales) = (new sbyte[features * width], new float[features]);
        for (var feature = 0; feature < features; feature++)
        {
            var row = learnt.Slice(feature * labels.Count, labels.Count);
            var largest = TensorPrimitives.MaxMagnitude(row);
            scales[feature] = Math.Abs(largest) / sbyte.MaxValue;
            if (scales[feature] == 0) continue;
            for (var label = 0; label < row.Length; label++) weights[(feature * width) + label] = (sbyte)MathF.Round(row[label] / scales[feature]);
        }

        return new SoftmaxModel(labels, weights, scales, biases);
    }

    /// <summary>The probability of each label, in the labels' order.</summary>
    public float[] Score(SparseVector message)
    {
        Span<float> sums = stackalloc float[width];
        for (var at = 0; at < message.Index.Length; at++) Add(sums, message.Index[at], message.Value[at]);
        var scores = new float[Labels.Count];
        TensorPrimitives.Add(sums[..scores.Length], biases, scores);
        TensorPrimitives.SoftMax(scores, scores);
        return scores;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Labels.Count);
        for (var label = 0; label < Labels.Count; label++)
        {
            writer.Write(Labels[label]);
            writer.Write(biases[label]);
        }

        writer.Write(scales.Length);
        writer.Write(MemoryMarshal.AsBytes<float>(scales));
        writer.Write(MemoryMarshal.AsBytes<sbyte>(weights));
    }

    public static SoftmaxModel Read(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var (labels, biases) = (new string[count], new float[count]);
        for (var label = 0; label < count; label++) (labels[label], biases[label]) = (reader.ReadString(), reader.ReadSingle());
        var scales = new float[reader.ReadInt32()];
        var weights = new sbyte[scales.Length * Padded(count)];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return new SoftmaxModel(labels, weights, scales, biases);
    }

    private static int Padded(int labels) => (labels + Step - 1) / Step * Step;

    private void Add(Span<float> sums, int feature, float value)
    {
        var much = Vector128.Create(value * scales[feature]);
        var row = weights.AsSpan(feature * width, width);
        for (var at = 0; at < width; at += Step)
        {
            var (low, high) = Vector128.Widen(Vector128.Create<sbyte>(row.Slice(at, Step)));
            AddFour(sums[at..], Vector128.WidenLower(low), much);
            AddFour(sums[(at + 4)..], Vector128.WidenUpper(low), much);
            AddFour(sums[(at + 8)..], Vector128.WidenLower(high), much);
            AddFour(sums[(at + 12)..], Vector128.WidenUpper(high), much);
        }
    }

    private static void AddFour(Span<float> sums, Vector128<int> row, Vector128<float> much) =>
        (Vector128.Create<float>(sums[..4]) + (Vector128.ConvertToSingle(row) * much)).CopyTo(sums);
}
