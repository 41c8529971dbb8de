using System.Globalization;
using BrigadeNumerique.KnowledgeBase.Drafting.Checking;

namespace BrigadeNumerique.Evaluation;

/// <summary>A draft, as far as it is learnt from: the evidence of its sentences, and which of them are unfaithful.</summary>
/// <param name="Sentences">One after the other.</param>
/// <param name="Unfaithful">Whether one of them is.</param>
/// <param name="Wrong">Which; null: nobody has said.</param>
/// <param name="Fold">What is learnt from together.</param>
internal sealed record LearntDraft(Evidence[] Sentences, bool Unfaithful, IReadOnlyList<int>? Wrong, int Fold);

/// <summary>
/// Learns <see cref="SupportModel"/>. Where nobody has said which sentence of an unfaithful draft is wrong, what is learnt is the probability
/// that none is, so that the blame goes to the one that looks worst. Always the same for the same drafts.
/// </summary>
internal static class SupportLearning
{
    private const int Epochs = 30, LeastUses = 4, TreeCount = 400, Depth = 5, LeastSentences = 20, Bins = 32;
    private const double Rate = 0.1, MarkDecay = 0.1, SignalDecay = 0.01, Shrink = 0.03, Ridge = 5, Rows = 0.7, Columns = 0.3;

    /// <summary>What a right sentence of a draft with a wrong one counts: there are many of them, much alike. 1, 0.5 and 0.3 were tried.</summary>
    private const double BesideWrong = 0.3;

    /// <summary>The model, as the lines of its file without the threshold.</summary>
    public static List<string> Fit(IReadOnlyList<LearntDraft> drafts)
    {
        var sum = LinearSum.Fit(drafts);

        // The trees see the sum as it is on drafts it was not learnt from.
        var unseen = new Dictionary<Evidence, double>(ReferenceEqualityComparer.Instance);
        foreach (var fold in drafts.Select(draft => draft.Fold).Distinct().Order())
        {
            var part = LinearSum.Fit([.. drafts.Where(draft => draft.Fold != fold)]);
            foreach (var evidence in drafts.Where(draft => draft.Fold == fold).SelectMany(draft => draft.Sentences)) unseen[evidence] = part.Score(evidence);
        }

        return [.. sum.Lines(), .. Boost(drafts, evidence => unseen[evidence])];
    }

    /// <summary>Of the probability that what was said of a draft is so, by the score of each sentence.</summary>
    private static double[] Slopes(double[] scores, bool unfaithful, IReadOnlyList<int>? wrong)
    {
        var each = Array.ConvertAll(scores, score => 1 / (1 + Math.Exp(-score)));
        if (wrong is not null) return [.. each.Select((one, at) => wrong.Contains(at) ? one - 1 : BesideWrong * one)];
        var any = Math.Max(1e-6, 1 - each.Aggregate(1.0, (none, one) => none * (1 - one)));
        return Array.ConvertAll(each, one => unfaithful ? -(1 - any) / any * one : one);
    }

