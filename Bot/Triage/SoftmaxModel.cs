using System.Numerics.Tensors;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>A multinomial logistic model over sparse vectors.</summary>
internal sealed class SoftmaxModel
{
    private readonly ByteRows weights;
    private readonly float[] biases;

    private SoftmaxModel(IReadOnlyList<string> labels, ByteRows weights, float[] biases) => (Labels, this.weights, this.biases) = (labels, weights, biases);

    public IReadOnlyList<string> Labels { get; }

    /// <summary>Keeps what was learnt.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="learnt">A row of weights a feature, one a label.</param>
    /// <param name="biases">One a label.</param>
    public static SoftmaxModel Of(IReadOnlyList<string> labels, ReadOnlySpan<float> learnt, float[] biases) => new(labels, ByteRows.Of(learnt, labels.Count), biases);

    /// <summary>The probability of each label, in the labels' order.</summary>
    public float[] Score(SparseVector message)
    {
        Span<float> sums = stackalloc float[weights.Width];
        weights.AddUp(message, sums);
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

        weights.Write(writer);
    }

    public static SoftmaxModel Read(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var (labels, biases) = (new string[count], new float[count]);
        for (var label = 0; label < count; label++) (labels[label], biases[label]) = (reader.ReadString(), reader.ReadSingle());
        return new SoftmaxModel(labels, ByteRows.Read(reader, count), biases);
    }
}
