namespace BrigadeNumerique.Bot.Triage;

/// <summary>A multinomial logistic model: learnt by ML.NET, scored here, since a sparse product needs no pipeline and no lock.</summary>
internal sealed class LinearModel(IReadOnlyList<string> labels, float[][] weights, float[] biases)
{
    public IReadOnlyList<string> Labels => labels;

    /// <summary>The probability of each label, in the labels' order.</summary>
    public double[] Score(int[] index, float[] value)
    {
        var scores = new double[labels.Count];
        for (var label = 0; label < scores.Length; label++)
        {
            double sum = biases[label];
            var row = weights[label];
            for (var at = 0; at < index.Length; at++) sum += row[index[at]] * value[at];
            scores[label] = sum;
        }

        var highest = scores.Max();
        var total = 0.0;
        for (var label = 0; label < scores.Length; label++) total += scores[label] = Math.Exp(scores[label] - highest);
        for (var label = 0; label < scores.Length; label++) scores[label] /= total;
        return scores;
    }

    /// <summary>The likeliest label and its probability.</summary>
    public (string Label, double Probability) Best(int[] index, float[] value)
    {
        var scores = Score(index, value);
        var best = Array.IndexOf(scores, scores.Max());
        return (labels[best], scores[best]);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(labels.Count);
        for (var label = 0; label < labels.Count; label++)
        {
            writer.Write(labels[label]);
            writer.Write(biases[label]);

            // Half precision: four digits are more than the examples teach, and the file is half as large.
            var row = weights[label];
            foreach (var weight in row) writer.Write((Half)weight);
        }
    }

    public static LinearModel Read(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var (labels, weights, biases) = (new string[count], new float[count][], new float[count]);
        for (var label = 0; label < count; label++)
        {
            labels[label] = reader.ReadString();
            biases[label] = reader.ReadSingle();
            var bytes = reader.ReadBytes(Features.Size * 2);
            weights[label] = new float[Features.Size];
            for (var at = 0; at < Features.Size; at++) weights[label][at] = (float)BitConverter.ToHalf(bytes, at * 2);
        }

        return new LinearModel(labels, weights, biases);
    }
}