    private static IEnumerable<string> Boost(IReadOnlyList<LearntDraft> drafts, Func<Evidence, double> sum)
    {
        double[][] seen = [.. drafts.SelectMany(draft => draft.Sentences.Select(evidence => (double[])[.. evidence.Signals, sum(evidence)]))];
        var directions = Evidence.Names.Select(SupportSignals.Direction).Append(1).ToArray();
        var table = new Binned(seen, Bins);
        var (scores, slopes, bends, random) = (new double[seen.Length], new double[seen.Length], new double[seen.Length], new Random(5));
        Array.Fill(scores, -1);
        yield return "tree\t=-1";
        for (var tree = 0; tree < TreeCount; tree++)
        {
            var at = 0;
            foreach (var draft in drafts)
            {
                var own = Slopes(scores[at..(at + draft.Sentences.Length)], draft.Unfaithful, draft.Wrong);
                foreach (var slope in own)
                {
                    slopes[at] = slope;
                    bends[at++] = Math.Max(0.01, Math.Abs(slope) * (1 - Math.Abs(slope)));
                }
            }

            var rows = Enumerable.Range(0, seen.Length).Where(_ => random.NextDouble() < Rows).ToArray();
            var columns = Enumerable.Range(0, directions.Length).Where(column => column == directions.Length - 1 || random.NextDouble() < Columns).ToArray();
            var words = new List<string>();
            Grow(rows, [.. Enumerable.Range(0, seen.Length)], 0);
            yield return "tree\t" + string.Join('\t', words);

            void Grow(int[] at, int[] all, int depth)
            {
                var (slope, bend) = (at.Sum(row => slopes[row]), at.Sum(row => bends[row]));
                if (depth < Depth && at.Length >= 2 * LeastSentences && Split(at, columns, slope, bend) is { } split)
                {
                    words.Add(string.Create(CultureInfo.InvariantCulture, $"{split.Column}:{table.Bounds[split.Column][split.Bin]:G6}"));
                    Grow(Array.FindAll(at, row => table.Of(split.Column, row) <= split.Bin), Array.FindAll(all, row => table.Of(split.Column, row) <= split.Bin), depth + 1);
                    Grow(Array.FindAll(at, row => table.Of(split.Column, row) > split.Bin), Array.FindAll(all, row => table.Of(split.Column, row) > split.Bin), depth + 1);
                    return;
                }

                var value = Math.Round(-Shrink * slope / (bend + Ridge), 5);
                words.Add(string.Create(CultureInfo.InvariantCulture, $"={value}"));
                foreach (var row in all) scores[row] += value;
            }
        }

        (int Column, int Bin)? Split(int[] at, int[] columns, double slope, double bend)
        {
            var (best, found) = (1e-3, ((int, int)?)null);
            foreach (var column in columns)
            {
                var bins = table.Bounds[column].Length + 1;
                var (bySlope, byBend, byCount) = (new double[bins], new double[bins], new int[bins]);
                foreach (var row in at)
                {
                    var bin = table.Of(column, row);
                    bySlope[bin] += slopes[row];
                    byBend[bin] += bends[row];
                    byCount[bin]++;
                }

                var (left, leftBend, count) = (0.0, 0.0, 0);
                for (var bin = 0; bin < bins - 1; bin++)
                {
                    left += bySlope[bin];
                    leftBend += byBend[bin];
                    count += byCount[bin];
                    if (count < LeastSentences || at.Length - count < LeastSentences) continue;
                    var (below, above) = (-left / (leftBend + Ridge), -(slope - left) / (bend - leftBend + Ridge));
                    if (directions[column] * (above - below) < 0) continue;
                    var gain = (left * left / (leftBend + Ridge)) + ((slope - left) * (slope - left) / (bend - leftBend + Ridge)) - (slope * slope / (bend + Ridge));
                    if (gain > best) (best, found) = (gain, (column, bin));
                }
            }

            return found;
        }
    }

    /// <summary>Signals cut into a few steps each.</summary>
    private sealed class Binned
    {
        private readonly byte[][] steps;

        public Binned(double[][] rows, int bins)
        {
            (Bounds, steps) = (new double[rows[0].Length][], new byte[rows[0].Length][]);
            for (var column = 0; column < Bounds.Length; column++)
            {
                double[] values = [.. rows.Select(row => row[column]).Order()];
                double[] bounds = [.. Enumerable.Range(1, bins - 1).Select(bin => values[bin * values.Length / bins]).Append(values[0]).Where(value => value < values[^1]).Select(value => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)).Distinct().Order()];
                Bounds[column] = bounds;
                steps[column] = [.. rows.Select(row => (byte)(Array.BinarySearch(bounds, row[column]) is var found and < 0 ? ~found : Math.Max(0, Array.BinarySearch(bounds, row[column]))))];
            }
        }

