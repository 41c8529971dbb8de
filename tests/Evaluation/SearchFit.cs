using System.Globalization;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Evaluation;

/// <summary>
/// Learns the weights of <see cref="Judgement"/> again: five times, a fifth of the variants is kept from the index and from what is
/// learnt, and then asked. The frozen questions have no part in it.
/// </summary>
/// <remarks>Half a minute: only on <c>BRIGADE_FIT=1 dotnet test tests/Evaluation</c>; <c>BRIGADE_FIT=confidence</c> leaves the order as it is and learns how sure to be of it. The numbers it says go into the code by hand.</remarks>
public sealed class SearchFit
{
    private const int Folds = 5, Depth = 20;

    /// <summary>Before the variants that tell situations, each article had some that ask: those are nearer to what is asked most, and calibrate.</summary>
    private const int AskingVariants = 17;

    [Fact]
    public void LearnTheWeightsOfTheJudgement()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BRIGADE_FIT") is { Length: > 0 }, "BRIGADE_FIT is not set.");
        var output = TestContext.Current.TestOutputHelper!;
        var all = Articles.Publish();
        var (rankings, asked) = (new List<(double[][] Signals, int Right)>(), new List<(Generation Generation, string Text, string? Slug)>());
        var generations = Enumerable.Range(0, Folds).Select(fold => (fold, Generation: Without(fold))).ToList();
        foreach (var (fold, generation) in generations)
        {
            string[] ids = [.. generation.Published.Articles.Select(article => article.Slug)];
            foreach (var article in all.Articles)
            {
                for (var at = 0; at < article.Content.Variants.Count; at++)
                {
                    var variant = article.Content.Variants[at];
                    if (FoldOf(variant) != fold) continue;
                    var found = generation.Index.Rank(variant, ids.Length);
                    var shares = generation.Askings.Of(variant);
                    var pool = Judgement.Of(found, shares, ids).Ranking.Take(Depth).Select(ranked => ranked.Owner).ToList();
                    var candidates = Judgement.Candidates(found, shares, ids).Where(one => pool.Contains(one.Owner)).ToList();
                    var best = found.Count > 0 ? found[0].Score : 1;
                    rankings.Add(([.. candidates.Select(one => Judgement.SignalsOf(one, shares.Articles[one.Owner], best))], candidates.FindIndex(one => one.Id == article.Slug)));
                    if (at < AskingVariants) asked.Add((generation, variant, article.Slug));
                }
            }

            asked.AddRange(Askings.Elsewhere.Where(text => FoldOf(text) == fold).Select(text => (generation, text, (string?)null)));
        }

        var rank = Environment.GetEnvironmentVariable("BRIGADE_FIT") == "confidence" ? Judgement.RankWeights : Descend(Judgement.RankWeights.Length, rankings.Where(row => row.Right >= 0), (row, weights) => Slope(row.Signals, row.Right, weights));
        var judged = asked.ConvertAll(one => (Judgement: Judge(one.Generation, one.Text, rank), one.Slug)).FindAll(one => one.Judgement.Ranking.Count > 0);
        var rows = judged.ConvertAll(one => (one.Judgement.Signals, Right: one.Judgement.Ranking[0].Id == one.Slug));
        var confidence = Descend(Judgement.ConfidenceWeights.Length, rows, (row, weights) => Slope(row.Signals, row.Right, weights));
        output.WriteLine($"RankWeights = [{Show(rank)}]; ConfidenceWeights = [{Show(confidence)}]");
        foreach (var threshold in new[] { 0.3, 0.4, 0.5, 0.6, 0.7 })
        {
            var given = judged.Where(one => Probability(one.Judgement.Signals, confidence) >= threshold).ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"at {threshold:F1}: {given.Count(one => one.Slug is not null) / (double)judged.Count(one => one.Slug is not null):P1} of the kept variants answered, {given.Average(one => one.Judgement.Ranking[0].Id == one.Slug ? 0.0 : 1):P1} wrong, {1 - (given.Count(one => one.Slug is null) / (double)judged.Count(one => one.Slug is null)):P1} of the others recognised"));
        }
    }

    private static Generation Without(int fold)
    {
        var published = Articles.Publish(variant => FoldOf(variant) != fold);
        return Generation.InMemory(published, askings: Askings.Learn(published.Articles, Askings.Elsewhere.Where(text => FoldOf(text) != fold)));
    }

    private static Judgement Judge(Generation generation, string text, double[] weights) =>
        Judgement.Of(generation.Index.Rank(text, generation.Published.Articles.Count), generation.Askings.Of(text), [.. generation.Published.Articles.Select(article => article.Slug)], weights);

    private static int FoldOf(string text) => (int)(text.Aggregate(7u, (hash, letter) => (hash * 31) + letter) / 7 % Folds);

    private static double Probability(double[] signals, double[] weights) => 1 / (1 + Math.Exp(-Dot(signals, weights)));

    /// <summary>Of a choice among candidates.</summary>
    private static double[] Slope(double[][] candidates, int right, double[] weights)
    {
        var scores = Array.ConvertAll(candidates, signals => Math.Exp(Dot(signals, weights)));
        var (total, slope) = (scores.Sum(), new double[weights.Length]);
        for (var one = 0; one < candidates.Length; one++)
        {
            var error = (scores[one] / total) - (one == right ? 1 : 0);
            for (var at = 0; at < slope.Length; at++) slope[at] += error * candidates[one][at];
        }

        return slope;
    }

    /// <summary>Of a probability.</summary>
    private static double[] Slope(double[] signals, bool right, double[] weights)
    {
        var error = Probability(signals, weights) - (right ? 1 : 0);
        return Array.ConvertAll(signals, signal => error * signal);
    }

    private static double[] Descend<T>(int width, IEnumerable<T> examples, Func<T, double[], double[]> slopeOf)
    {
        var (rows, random, weights, spent) = (examples.ToArray(), new Random(3), new double[width], new double[width]);
        for (var epoch = 0; epoch < 40; epoch++)
        {
            random.Shuffle(rows);
            foreach (var row in rows)
            {
                var slope = slopeOf(row, weights);
                for (var at = 0; at < width; at++)
                {
                    spent[at] += slope[at] * slope[at];
                    weights[at] -= 0.1 * slope[at] / Math.Sqrt(spent[at] + 1e-6);
                }
            }
        }

        return weights;
    }

    private static double Dot(double[] one, double[] other) => one.Zip(other, (a, b) => a * b).Sum();

    private static string Show(double[] weights) => string.Join(", ", weights.Select(weight => weight.ToString("F2", CultureInfo.InvariantCulture)));
}
