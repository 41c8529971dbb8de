using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>What words have to do with each other, learnt from the texts themselves: those that keep the same company lie close.</summary>
/// <remarks>
/// A truncated singular value decomposition of the weighted words of the texts (latent semantic analysis), by random projection and two
/// power iterations with a fixed seed: the same texts always give the same space. It lets a question meet a text that says it
/// in other words; it knows nothing that the texts do not say.
/// </remarks>
internal sealed class LatentSpace
{
    private const int Dimensions = 128, Spare = 12, Iterations = 2, Seed = 17;

    private readonly Dictionary<string, int> terms;
    private readonly float[] rarity;
    private readonly float[] termVectors;
    private readonly float[] textVectors;
    private readonly int size;

    private LatentSpace(Dictionary<string, int> terms, float[] rarity, float[] termVectors, float[] textVectors, int size) =>
        (this.terms, this.rarity, this.termVectors, this.textVectors, this.size) = (terms, rarity, termVectors, textVectors, size);

    /// <summary>Learns from the words of each text, with how much each counts.</summary>
    public static LatentSpace Learn(IReadOnlyList<IReadOnlyDictionary<string, float>> texts)
    {
        var documents = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var term in text.Keys) CollectionsMarshal.GetValueRefOrAddDefault(documents, term, out _)++;
        }

        // A word of one text only has no company to be known by.
        var terms = documents.Where(pair => pair.Value > 1).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select((pair, place) => (pair.Key, place))
            .ToDictionary(pair => pair.Key, pair => pair.place, StringComparer.Ordinal);
        var rarity = new float[terms.Count];
        foreach (var (term, place) in terms) rarity[place] = MathF.Log(1 + ((float)texts.Count / documents[term]));
        var rows = texts.Select(text => Row(text, terms, rarity)).ToArray();
        var size = Math.Min(Dimensions, Math.Min(texts.Count, terms.Count) - Spare - 1);
        if (size < 8) return new LatentSpace(terms, rarity, [], [], 0);
        var (termVectors, textVectors) = Decompose(rows, terms.Count, size);
        return new LatentSpace(terms, rarity, termVectors, textVectors, size);
    }

    /// <summary>How close a question lies to each text, −1 to 1; empty when nothing of it is known.</summary>
    /// <param name="question">Its words.</param>
    /// <param name="leaders">Texts that its words found, with their shares: what they have in common is probably meant.</param>
    /// <param name="feedback">How much they count beside the question.</param>
    public float[] Closeness(IEnumerable<(string Stem, float Weight)> question, IReadOnlyList<(int Text, float Share)> leaders, float feedback)
    {
        if (size == 0) return [];
        var vector = new float[size];
        foreach (var (stem, weight) in question)
        {
            if (terms.TryGetValue(stem, out var term)) TensorPrimitives.MultiplyAdd(TermVector(term), weight * rarity[term], vector, vector);
        }

        Normalize(vector);
        foreach (var (text, share) in leaders) TensorPrimitives.MultiplyAdd(TextVector(text), feedback * share, vector, vector);
        if (!Normalize(vector)) return [];
        var closeness = new float[textVectors.Length / size];
        for (var text = 0; text < closeness.Length; text++) closeness[text] = TensorPrimitives.Dot(TextVector(text), vector);
        return closeness;
    }

    private static bool Normalize(Span<float> vector)
    {
        var length = TensorPrimitives.Norm<float>(vector);
        if (length < 1e-6f) return false;
        TensorPrimitives.Divide(vector, length, vector);
        return true;
    }

    private ReadOnlySpan<float> TextVector(int text) => textVectors.AsSpan(text * size, size);

    private ReadOnlySpan<float> TermVector(int term) => termVectors.AsSpan(term * size, size);

    private static (int[] Terms, float[] Weights) Row(IReadOnlyDictionary<string, float> text, Dictionary<string, int> terms, float[] rarity)
    {
        var row = text.Where(pair => terms.ContainsKey(pair.Key)).Select(pair => (Term: terms[pair.Key], Weight: MathF.Log(1 + pair.Value) * rarity[terms[pair.Key]])).ToArray();
        var length = MathF.Sqrt(row.Sum(cell => cell.Weight * cell.Weight));
        return length == 0 ? ([], []) : (Array.ConvertAll(row, cell => cell.Term), Array.ConvertAll(row, cell => cell.Weight / length));
    }

    private static (float[] Terms, float[] Texts) Decompose((int[] Terms, float[] Weights)[] rows, int terms, int size)
    {
        var wide = size + Spare;
        var random = new Random(Seed);
        var projected = new Rows(terms, wide);
        for (var term = 0; term < terms; term++)
        {
            foreach (ref var cell in projected.Of(term)) cell = (float)((random.NextDouble() * 2) - 1);
        }

        var basis = Times(rows, projected, wide);
        Orthonormalize(basis, rows.Length, wide);
        for (var i = 0; i < Iterations; i++)
        {
            basis = Times(rows, TransposedTimes(rows, basis, terms, wide), wide);
            Orthonormalize(basis, rows.Length, wide);
        }

        var small = TransposedTimes(rows, basis, terms, wide);
        var (values, rotation) = Symmetric.Eigen(small.Gram(), wide);
        return Turn(rows, small, rotation, Array.ConvertAll(values[..size], value => (float)Math.Sqrt(Math.Max(value, 1e-9))));
    }

    /// <summary>The vectors of the terms, each of the length of its value, and those of the texts, of length 1.</summary>
    private static (float[] Terms, float[] Texts) Turn((int[] Terms, float[] Weights)[] rows, Rows small, double[,] rotation, float[] lengths)
    {
        var (size, wide) = (lengths.Length, rotation.GetLength(0));
        var turn = new Rows(wide, size);
        for (var j = 0; j < wide; j++)
        {
            for (var k = 0; k < size; k++) turn.Of(j)[k] = (float)rotation[j, k];
        }

        var all = Enumerable.Range(0, wide).ToArray();
        var turned = new Rows(small.Count, size);
        for (var term = 0; term < small.Count; term++)
        {
            turn.AddTo(turned.Whole(term), all, small.Of(term));
            TensorPrimitives.Divide(turned.Of(term), lengths, turned.Of(term));
        }

        var texts = Times(rows, turned, size);
        for (var text = 0; text < rows.Length; text++)
        {
            var length = TensorPrimitives.Norm<float>(texts.Of(text));
            if (length > 1e-6f) TensorPrimitives.Divide(texts.Of(text), length, texts.Of(text));
        }

        return (turned.ToArray(), texts.ToArray());
    }

    private static Rows Times((int[] Terms, float[] Weights)[] rows, Rows right, int wide)
    {
        var product = new Rows(rows.Length, wide);
        for (var r = 0; r < rows.Length; r++) right.AddTo(product.Whole(r), rows[r].Terms, rows[r].Weights);
        return product;
    }

    private static Rows TransposedTimes((int[] Terms, float[] Weights)[] rows, Rows right, int terms, int wide)
    {
        var product = new Rows(terms, wide);
        for (var r = 0; r < rows.Length; r++)
        {
            var (index, weights) = rows[r];
            for (var at = 0; at < index.Length; at++) product.Add(index[at], right.Whole(r), weights[at]);
        }

        return product;
    }

    /// <summary>Gram–Schmidt over the columns, twice for the rounding.</summary>
    private static void Orthonormalize(Rows matrix, int rows, int wide)
    {
        var columns = new float[wide][];
        for (var c = 0; c < wide; c++)
        {
            columns[c] = new float[rows];
            for (var r = 0; r < rows; r++) columns[c][r] = matrix.Of(r)[c];
        }

        for (var c = 0; c < wide; c++)
        {
            for (var pass = 0; pass < 2; pass++)
            {
                for (var before = 0; before < c; before++)
                {
                    TensorPrimitives.MultiplyAdd(columns[before], -TensorPrimitives.Dot<float>(columns[before], columns[c]), columns[c], columns[c]);
                }
            }

            var length = TensorPrimitives.Norm<float>(columns[c]);
            if (length > 1e-9f) TensorPrimitives.Divide(columns[c], length, columns[c]);
        }

        for (var c = 0; c < wide; c++)
        {
            for (var r = 0; r < rows; r++) matrix.Of(r)[c] = columns[c][r];
        }
    }
}
