using System.Numerics.Tensors;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>
/// Learns a <see cref="SoftmaxModel"/> by stochastic gradient descent, twice: with one step for all features, and with a step of
/// its own for each (AdaGrad), which trusts rare words more. Their mean errs less than either. Own code, since ML.NET's trainers keep
/// the weights label by label: over some sixty labels that takes a minute instead of a second, and a first start waits for it.
/// </summary>
internal static class SoftmaxTrainer
{
    private const int Seed = 17;

    /// <summary>The same examples in the same order give the same model.</summary>
    /// <param name="features">How many features there are.</param>
    /// <param name="rows">The examples.</param>
    /// <param name="names">The label of each.</param>
    public static SoftmaxModel Learn(int features, IReadOnlyList<SparseVector> rows, IReadOnlyList<string> names)
    {
        string[] labels = [.. names.Distinct().Order(StringComparer.Ordinal)];
        var place = labels.Select((label, at) => (label, at)).ToDictionary(pair => pair.label, pair => pair.at, StringComparer.Ordinal);
        int[] truth = [.. names.Select(name => place[name])];
        var runs = new Run[] { new Even(features, labels.Length), new Own(features, labels.Length) };
        Parallel.ForEach(runs, run => run.Descend(rows, truth));
        var (one, other) = (runs[0], runs[1]);
        TensorPrimitives.Add(one.Weights, other.Weights, one.Weights);
        TensorPrimitives.Multiply(one.Weights, 0.5f, one.Weights);
        TensorPrimitives.Add(one.Biases, other.Biases, one.Biases);
        TensorPrimitives.Multiply(one.Biases, 0.5f, one.Biases);
        var halves = new Half[one.Weights.Length];
        TensorPrimitives.ConvertToHalf(one.Weights, halves);
        return new SoftmaxModel(labels, halves, one.Biases);
    }

    /// <summary>One descent over the examples. Steps fade to nothing at the end.</summary>
    private abstract class Run(int features, int width, int epochs)
    {
        public float[] Weights { get; } = new float[features * width];

        public float[] Biases { get; } = new float[width];

        public void Descend(IReadOnlyList<SparseVector> rows, int[] truth)
        {
            var order = Enumerable.Range(0, rows.Count).ToArray();
            var random = new Random(Seed);
            var error = new float[width];
            var (step, steps) = (0, epochs * rows.Count);
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                random.Shuffle(order);
                foreach (var at in order) Learn(rows[at], truth[at], error, 1 - ((float)step++ / steps));
            }
        }

        protected abstract float Rate(int feature, float value, float errorSize);

        private void Learn(SparseVector row, int truth, float[] error, float fade)
        {
            const float BiasRate = 0.02f, Settled = 1e-6f;
            Biases.CopyTo(error.AsSpan());
            for (var part = 0; part < row.Index.Length; part++) TensorPrimitives.MultiplyAdd(Line(row.Index[part]), row.Value[part], error, error);
            TensorPrimitives.SoftMax(error, error);
            error[truth] -= 1;
            TensorPrimitives.MultiplyAdd(error, -BiasRate * fade, Biases, Biases);
            var size = TensorPrimitives.SumOfSquares<float>(error);
            if (size < Settled) return;
            for (var part = 0; part < row.Index.Length; part++)
            {
                var line = Line(row.Index[part]);
                TensorPrimitives.MultiplyAdd(error, -fade * Rate(row.Index[part], row.Value[part], size) * row.Value[part], line, line);
            }
        }

        private Span<float> Line(int feature) => Weights.AsSpan(feature * width, width);
    }

    private sealed class Even(int features, int width) : Run(features, width, epochs: 10)
    {
        protected override float Rate(int feature, float value, float errorSize) => 4f;
    }

    private sealed class Own(int features, int width) : Run(features, width, epochs: 6)
    {
        private readonly float[] spent = new float[features];

        protected override float Rate(int feature, float value, float errorSize)
        {
            spent[feature] += value * value * errorSize;
            return 0.5f / MathF.Sqrt(spent[feature] + 1e-4f);
        }
    }
}
