using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Unit.Bot.Triage;

public sealed class PerceptronTests
{
    /// <summary>Two features together mean what each alone does not: nothing that adds words up can learn it.</summary>
    private static readonly (int[] Features, string Label)[] Together = [([0, 2], "calm"), ([1, 2], "danger"), ([0, 3], "danger"), ([1, 3], "calm")];

    [Fact]
    public void WordsMeanTogetherWhatNoneMeansAlone()
    {
        var learnt = Learn();

        Assert.All(Together, row =>
        {
            var scores = learnt.Score(Of(row.Features));
            Assert.Equal(row.Label, learnt.Labels[Array.IndexOf(scores, scores.Max())]);
        });
    }

    [Fact]
    public void TheProbabilitiesOfAllLabelsMakeOne() => Assert.Equal(1, Learn().Score(Of([0, 2])).Sum(), 4);

    [Fact]
    public void TheSameExamplesGiveTheSameModel() => Assert.Equal(Bytes(Learn()), Bytes(Learn()));

    [Fact]
    public void AKeptModelSaysWhatItSaid()
    {
        var learnt = Learn();
        using var reader = new BinaryReader(new MemoryStream(Bytes(learnt)));

        Assert.Equal(learnt.Score(Of([1, 2])), Perceptron.Read(reader).Score(Of([1, 2])));
    }

    [Fact]
    public void AMessageOfNothingKnownIsScoredAllTheSame() => Assert.Equal(1, Learn().Score(Of([])).Sum(), 4);

    private static Perceptron Learn()
    {
        var rows = Enumerable.Range(0, 2000).Select(at => Together[at % Together.Length]).ToList();
        return PerceptronTrainer.Learn(4, rows.ConvertAll(row => Of(row.Features)), rows.ConvertAll(row => row.Label));
    }

    private static SparseVector Of(int[] features) => new(features, [.. features.Select(_ => 0.7f)]);

    private static byte[] Bytes(Perceptron learnt)
    {
        using var kept = new MemoryStream();
        using (var writer = new BinaryWriter(kept)) learnt.Write(writer);
        return kept.ToArray();
    }
}
