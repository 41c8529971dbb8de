using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>
/// Learns a <see cref="SoftmaxModel"/> several times over, each in another way, and takes the mean, which errs less than any of them: by
/// ML.NET's dual coordinate ascent (few labels only), and by gradient descent with one step for all features and with a step of its
/// own for each (AdaGrad), which trusts rare words more.
/// </summary>
/// <remarks>
/// The descents are own code: ML.NET's trainers keep the weights label by label, which over many labels takes a minute
/// instead of seconds, and a first start waits for it.
/// </remarks>
internal static class SoftmaxTrainer
{
    private const int Seed = 17;

    /// <summary>Above so many labels ML.NET's trainer would take longer than all the rest.</summary>
    private const int FewLabels = 8;

    /// <summary>The same examples in the same order give the same model.</summary>
    /// <param name="features">How many features there are.</param>
    /// <param name="rows">The examples.</param>
    /// <param name="names">The label of each.</param>
    public static SoftmaxModel Learn(int features, IReadOnlyList<SparseVector> rows, IReadOnlyList<string> names)
    {
        var (labels, truth) = LabelIndex.Of(names);
        var runs = new List<ILearner> { new Even(features, labels.Length), new Own(features, labels.Length) };
        if (labels.Length <= FewLabels) runs.Add(new DualAscent(features, labels));
        Parallel.ForEach(runs, run => run.Learn(rows, truth));
        return Mean(labels, runs);
    }

    private static SoftmaxModel Mean(string[] labels, List<ILearner> runs)
    {
        var (weights, biases) = (runs[0].Weights, runs[0].Biases);
        foreach (var run in runs.Skip(1))
        {
            TensorPrimitives.Add(weights, run.Weights, weights);
            TensorPrimitives.Add(biases, run.Biases, biases);
        }

        TensorPrimitives.Divide(weights, runs.Count, weights);
        TensorPrimitives.Divide(biases, runs.Count, biases);
        return SoftmaxModel.Of(labels, weights, biases);
    }

    /// <summary>One way to learn: a row of weights a feature, one bias a label.</summary>
    private interface ILearner
    {
        float[] Weights { get; }

        float[] Biases { get; }

        void Learn(IReadOnlyList<SparseVector> rows, int[] truth);
    }

    /// <summary>ML.NET's stochastic dual coordinate ascent for maximum entropy.</summary>
    private sealed class DualAscent(int features, string[] labels) : ILearner
    {
        /// <summary>Passes over the examples; more gained nothing on examples kept apart.</summary>
        private const int Iterations = 20;

        public float[] Weights { get; } = new float[features * labels.Length];

        public float[] Biases { get; } = new float[labels.Length];

        public void Learn(IReadOnlyList<SparseVector> rows, int[] truth)
        {
            var context = new MLContext(seed: Seed);
            var schema = SchemaDefinition.Create(typeof(TrainingRow));
            schema[nameof(TrainingRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
            var data = context.Data.LoadFromEnumerable(rows.Select((row, at) => TrainingRow.Of(row, features, labels[truth[at]])), schema);
            var keys = context.Transforms.Conversion.MapValueToKey("Key", nameof(TrainingRow.Label)).Fit(data);
            var mapped = context.Data.Cache(keys.Transform(data));
            var model = context.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
            {
                LabelColumnName = "Key",
                FeatureColumnName = nameof(TrainingRow.Features),
                MaximumNumberOfIterations = Iterations,

                // A fixed number of passes: looking whether it has converged costs as much as a pass.
                ConvergenceCheckFrequency = Iterations + 1,
                L1Regularization = 0,
                L2Regularization = 1e-5f,

                // One thread: two would learn faster and never the same model twice.
                NumberOfThreads = 1,
            }).Fit(mapped).Model;
            Take(model, mapped);
        }

        private void Take(MaximumEntropyModelParameters model, IDataView mapped)
        {
            VBuffer<float>[] learnt = [];
            model.GetWeights(ref learnt, out var count);
            VBuffer<ReadOnlyMemory<char>> names = default;
            mapped.Schema["Key"].Annotations.GetValue("KeyValues", ref names);
            var order = names.DenseValues().Select(name => Array.IndexOf(labels, name.ToString())).ToArray();
            var biases = model.GetBiases().ToArray();
            for (var at = 0; at < count; at++)
            {
                Biases[order[at]] = biases[at];
                foreach (var (feature, weight) in learnt[at].Items()) Weights[(feature * labels.Length) + order[at]] = weight;
            }
        }

        private sealed class TrainingRow
        {
            public VBuffer<float> Features { get; set; }

            public string Label { get; set; } = "";

            public static TrainingRow Of(SparseVector row, int features, string label)
            {
                var (index, value) = ((int[])row.Index.Clone(), (float[])row.Value.Clone());
                Array.Sort(index, value);
                return new TrainingRow { Features = new VBuffer<float>(features, index.Length, value, index), Label = label };
            }
        }
    }

    /// <summary>One descent over the examples. Steps fade to nothing at the end.</summary>
    private abstract class Run(int features, int width, int epochs) : ILearner
    {
        public float[] Weights { get; } = new float[features * width];

        public float[] Biases { get; } = new float[width];

        public void Learn(IReadOnlyList<SparseVector> rows, int[] truth)
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

    private sealed class Even(int features, int width) : Run(features, width, epochs: 16)
    {
        protected override float Rate(int feature, float value, float errorSize) => 4f;
    }

    private sealed class Own(int features, int width) : Run(features, width, epochs: 12)
    {
        private readonly float[] spent = new float[features];

        protected override float Rate(int feature, float value, float errorSize)
        {
            spent[feature] += value * value * errorSize;
            return 0.5f / MathF.Sqrt(spent[feature] + 1e-4f);
        }
    }
}
