using System.Numerics.Tensors;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>
/// A multinomial logistic model over sparse vectors. One row a feature holds its weight for every label, side by side, so that
/// scoring reads memory in order.
/// </summary>
internal sealed class SoftmaxModel(IReadOnlyList<string> labels, Half[] weights, float[] biases)
{
    public IReadOnlyList<string> Labels => labels;

    /// <summary>The probability of each label, in the labels' order.</summary>
    public float[] Score(SparseVector message)
    {
        var scores = (float[])biases.Clone();
        Span<float> row = stackalloc float[scores.Length];
        for (var at = 0; at < message.Index.Length; at++)
        {
            TensorPrimitives.ConvertToSingle(weights.AsSpan(message.Index[at] * scores.Length, scores.Length), row);
            TensorPrimitives.MultiplyAdd(row, message.Value[at], scores, scores);
        }

        TensorPrimitives.SoftMax(scores, scores);
        return scores;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(labels.Count);
        for (var label = 0; label < labels.Count; label++)
        {
            writer.Write(labels[label]);
            writer.Write(biases[label]);
        }

        writer.Write(weights.Length);
        writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<Half>(weights));
    }

    public static SoftmaxModel Read(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var (labels, biases) = (new string[count], new float[count]);
        for (var label = 0; label < count; label++) (labels[label], biases[label]) = (reader.ReadString(), reader.ReadSingle());
        var weights = new Half[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(weights.AsSpan()));
        return new SoftmaxModel(labels, weights, biases);
    }
}
