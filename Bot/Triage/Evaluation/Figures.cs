namespace BrigadeNumerique.Bot.Triage.Evaluation;

/// <summary>One prediction in the policy's words; what a baseline must give to stand in the same table.</summary>
internal sealed record Prediction(string Route, IReadOnlyList<string> Numbers, string Intent, double Danger)
{
    /// <summary>Of our own assessment.</summary>
    public static Prediction Of(Assessment found) => new(found.Route.ToWire(), found.Numbers, found.Intent, found.Danger);
}

/// <summary>The figures of one recognizer on the frozen messages.</summary>
internal sealed class Figures(IReadOnlyList<Labelled> gold, IReadOnlyList<Prediction> found)
{
    private readonly List<(Labelled Gold, Prediction Found)> rows = [.. gold.Zip(found)];

    /// <summary>Every message with what was found.</summary>
    public IReadOnlyList<(Labelled Gold, Prediction Found)> Rows => rows;

    /// <summary>The same figures over some of the messages only.</summary>
    public Figures Of(Func<Labelled, bool> among)
    {
        var kept = rows.Where(row => among(row.Gold)).ToList();
        return new([.. kept.Select(row => row.Gold)], [.. kept.Select(row => row.Found)]);
    }

    public double Recall => RecallOf(_ => true);

    public double FrenchRecall => RecallOf(message => message.Language == "fr");

    public double Precision => Share(rows.Where(row => row.Found.Route == "emergency"), row => row.Gold.Route == "emergency");

    public double FalseAlarms => Share(rows.Where(row => row.Gold.IsCalm), row => row.Found.Route == "emergency");

    public double HardFalseAlarms => Share(rows.Where(row => row.Gold is { IsCalm: true, Difficulty: "hard" }), row => row.Found.Route == "emergency");

    public double SensitiveCaught => Share(rows.Where(row => row.Gold.IsSensitive), row => row.Found.Route is "emergency" or "human");

    public double RouteAccuracy => Share(rows, row => row.Found.Route == row.Gold.Route);

    public double WrongNumber => Share(rows.Where(row => row.Gold.Route == "emergency" && row.Found.Route == "emergency"), row => row.Found.Numbers.Except(row.Gold.Numbers).Any());

    /// <summary>Macro-averaged F1 over the intents, messages whose intent the policy does not mark left out.</summary>
    public double IntentF1
    {
        get
        {
            var marked = rows.Where(row => row.Gold.IntentCounts).ToList();
            return marked.Select(row => row.Gold.Intent).Distinct().Average(intent =>
            {
                double hit = marked.Count(row => row.Gold.Intent == intent && row.Found.Intent == intent);
                double wrong = marked.Count(row => row.Gold.Intent == intent != (row.Found.Intent == intent));
                return hit == 0 ? 0 : 2 * hit / (2 * hit + wrong);
            });
        }
    }

    /// <summary>Average precision of the probability of danger.</summary>
    public double AveragePrecision
    {
        get
        {
            var (hits, sum, rank) = (0.0, 0.0, 0);
            foreach (var row in rows.OrderByDescending(row => row.Found.Danger))
            {
                rank++;
                if (row.Gold.Route != "emergency") continue;
                sum += ++hits / rank;
            }

            return hits == 0 ? 0 : sum / hits;
        }
    }

    public double RecallOf(Func<Labelled, bool> among) => Share(rows.Where(row => row.Gold.Route == "emergency" && among(row.Gold)), row => row.Found.Route == "emergency");

    public IEnumerable<Labelled> Missed => rows.Where(row => row.Gold.Route == "emergency" && row.Found.Route != "emergency").Select(row => row.Gold);

    public IEnumerable<(Labelled Gold, Prediction Found)> False => rows.Where(row => row.Gold.Route != "emergency" && row.Found.Route == "emergency");

    /// <summary>Ten bins of the probability of danger: how many messages, mean probability, share that is danger.</summary>
    public IReadOnlyList<(int Count, double Said, double True)> Reliability => [.. rows
        .GroupBy(row => Math.Min(9, (int)(row.Found.Danger * 10))).OrderBy(bin => bin.Key)
        .Select(bin => (bin.Count(), bin.Average(row => row.Found.Danger), (double)bin.Count(row => row.Gold.Route == "emergency") / bin.Count()))];

    /// <summary>Expected calibration error over those bins.</summary>
    public double CalibrationError => Reliability.Sum(bin => bin.Count * Math.Abs(bin.Said - bin.True)) / rows.Count;

    private static double Share<T>(IEnumerable<T> among, Func<T, bool> right)
    {
        var all = among.ToList();
        return all.Count == 0 ? 0 : (double)all.Count(right) / all.Count;
    }
}
