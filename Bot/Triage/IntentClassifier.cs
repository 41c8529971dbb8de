using System.Globalization;
using BrigadeNumerique.Bot.Safety;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>What the model thinks of a message.</summary>
internal sealed record Guess(double Emergency, double Urgent, string Intent, double IntentConfidence, string Sensitive, double SensitiveConfidence, string Kind)
{
    /// <summary>There is no model yet: a first start is learning it.</summary>
    public static readonly Guess None = new(0, 0, "service-info", 0, "", 0, "");
}

/// <summary>Recognises gravity, intent, subject and kind from labelled examples. It may add an alarm, never remove one.</summary>
internal sealed class IntentClassifier
{
    /// <summary>Raised when features or training change; with the hash of the examples it names a model.</summary>
    private const string Code = "c3";

    /// <summary>Passes over the examples; more gained nothing on examples kept apart.</summary>
    private const int Iterations = 20;

    private readonly LinearModel level;
    private readonly LinearModel intent;
    private readonly LinearModel sensitive;
    private readonly LinearModel kind;

    private IntentClassifier(LinearModel level, LinearModel intent, LinearModel sensitive, LinearModel kind, string version)
    {
        this.level = level;
        this.intent = intent;
        this.sensitive = sensitive;
        this.kind = kind;
        Version = version;
    }

    /// <summary>Names the data and the code it was learnt with.</summary>
    public string Version { get; }

    /// <summary>The name that a model learnt from the present examples has.</summary>
    public static string CurrentVersion { get; } = string.Create(CultureInfo.InvariantCulture, $"{Code}-{SignBook.Version}-{Examples.Version()}");

    /// <summary>Loads the model of the present examples from a folder, or learns and keeps it.</summary>
    public static IntentClassifier LoadOrTrain(string directory)
    {
        var file = Path.Combine(directory, CurrentVersion + ".model");
        if (File.Exists(file))
        {
            using var reader = new BinaryReader(new BufferedStream(File.OpenRead(file), 1 << 20));
            return new IntentClassifier(LinearModel.Read(reader), LinearModel.Read(reader), LinearModel.Read(reader), LinearModel.Read(reader), CurrentVersion);
        }

        var trained = Train(Examples.Load());
        trained.Save(file);
        return trained;
    }

    /// <summary>Learns from examples; the same examples give the same model.</summary>
    public static IntentClassifier Train(IReadOnlyList<Example> examples)
    {
        var rows = examples.Select(example => (Example: example, Row: Row(example.Text))).ToList();
        IEnumerable<(VBuffer<float>, string)>[] tasks =
        [
            rows.Select(row => (row.Row, row.Example.Level)),
            rows.Where(row => row.Example.Intent != "emergency").Select(row => (row.Row, row.Example.Intent)),
            rows.Select(row => (row.Row, row.Example.Sensitive.Length > 0 ? row.Example.Sensitive : "none")),
            rows.Where(row => row.Example.Kind.Length > 0).Select(row => (row.Row, row.Example.Kind)),
        ];
        var models = new LinearModel[tasks.Length];
        Parallel.For(0, tasks.Length, task => models[task] = Learn(tasks[task], Iterations));
        return new IntentClassifier(models[0], models[1], models[2], models[3], CurrentVersion);
    }

    /// <summary>What it thinks; safe from many threads.</summary>
    public Guess Guess(Findings findings)
    {
        var (index, value) = Features.Of(findings);
        var levels = level.Score(index, value);
        var (intentLabel, intentProbability) = intent.Best(index, value);
        var (subject, subjectProbability) = sensitive.Best(index, value);
        return new Guess(
            levels[IndexOf(level, "emergency")], levels[IndexOf(level, "urgent")],
            intentLabel, intentProbability, subject == "none" ? "" : subject, subjectProbability, kind.Best(index, value).Label);
    }

    /// <summary>Writes the model whole or not at all.</summary>
    public void Save(string file)
    {
        var draft = file + "." + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        using (var writer = new BinaryWriter(new BufferedStream(File.Create(draft), 1 << 20)))
        {
            foreach (var model in (LinearModel[])[level, intent, sensitive, kind]) model.Write(writer);
        }

        File.Move(draft, file, overwrite: true);
    }

    private static int IndexOf(LinearModel model, string label) => model.Labels.ToList().IndexOf(label);

    private static VBuffer<float> Row(string text)
    {
        var (index, value) = Features.Of(Findings.In(text));
        return new VBuffer<float>(Features.Size, index.Length, value, index);
    }

    private static LinearModel Learn(IEnumerable<(VBuffer<float> Row, string Label)> examples, int iterations)
    {
        var context = new MLContext(seed: 17);
        var rows = examples.Select(example => new TrainingRow { Features = example.Row, Label = example.Label }).ToList();
        var data = context.Data.LoadFromEnumerable(rows);
        var keys = context.Transforms.Conversion.MapValueToKey("Key", nameof(TrainingRow.Label)).Fit(data);
        var trainer = context.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = "Key",
            FeatureColumnName = nameof(TrainingRow.Features),
            MaximumNumberOfIterations = iterations,

            // A fixed number of passes: looking whether it has converged costs as much as a pass.
            ConvergenceCheckFrequency = Iterations + 1,
            L1Regularization = 0,
            L2Regularization = 2e-5f,

            // One thread: two would learn faster and never the same model twice.
            NumberOfThreads = 1,
        });
        var mapped = keys.Transform(data);
        var model = trainer.Fit(mapped).Model;
        VBuffer<float>[] weights = [];
        model.GetWeights(ref weights, out var count);
        VBuffer<ReadOnlyMemory<char>> names = default;
        mapped.Schema["Key"].Annotations.GetValue("KeyValues", ref names);
        return new LinearModel(
            [.. names.DenseValues().Select(name => name.ToString())],
            [.. weights.Take(count).Select(row => row.DenseValues().ToArray())],
            [.. model.GetBiases()]);
    }

    private sealed class TrainingRow
    {
        [VectorType(Triage.Features.Size)]
        public VBuffer<float> Features { get; set; }

        public string Label { get; set; } = "";
    }
}
