using System.Numerics.Tensors;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>
/// Learns a <see cref="Perceptron"/> by gradient descent with a step of its own for every feature (AdaGrad), forgetting half of each
/// example's features at random (input dropout), so that no single word decides.
/// </summary>
/// <remarks>Own code: no trainer of ML.NET learns a hidden layer over sparse vectors without a native runtime of hundreds of megabytes.</remarks>
internal static class PerceptronTrainer
{
    /// <summary>Two networks, one a core.</summary>
    private const int Networks = 2;

    /// <summary>The same examples in the same order give the same model.</summary>
    /// <param name="features">How many features there are.</param>
    /// <param name="rows">The examples.</param>
    /// <param name="names">The label of each.</param>
    public static Perceptron Learn(int features, IReadOnlyList<SparseVector> rows, IReadOnlyList<string> names)
    {
        var (labels, truth) = LabelIndex.Of(names);
        Network[] networks = [.. Enumerable.Range(1, Networks).Select(seed => new Network(features, labels.Length, seed))];
        Parallel.ForEach(networks, network => network.Learn(rows, truth));
        return Perceptron.Of(labels, networks);
    }

    /// <summary>One network while it learns.</summary>
    internal sealed class Network
    {
        // Chosen on messages kept apart; twice as wide or twice as long gained less than a change of seed.
        private const int Hidden = 64, Epochs = 12;
        private const float Rate = 0.05f, Forgotten = 0.5f;

        /// <summary>Below it an example teaches nothing more.</summary>
        private const float Settled = 1e-6f;

        private readonly int seed;
        private readonly float[] wordsSpent;
        private readonly float[] meaningsSpent;
        private readonly float[] hidden = new float[Hidden];
        private readonly float[] back = new float[Hidden];
        private readonly float[] error;

        public Network(int features, int labels, int seed)
        {
            this.seed = seed;
            (Words, Meanings, Biases) = (new float[features * Hidden], new float[labels * Hidden], new float[labels]);
            (wordsSpent, meaningsSpent, error) = (new float[features], new float[labels], new float[labels]);
        }

        /// <summary>A row a feature, a weight a hidden unit.</summary>
        public float[] Words { get; }

        /// <summary>One a hidden unit.</summary>
        public float[] WordBiases { get; } = new float[Hidden];

        /// <summary>A row a label, a weight a hidden unit.</summary>
        public float[] Meanings { get; }

        /// <summary>One a label.</summary>
        public float[] Biases { get; }

        public void Learn(IReadOnlyList<SparseVector> rows, int[] truth)
        {
            var random = new Random(seed);
            Scatter(Words, 0.25f, random);
            Scatter(Meanings, 0.15f, random);
            var order = Enumerable.Range(0, rows.Count).ToArray();
            var (step, steps) = (0, Epochs * rows.Count);
            for (var epoch = 0; epoch < Epochs; epoch++)
            {
                random.Shuffle(order);
                foreach (var at in order) Learn(Half(rows[at], random), truth[at], Rate * (1 - ((float)step++ / steps)));
            }
        }

        private static void Scatter(float[] weights, float most, Random random)
        {
            for (var at = 0; at < weights.Length; at++) weights[at] = ((random.NextSingle() * 2) - 1) * most;
        }

        /// <summary>What is left counts double: the sum stays about what it will be in use.</summary>
        private static SparseVector Half(SparseVector row, Random random)
        {
            var (index, value, kept) = (new int[row.Index.Length], new float[row.Index.Length], 0);
            for (var part = 0; part < row.Index.Length; part++)
            {
                if (random.NextSingle() < Forgotten) continue;
                (index[kept], value[kept++]) = (row.Index[part], row.Value[part] / (1 - Forgotten));
            }

            Array.Resize(ref index, kept);
            Array.Resize(ref value, kept);
            return new SparseVector(index, value);
        }

        private void Learn(SparseVector row, int truth, float rate)
        {
            Predict(row);
            error[truth] -= 1;
            if (TensorPrimitives.SumOfSquares<float>(error) < Settled) return;
            CorrectMeanings(rate);
            CorrectWords(row, rate);
        }

        private void Predict(SparseVector row)
        {
            WordBiases.CopyTo(hidden, 0);
            for (var part = 0; part < row.Index.Length; part++) TensorPrimitives.MultiplyAdd(Word(row.Index[part]), row.Value[part], hidden, hidden);
            TensorPrimitives.Max(hidden, 0, hidden);
            for (var label = 0; label < error.Length; label++) error[label] = Biases[label] + TensorPrimitives.Dot<float>(Meaning(label), hidden);
            TensorPrimitives.SoftMax(error, error);
        }

        private void CorrectMeanings(float rate)
        {
            const float BiasShare = 0.02f, Start = 1e-2f, Nothing = 1e-5f;
            Array.Clear(back);
            var size = TensorPrimitives.SumOfSquares<float>(hidden) / Hidden;
            for (var label = 0; label < error.Length; label++)
            {
                if (MathF.Abs(error[label]) < Nothing) continue;
                var row = Meaning(label);
                TensorPrimitives.MultiplyAdd(row, error[label], back, back);
                meaningsSpent[label] += error[label] * error[label] * size;
                TensorPrimitives.MultiplyAdd(hidden, -rate * error[label] / MathF.Sqrt(meaningsSpent[label] + Start), row, row);
                Biases[label] -= rate * BiasShare * error[label];
            }
        }

        private void CorrectWords(SparseVector row, float rate)
        {
            const float BiasShare = 0.02f, Start = 1e-4f;
            for (var unit = 0; unit < Hidden; unit++) back[unit] = hidden[unit] > 0 ? back[unit] : 0;
            TensorPrimitives.MultiplyAdd(back, -rate * BiasShare, WordBiases, WordBiases);
            var size = TensorPrimitives.SumOfSquares<float>(back) / Hidden;
            for (var part = 0; part < row.Index.Length; part++)
            {
                var (feature, value) = (row.Index[part], row.Value[part]);
                wordsSpent[feature] += value * value * size;
                TensorPrimitives.MultiplyAdd(back, -rate * value / MathF.Sqrt(wordsSpent[feature] + Start), Word(feature), Word(feature));
            }
        }

        private Span<float> Word(int feature) => Words.AsSpan(feature * Hidden, Hidden);

        private Span<float> Meaning(int label) => Meanings.AsSpan(label * Hidden, Hidden);
    }
}
