using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>
/// Several networks of one hidden layer over sparse vectors, that learnt the same from different beginnings: their mean errs less than
/// any of them. The hidden layer lets words mean together what none of them means alone.
/// </summary>
internal sealed class Perceptron
{
    private readonly IReadOnlyList<Layers> networks;

    private Perceptron(IReadOnlyList<string> labels, IReadOnlyList<Layers> networks) => (Labels, this.networks) = (labels, networks);

    public IReadOnlyList<string> Labels { get; }

    /// <summary>Keeps what was learnt.</summary>
    public static Perceptron Of(IReadOnlyList<string> labels, IEnumerable<PerceptronTrainer.Network> learnt) => new(labels, [.. learnt.Select(Layers.Of)]);

    /// <summary>The probability of each label, in the labels' order.</summary>
    public float[] Score(SparseVector message)
    {
        var (mean, scores) = (new float[Labels.Count], new float[Labels.Count]);
        foreach (var network in networks)
        {
            network.Score(message, scores);
            TensorPrimitives.Add(mean, scores, mean);
        }

        TensorPrimitives.Divide(mean, networks.Count, mean);
        return mean;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Labels.Count);
        foreach (var label in Labels) writer.Write(label);
        writer.Write(networks.Count);
        foreach (var network in networks) network.Write(writer);
    }

    public static Perceptron Read(BinaryReader reader)
    {
        var labels = new string[reader.ReadInt32()];
        for (var label = 0; label < labels.Length; label++) labels[label] = reader.ReadString();
        var networks = new Layers[reader.ReadInt32()];
        for (var at = 0; at < networks.Length; at++) networks[at] = Layers.Read(reader, labels.Length);
        return new Perceptron(labels, networks);
    }

    /// <summary>One network as it is used.</summary>
    /// <param name="Words">From features to the hidden layer.</param>
    /// <param name="WordBiases">One a hidden unit.</param>
    /// <param name="Meanings">From the hidden layer to the labels, a row a label.</param>
    /// <param name="Biases">One a label.</param>
    private sealed record Layers(ByteRows Words, float[] WordBiases, float[] Meanings, float[] Biases)
    {
        public static Layers Of(PerceptronTrainer.Network learnt) =>
            new(ByteRows.Of(learnt.Words, learnt.WordBiases.Length), learnt.WordBiases, learnt.Meanings, learnt.Biases);

        public void Score(SparseVector message, Span<float> scores)
        {
            Span<float> padded = stackalloc float[Words.Width];
            WordBiases.CopyTo(padded);
            Words.AddUp(message, padded);
            var hidden = padded[..WordBiases.Length];
            TensorPrimitives.Max(hidden, 0, hidden);
            for (var label = 0; label < scores.Length; label++) scores[label] = Biases[label] + TensorPrimitives.Dot(hidden, Meanings.AsSpan(label * hidden.Length, hidden.Length));
            TensorPrimitives.SoftMax(scores, scores);
        }

        public void Write(BinaryWriter writer)
        {
            writer.Write(WordBiases.Length);
            foreach (var part in (float[][])[WordBiases, Meanings, Biases]) writer.Write(MemoryMarshal.AsBytes<float>(part));
            Words.Write(writer);
        }

        public static Layers Read(BinaryReader reader, int labels)
        {
            var hidden = reader.ReadInt32();
            var (wordBiases, meanings, biases) = (new float[hidden], new float[hidden * labels], new float[labels]);
            foreach (var part in (float[][])[wordBiases, meanings, biases]) reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(part.AsSpan()));
            return new Layers(ByteRows.Read(reader, hidden), wordBiases, meanings, biases);
        }
    }
}
