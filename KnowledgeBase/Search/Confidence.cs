namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>How probable it is that the first of a ranking answers.</summary>
internal static class Confidence
{
    /// <summary>Somebody typed a title back.</summary>
    public const double Exact = 0.99;

    /// <summary>Above it at most one answer in twenty is wrong.</summary>
    private const double Threshold = 0.8;

    /// <summary>The first two within this share of each other are a tie: then we ask.</summary>
    private const float Tie = 0.04f;

    /// <summary>Bias, coverage, nearest, margin, logarithm of the score.</summary>
    private static readonly double[] Model = [-4, 2.5, 2.5, 4, 0.3];

    public static bool IsSure(double confidence) => confidence >= Threshold;

    public static double Of(List<Ranked> ranking)
    {
        var sum = 0d;
        var signals = Signals(ranking);
        for (var i = 0; i < signals.Length; i++) sum += Model[i] * signals[i];
        var probability = 1 / (1 + Math.Exp(-sum));
        return signals[3] < Tie ? Math.Min(probability, Threshold - 0.01) : probability;
    }

    /// <summary>What the model sees, the constant first.</summary>
    internal static double[] Signals(List<Ranked> ranking)
    {
        var first = ranking[0];
        var margin = ranking.Count < 2 || first.Score <= 0 ? 1 : 1 - (ranking[1].Score / first.Score);
        return [1, first.Coverage, first.Nearest, margin, Math.Log(1 + first.Score)];
    }
}
