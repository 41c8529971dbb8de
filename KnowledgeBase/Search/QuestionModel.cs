using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>A way of asking.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Label">What it is an example of.</param>
/// <param name="Weight">How much it teaches.</param>
internal readonly record struct Asked(string Text, int Label, float Weight = 1);

/// <summary>What a question is likeliest to be about, learnt from ways of asking.</summary>
/// <remarks>
/// A multinomial logistic model by gradient descent with a step of its own for each feature (AdaGrad), which trusts rare words more.
/// The same examples in the same order give the same model. Own code: ML.NET's trainers keep the weights label by label, and a
/// first start, which waits for it, would take a minute.
/// </remarks>
internal sealed class QuestionModel
{
    private const int Seed = 17, Epochs = 10;

    /// <summary>A feature of one example alone teaches that example and nothing else.</summary>
    private const int LeastExamples = 2;

    private readonly int[] places = new int[1 << QuestionFeatures.KeyBits];
    private readonly float[] rarity;
    private readonly float[] biases;
    private readonly sbyte[] weights;
    private readonly float[] scales;

    private QuestionModel(int[] keys, float[] rarity, float[] biases, sbyte[] weights, float[] scales)
    {
        Array.Fill(places, -1);
        for (var place = 0; place < keys.Length; place++) places[keys[place]] = place;
        (this.rarity, this.biases, this.weights, this.scales) = (rarity, biases, weights, scales);
    }

    /// <summary>Bytes its weights take.</summary>
    public long Size => weights.LongLength + ((scales.LongLength + rarity.LongLength + places.LongLength) * 4);

    /// <summary>Learns.</summary>
    /// <param name="examples">Ways of asking.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <param name="cancellationToken">Gives up: it takes seconds.</param>
    public static QuestionModel Learn(IReadOnlyList<Asked> examples, int labels, CancellationToken cancellationToken)
    {
        var counts = examples.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(example => QuestionFeatures.Of(example.Text)).ToArray();
        var seen = new int[1 << QuestionFeatures.KeyBits];
        foreach (var (known, _) in counts)
        {
            foreach (var key in known) seen[key]++;
        }

        int[] keys = [.. Enumerable.Range(0, seen.Length).Where(key => seen[key] >= LeastExamples)];
        var rarity = Array.ConvertAll(keys, key => MathF.Log((1f + examples.Count) / (1 + seen[key])) + 1);
        var model = new QuestionModel(keys, rarity, new float[labels], new sbyte[keys.Length * labels], new float[keys.Length]);
        var learnt = new Rows(keys.Length, labels);
        model.Descend(learnt, Array.ConvertAll(counts, model.Place), examples, cancellationToken);
        model.Keep(learnt);
        return model;
    }

    /// <summary>The probability of each label.</summary>
    public float[] Score(string question)
    {
        var scores = (float[])biases.Clone();
        var row = new float[scores.Length];
        var (index, value) = Place(QuestionFeatures.Of(question));
        for (var at = 0; at < index.Length; at++)
        {
            TensorPrimitives.ConvertTruncating<sbyte, float>(weights.AsSpan(index[at] * row.Length, row.Length), row);
            TensorPrimitives.MultiplyAdd(row, value[at] * scales[index[at]], scores, scores);
        }

        TensorPrimitives.SoftMax<float>(scores, scores);
        return scores;
    }

    /// <summary>Keeps it.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(rarity.Length);
        writer.Write(biases.Length);
        for (var key = 0; key < places.Length; key++)
        {
            if (places[key] >= 0) writer.Write(key);
        }

        writer.Write(MemoryMarshal.AsBytes<float>(rarity));
        writer.Write(MemoryMarshal.AsBytes<float>(biases));
        writer.Write(MemoryMarshal.AsBytes<float>(scales));
        writer.Write(MemoryMarshal.AsBytes<sbyte>(weights));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static QuestionModel Read(BinaryReader reader)
    {
        var (features, labels) = (reader.ReadInt32(), reader.ReadInt32());
        var (keys, rarity, biases, scales, weights) = (new int[features], new float[features], new float[labels], new float[features], new sbyte[features * labels]);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(keys.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rarity.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(biases.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return new QuestionModel(keys, rarity, biases, weights, scales);
    }

    /// <summary>One byte a weight, with a scale for its row: a quarter of what was learnt, and the same ranking.</summary>
    private void Keep(Rows learnt)
    {
        for (var feature = 0; feature < scales.Length; feature++)
        {
            var row = learnt.Of(feature);
            scales[feature] = MathF.Abs(TensorPrimitives.MaxMagnitude<float>(row)) / sbyte.MaxValue;
            if (scales[feature] == 0) continue;
            TensorPrimitives.Divide(row, scales[feature], row);
            TensorPrimitives.Round<float>(row, row);
            TensorPrimitives.ConvertTruncating<float, sbyte>(row, weights.AsSpan(feature * biases.Length, biases.Length));
        }
    }

    /// <summary>A sparse vector of length 1.</summary>
    private (int[] Index, float[] Value) Place((int[] Keys, float[] Counts) features)
    {
        var (keys, counts) = features;
        var (index, value, next) = (new int[keys.Length], new float[keys.Length], 0);
        for (var at = 0; at < keys.Length; at++)
        {
            if (places[keys[at]] is not (>= 0 and var place)) continue;
            (index[next], value[next++]) = (place, MathF.Sqrt(counts[at]) * rarity[place]);
        }

        Array.Resize(ref index, next);
        Array.Resize(ref value, next);
        var length = TensorPrimitives.Norm<float>(value);
        if (length > 0) TensorPrimitives.Divide(value, length, value);
        return (index, value);
    }

    private void Descend(Rows learnt, (int[] Index, float[] Value)[] rows, IReadOnlyList<Asked> examples, CancellationToken cancellationToken)
    {
        const float BiasRate = 0.02f, Rate = 0.5f, Settled = 1e-3f;
        var order = Enumerable.Range(0, rows.Length).ToArray();
        var random = new Random(Seed);
        var (spent, padded) = (new float[rarity.Length], new float[learnt.Width]);
        var error = padded.AsSpan(0, biases.Length);
        var (step, steps) = (0, Epochs * rows.Length);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var at in order)
            {
                cancellationToken.ThrowIfCancellationRequested();

                // Steps fade to nothing at the end.
                var fade = examples[at].Weight * (1 - ((float)step++ / steps));
                var (index, value) = rows[at];
                biases.CopyTo(error);
                learnt.AddTo(padded, index, value);
                TensorPrimitives.SoftMax<float>(error, error);
                error[examples[at].Label] -= 1;
                TensorPrimitives.MultiplyAdd(error, -BiasRate * fade, biases, biases);
                var size = TensorPrimitives.SumOfSquares<float>(error);
                if (size < Settled) continue;
                for (var part = 0; part < index.Length; part++)
                {
                    spent[index[part]] += value[part] * value[part] * size;
                    learnt.Add(index[part], padded, -fade * Rate * value[part] / MathF.Sqrt(spent[index[part]] + 1e-4f));
                }
            }
        }
    }
}
