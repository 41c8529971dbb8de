using System.Numerics.Tensors;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>A way of asking, and the text it is answered by.</summary>
internal readonly record struct Asked(string Text, int Owner, float Weight = 1f);

/// <summary>Which text a question is likeliest to be answered by, learnt from the ways of asking each.</summary>
/// <remarks>
/// A multinomial logistic model by gradient descent with a step of its own for each feature (AdaGrad), which trusts rare words more.
/// The same examples in the same order give the same model.
/// </remarks>
internal sealed class QuestionModel
{
    private const int Seed = 17;

    /// <summary>A feature of one example alone teaches that example and nothing else.</summary>
    private const int LeastExamples = 2;

    private readonly int[] places;
    private readonly float[] rarity;
    private readonly float[] weights;
    private readonly float[] biases;

    private QuestionModel(int[] places, float[] rarity, int width)
    {
        this.places = places;
        this.rarity = rarity;
        weights = new float[rarity.Length * width];
        biases = new float[width];
    }

    public static int Epochs = 12;
    public static float Rate = 0.5f;

    public int Count => rarity.Length;

    /// <summary>Learns.</summary>
    /// <param name="examples">Ways of asking.</param>
    /// <param name="owners">How many texts there are.</param>
    public static QuestionModel Learn(IReadOnlyList<Asked> examples, int owners)
    {
        var counts = examples.AsParallel().AsOrdered().Select(example => QuestionFeatures.Of(example.Text)).ToArray();
        var seen = new int[1 << QuestionFeatures.KeyBits];
        foreach (var key in counts.SelectMany(count => count.Keys)) seen[key]++;
        var places = new int[seen.Length];
        Array.Fill(places, -1);
        var rarity = new List<float>();
        for (var key = 0; key < seen.Length; key++)
        {
            if (seen[key] < LeastExamples) continue;
            places[key] = rarity.Count;
            rarity.Add(MathF.Log((1f + examples.Count) / (1 + seen[key])) + 1);
        }

        var model = new QuestionModel(places, [.. rarity], owners);
        model.Descend(Array.ConvertAll(counts, model.Place), examples);
        return model;
    }

    /// <summary>The probability of each text, in their order.</summary>
    public float[] Score(string question)
    {
        var scores = (float[])biases.Clone();
        var (index, value) = Place(QuestionFeatures.Of(question));
        for (var at = 0; at < index.Length; at++) TensorPrimitives.MultiplyAdd(Line(index[at]), value[at], scores, scores);
        TensorPrimitives.SoftMax<float>(scores, scores);
        return scores;
    }

    private Span<float> Line(int feature) => weights.AsSpan(feature * biases.Length, biases.Length);

    private (int[] Index, float[] Value) Place(Dictionary<int, float> counts)
    {
        var (index, value, next) = (new int[counts.Count], new float[counts.Count], 0);
        foreach (var (key, count) in counts)
        {
            if (places[key] is not (>= 0 and var place)) continue;
            (index[next], value[next++]) = (place, MathF.Sqrt(count) * rarity[place]);
        }

        Array.Resize(ref index, next);
        Array.Resize(ref value, next);
        var length = TensorPrimitives.Norm<float>(value);
        if (length > 0) TensorPrimitives.Divide(value, length, value);
        return (index, value);
    }

    private void Descend((int[] Index, float[] Value)[] rows, IReadOnlyList<Asked> examples)
    {
        const float BiasRate = 0.02f, Settled = 1e-6f;
        var order = Enumerable.Range(0, rows.Length).ToArray();
        var random = new Random(Seed);
        var spent = new float[rarity.Length];
        var error = new float[biases.Length];
        var (step, steps) = (0, Epochs * rows.Length);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var at in order)
            {
                var fade = 1 - ((float)step++ / steps);
                var (index, value) = rows[at];
                biases.CopyTo(error.AsSpan());
                for (var part = 0; part < index.Length; part++) TensorPrimitives.MultiplyAdd(Line(index[part]), value[part], error, error);
                TensorPrimitives.SoftMax<float>(error, error);
                error[examples[at].Owner] -= 1;
                TensorPrimitives.MultiplyAdd(error, -BiasRate * fade * examples[at].Weight, biases, biases);
                var size = TensorPrimitives.SumOfSquares<float>(error);
                if (size < Settled) continue;
                for (var part = 0; part < index.Length; part++)
                {
                    var line = Line(index[part]);
                    spent[index[part]] += value[part] * value[part] * size;
                    var rate = Rate / MathF.Sqrt(spent[index[part]] + 1e-4f);
                    TensorPrimitives.MultiplyAdd(error, -fade * rate * value[part] * examples[at].Weight, line, line);
                }
            }
        }
    }
}
