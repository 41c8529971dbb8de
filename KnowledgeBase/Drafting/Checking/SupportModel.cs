using System.Globalization;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>
/// Weighs the evidence: a sum of weights, and small trees that see it among the other signals. Learnt by
/// <c>BRIGADE_FIT=drafts</c> in the evaluation; <c>support.txt</c> keeps what was learnt and tells from what.
/// </summary>
internal sealed class SupportModel
{
    private const string File = "support.txt";

    private static readonly Lazy<SupportModel> Learnt = new(() => Read(CheckingFiles.Lines(File)));

    private readonly List<(double Mean, double Scale, double Weight)> signals = [];
    private readonly Dictionary<string, double> marks = new(StringComparer.Ordinal);
    private readonly List<Branch> trees = [];
    private double bias;

    /// <summary>That of the product.</summary>
    public static SupportModel Built => Learnt.Value;

    /// <summary>A sentence is refused from here on; 0 would be « as likely unfaithful as faithful » among the drafts it was learnt on.</summary>
    public double Threshold { get; private set; }

    /// <summary>Reads what was learnt.</summary>
    /// <param name="lines">Lines of words between tabs; see <c>support.txt</c>.</param>
    /// <exception cref="InvalidOperationException">It was learnt from other signals.</exception>
    public static SupportModel Read(IEnumerable<string> lines)
    {
        var (model, names) = (new SupportModel(), new List<string>());
        foreach (var parts in lines.Select(line => line.Split('\t')))
        {
            switch (parts[0])
            {
                case "threshold": model.Threshold = Number(parts[1]); break;
                case "bias": model.bias = Number(parts[1]); break;
                case "signal":
                    names.Add(parts[1]);
                    model.signals.Add((Number(parts[2]), Number(parts[3]), Number(parts[4])));
                    break;
                case "mark": model.marks[parts[1]] = Number(parts[2]); break;
                case "tree": model.trees.Add(Branch.Read(new Queue<string>(parts.Skip(1)))); break;
                default: throw new InvalidOperationException($"{File}: « {parts[0]} » is not known.");
            }
        }

        return names.SequenceEqual(Evidence.Names) ? model : throw new InvalidOperationException($"{File} was learnt from other signals: fit it again.");
    }

    /// <summary>How much speaks against a sentence, as the logarithm of odds.</summary>
    public double Score(Evidence evidence)
    {
        var seen = new double[evidence.Signals.Length + 1];
        evidence.Signals.CopyTo(seen, 0);
        seen[^1] = Weigh(evidence);
        return trees.Sum(tree => tree.Value(seen));
    }

    /// <summary>Why a sentence is refused, or none.</summary>
    public CheckReason Refuses(Evidence evidence)
    {
        if (Score(evidence) < Threshold) return CheckReason.None;
        return evidence.Rule is not CheckReason.None ? evidence.Rule : Strongest(evidence);
    }

    /// <summary>The sum of the weights.</summary>
    private double Weigh(Evidence evidence) =>
        bias + evidence.Signals.Select((_, at) => Part(evidence, at)).Sum() + evidence.Marks.Distinct().Sum(mark => marks.GetValueOrDefault(mark));

    private double Part(Evidence evidence, int at) => signals[at].Weight * Math.Clamp((evidence.Signals[at] - signals[at].Mean) / signals[at].Scale, -SupportSignals.Most, SupportSignals.Most);

    private CheckReason Strongest(Evidence evidence)
    {
        var strongest = Enumerable.Range(0, signals.Count).Where(at => evidence.Signals[at] > 0 && SupportSignals.ReasonOf(Evidence.Names[at]) is not CheckReason.None).OrderByDescending(at => Part(evidence, at)).Select(at => (int?)at).FirstOrDefault();
        return strongest is { } found && Part(evidence, found) > 0 ? SupportSignals.ReasonOf(Evidence.Names[found]) : CheckReason.Unsupported;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A question to one signal, or an end.</summary>
    private sealed record Branch(int Signal, double Bound, Branch? Below, Branch? Above)
    {
        /// <summary>« 12:0.5 » asks signal 12 whether it is 0.5 at most, what follows is the branch for yes, then that for no; « =0.1 » ends.</summary>
        public static Branch Read(Queue<string> words)
        {
            var word = words.Dequeue();
            if (word[0] == '=') return new Branch(-1, Number(word[1..]), null, null);
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            var below = Read(words);
            return new Branch(int.Parse(word[..colon], CultureInfo.InvariantCulture), Number(word[(colon + 1)..]), below, Read(words));
        }

        public double Value(double[] seen)
        {
            var branch = this;
            while (branch.Signal >= 0) branch = seen[branch.Signal] <= branch.Bound ? branch.Below! : branch.Above!;
            return branch.Bound;
        }
    }
}
