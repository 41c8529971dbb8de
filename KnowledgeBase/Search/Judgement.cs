namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>What the words found and what was learnt from the ways of asking, weighed together.</summary>
/// <remarks>The weights were learnt from variants kept apart, five times a fifth; <c>tests/Evaluation/SearchFit.cs</c> learns them again.</remarks>
internal sealed class Judgement
{
    /// <summary>At least so probable must the first article be to be answered alone: then at most one such answer in twenty is wrong, even where one question in seven has no answer.</summary>
    public const double Threshold = 0.30;

    /// <summary>Somebody typed a title back.</summary>
    public const double Exact = 0.99;

    private const double Floor = 1e-5;

    /// <summary>Where no word is found, only what is so probable is shown.</summary>
    private const float Likely = 0.02f;

    /// <summary>What one signal of an article weighs in the ranking.</summary>
    /// <remarks>
    /// Learnt when an article had 66 ways of asking. With 88 the words would weigh nothing, which is right for the articles we have, and wrong for one that an
    /// editor writes tomorrow with three, and for every synonym: these stay.
    /// </remarks>
    internal static readonly double[] RankWeights = [0.64, 0.65, 3.23];

    /// <summary>What one signal of the first article weighs in the confidence.</summary>
    internal static readonly double[] ConfidenceWeights = [-1.24, 0.11, 0.75, 2.15, 0.13, -0.33];

    private Judgement(List<Ranked> ranking, double[] signals) => (Ranking, Signals) = (ranking, signals);

    /// <summary>Best first; a score is an article's share among all.</summary>
    public List<Ranked> Ranking { get; }

    /// <summary>The calibrated probability that the first one answers.</summary>
    public double Confidence
    {
        get
        {
            var sum = 0d;
            for (var at = 0; at < Signals.Length; at++) sum += ConfidenceWeights[at] * Signals[at];
            return Ranking.Count == 0 ? 0 : 1 / (1 + Math.Exp(-sum));
        }
    }

    /// <summary>What the confidence is computed from, the constant first.</summary>
    internal double[] Signals { get; }

    /// <summary>Weighs.</summary>
    /// <param name="found">What the words found.</param>
    /// <param name="shares">What was learnt.</param>
    /// <param name="ids">The articles.</param>
    /// <param name="weights">Others than the product's, to learn them.</param>
    public static Judgement Of(List<Ranked> found, Shares shares, IReadOnlyList<string> ids, double[]? weights = null)
    {
        if (found.Count == 0 && Enumerable.Range(0, ids.Count).All(owner => !shares.Learnt[owner] || shares.Articles[owner] < Likely)) return new Judgement([], []);
        var candidates = Candidates(found, shares, ids);
        var best = found.Count > 0 ? found[0].Score : 1;
        var scores = candidates.ConvertAll(one => Score(one, shares.Articles[one.Owner], best, weights ?? RankWeights));
        var highest = scores.Max();
        var total = scores.Sum(score => Math.Exp(score - highest));
        List<(Ranked One, double Share)> order = [.. candidates.Zip(scores, (one, score) => (one, Math.Exp(score - highest) / total)).OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.one.Owner)];
        var (first, share) = order[0];
        return new Judgement(
            order.ConvertAll(pair => pair.One with { Score = (float)pair.Share }),
            [1, Math.Log(share / (1 - share + 1e-4)), Math.Log(shares.Articles[first.Owner] + Floor), first.Coverage, first.Closeness, Math.Log(shares.None + 1e-4)]);
    }

    /// <summary>The signals of one article.</summary>
    internal static double[] SignalsOf(Ranked one, float share, float best) => [Math.Log(share + Floor), one.Score / Math.Max(best, 1e-6f), one.Closeness];

    /// <summary>What the words found, and what they did not find but the ways of asking suggest.</summary>
    internal static List<Ranked> Candidates(List<Ranked> found, Shares shares, IReadOnlyList<string> ids)
    {
        const float Suggested = 0.005f;
        var known = found.Select(one => one.Owner).ToHashSet();
        return [.. found, .. Enumerable.Range(0, ids.Count).Where(owner => shares.Learnt[owner] && shares.Articles[owner] > Suggested && !known.Contains(owner)).Select(owner => new Ranked(owner, ids[owner], 0, 0, 0, 0))];
    }

    private static double Score(Ranked one, float share, float best, double[] weights)
    {
        var signals = SignalsOf(one, share, best);
        var sum = 0d;
        for (var at = 0; at < signals.Length; at++) sum += weights[at] * signals[at];
        return sum;
    }
}