        public double[][] Bounds { get; }

        public int Of(int column, int row) => steps[column][row];
    }

    /// <summary>The weighted sum.</summary>
    private sealed class LinearSum
    {
        private readonly Dictionary<string, int> marks = new(StringComparer.Ordinal);
        private readonly int signals = Evidence.Names.Count;
        private double[] mean = [], scale = [], weights = [];
        private double bias;

        public static LinearSum Fit(IReadOnlyList<LearntDraft> drafts)
        {
            var sum = new LinearSum();
            double[][] all = [.. drafts.SelectMany(draft => draft.Sentences).Select(evidence => evidence.Signals)];
            sum.mean = [.. Enumerable.Range(0, sum.signals).Select(at => Cut(all.Average(row => row[at])))];
            sum.scale = [.. Enumerable.Range(0, sum.signals).Select(at => Cut(Math.Sqrt(all.Average(row => Math.Pow(row[at] - sum.mean[at], 2))) + 1e-4))];
            foreach (var mark in drafts.SelectMany(draft => draft.Sentences.SelectMany(evidence => evidence.Marks).Distinct().Where(SupportSignals.Keeps)).CountBy(mark => mark).Where(pair => pair.Value >= LeastUses).Select(pair => pair.Key).Order(StringComparer.Ordinal))
                sum.marks[mark] = sum.signals + sum.marks.Count;
            sum.weights = new double[sum.signals + sum.marks.Count];
            var rows = drafts.Select(draft => (Sentences: Array.ConvertAll(draft.Sentences, sum.Row), draft.Unfaithful, draft.Wrong)).ToArray();
            var (spent, spentBias, random) = (new double[sum.weights.Length], 0.0, new Random(3));
            for (var epoch = 0; epoch < Epochs; epoch++)
            {
                random.Shuffle(rows);
                foreach (var (sentences, unfaithful, wrong) in rows)
                {
                    var slopes = Slopes(Array.ConvertAll(sentences, sum.Dot), unfaithful, wrong);
                    for (var one = 0; one < sentences.Length; one++)
                    {
                        foreach (var (at, value) in sentences[one])
                        {
                            var slope = (slopes[one] * value) + ((at < sum.signals ? SignalDecay : MarkDecay) * sum.weights[at]);
                            spent[at] += slope * slope;
                            sum.weights[at] -= Rate * slope / Math.Sqrt(spent[at] + 1e-6);
                        }

                        spentBias += slopes[one] * slopes[one];
                        sum.bias -= Rate * slopes[one] / Math.Sqrt(spentBias + 1e-6);
                    }
                }
            }

            (sum.weights, sum.bias) = (Array.ConvertAll(sum.weights, Cut), Cut(sum.bias));
            return sum;
        }

        public double Score(Evidence evidence) => Dot(Row(evidence));

        public IEnumerable<string> Lines()
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"bias\t{bias}");
            for (var at = 0; at < signals; at++) yield return string.Create(CultureInfo.InvariantCulture, $"signal\t{Evidence.Names[at]}\t{mean[at]}\t{scale[at]}\t{weights[at]}");
            foreach (var (mark, at) in marks.OrderByDescending(pair => weights[pair.Value]).ThenBy(pair => pair.Key, StringComparer.Ordinal)) yield return string.Create(CultureInfo.InvariantCulture, $"mark\t{mark}\t{weights[at]}");
        }

        private static double Cut(double value) => Math.Round(value, 4);

        private (int At, double Value)[] Row(Evidence evidence) =>
        [
            .. evidence.Signals.Select((signal, at) => (at, Math.Clamp((signal - mean[at]) / scale[at], -SupportSignals.Most, SupportSignals.Most))),
            .. evidence.Marks.Distinct().Where(marks.ContainsKey).Select(mark => (marks[mark], 1.0)),
        ];

        private double Dot((int At, double Value)[] row) => bias + row.Sum(part => weights[part.At] * part.Value);
    }
}
