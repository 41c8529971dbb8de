using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>What the model thinks of a message.</summary>
/// <param name="Emergency">Probability of danger now.</param>
/// <param name="Urgent">Probability of a sensitive matter without danger now.</param>
/// <param name="Intent">The likeliest intent, were it calm.</param>
/// <param name="IntentConfidence">Its probability among the calm ones.</param>
/// <param name="Sensitive">The likeliest sensitive subject, were it an urgent matter.</param>
/// <param name="Kind">The likeliest kind, were it an emergency.</param>
/// <param name="KindConfidence">Its probability among the kinds.</param>
/// <param name="KindSubject">The sensitive subject of the emergency, or empty.</param>
/// <param name="Answer">Probability of a question that an article may answer.</param>
/// <param name="Appointment">Probability of an appointment.</param>
/// <param name="Other">Probability of small talk or nothing.</param>
/// <param name="Language">ISO 639-1; empty where it is not learnt.</param>
internal sealed record Guess(
    double Emergency, double Urgent, string Intent, double IntentConfidence, string Sensitive, string Kind, double KindConfidence, string KindSubject, double Answer, double Appointment, double Other, string Language)
{
    /// <summary>There is no model yet: a first start is learning it.</summary>
    public static readonly Guess None = new(0, 0, "service-info", 0, "", "", 0, "", 0, 0, 0, "");
}

/// <summary>
/// Recognises gravity, intent, subject and kind from labelled examples: one model says what a message is about, the gravity being part
/// of it; another names the language. It may add an alarm, never remove one.
/// </summary>
internal sealed class IntentClassifier
{
    /// <summary>With 3 the model is half as large again and no better; with 8 it is worse.</summary>
    private const int LeastExamples = 5;

    private readonly FeatureSpace space;
    private readonly Perceptron matter;
    private readonly SoftmaxModel language;
    private readonly Matter[] matters;

    private IntentClassifier(FeatureSpace space, Perceptron matter, SoftmaxModel language)
    {
        this.space = space;
        this.matter = matter;
        this.language = language;
        matters = [.. matter.Labels.Select(Matter.Parse)];
    }

    /// <summary>Learns from examples; the same examples give the same model.</summary>
    public static IntentClassifier Train(IReadOnlyList<Example> examples)
    {
        var counts = examples.AsParallel().AsOrdered().Select(example => Features.Of(Findings.In(example.Text))).ToList();
        var space = FeatureSpace.Learn(counts, LeastExamples);
        var rows = counts.ConvertAll(space.Place);
        return new IntentClassifier(
            space,
            PerceptronTrainer.Learn(space.Count, rows, [.. examples.Select(example => example.Matter)]),
            Language(space, rows, examples));
    }

    /// <summary>The openings of conversations do not say their language: only the messages do.</summary>
    private static SoftmaxModel Language(FeatureSpace space, List<SparseVector> rows, IReadOnlyList<Example> examples)
    {
        var told = rows.Zip(examples).Where(pair => pair.Second.Language.Length > 0).ToList();
        return SoftmaxTrainer.Learn(space.Count, [.. told.Select(pair => pair.First)], [.. told.Select(pair => pair.Second.Language)]);
    }

    /// <summary>What it thinks; safe from many threads.</summary>
    public Guess Guess(Findings findings)
    {
        var message = space.Place(Features.Of(findings));
        var about = matter.Score(message);
        var (kind, kindShare) = Best(about, named => named.Level == "emergency", named => named.Name);
        var (intent, intentShare) = Best(about, named => named.Level == "calm", named => named.Name);
        return new Guess(
            WithParts(Sum(about, "emergency"), findings),
            Sum(about, "urgent"),
            intent,
            intentShare,
            Best(about, named => named.Level == "urgent", named => named.Name).Label,
            kind,
            kindShare,
            Best(about, named => named.Level == "emergency", named => named.Subject).Label,
            Sum(about, named => named is { Level: "calm", Name: not ("appointment" or "greeting" or "thanks-feedback" or "off-topic" or "human-request") }),
            Sum(about, named => named is { Level: "calm", Name: "appointment" }),
            Sum(about, named => named is { Level: "calm", Name: "greeting" or "thanks-feedback" or "off-topic" }),
            language.Labels[language.Score(message) is var tongues ? Array.IndexOf(tongues, tongues.Max()) : 0]);
    }

    public void Write(BinaryWriter writer)
    {
        space.Write(writer);
        matter.Write(writer);
        language.Write(writer);
    }

    public static IntentClassifier Read(BinaryReader reader) => new(FeatureSpace.Read(reader), Perceptron.Read(reader), SoftmaxModel.Read(reader));

    /// <summary>A fact in one sentence of many weighs more than its share of the words: the gravest sentence is heard beside the whole.</summary>
    private double WithParts(double whole, Findings findings)
    {
        const double PartWeight = 0.6;
        const int MostParts = 12;
        var gravest = 0.0;
        foreach (var part in findings.Parts(MostParts))
        {
            var message = space.Place(Features.Of(part));
            gravest = Math.Max(gravest, Sum(matter.Score(message), "emergency"));
        }

        return gravest == 0 ? whole : 1 / (1 + Math.Exp(-((Logit(whole) + (PartWeight * Logit(gravest))) / (1 + PartWeight))));
    }

    private static double Logit(double probability) => Math.Log((probability + 0.005) / (1.005 - probability));

    private double Sum(float[] about, string level) => Sum(about, named => named.Level == level);

    private double Sum(float[] about, Func<Matter, bool> among)
    {
        var sum = 0.0;
        for (var at = 0; at < about.Length; at++) sum += among(matters[at]) ? about[at] : 0;
        return sum;
    }

    /// <summary>The likeliest name among some labels, several labels with one name counting together, and its share among them.</summary>
    private (string Label, double Share) Best(float[] about, Func<Matter, bool> among, Func<Matter, string> name)
    {
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        var total = 1e-9;
        for (var at = 0; at < about.Length; at++)
        {
            if (!among(matters[at])) continue;
            sums[name(matters[at])] = sums.GetValueOrDefault(name(matters[at])) + about[at];
            total += about[at];
        }

        var best = sums.MaxBy(pair => pair.Value);
        return (best.Key, best.Value / total);
    }

    /// <summary>A label of the model: <c>level/name/subject</c>.</summary>
    private sealed record Matter(string Level, string Name, string Subject)
    {
        public static Matter Parse(string label)
        {
            var parts = label.Split('/');
            return new Matter(parts[0], parts[1], parts.Length > 2 ? parts[2] : "");
        }
    }
}
