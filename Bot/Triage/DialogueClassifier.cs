using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>The probability of each way to take a message, given what was said before it.</summary>
internal sealed record DialogueGuess(double Emergency, double Sensitive, double Person, double Answer, double Appointment, double Other);

/// <summary>Learns from labelled conversations what a message means after others: « oui », « il arrive », « laissez tomber ».</summary>
internal sealed class DialogueClassifier(FeatureSpace space, SoftmaxModel model)
{
    /// <summary>A feature met in one or two examples teaches these and hardly anything else, and half of all are such.</summary>
    private const int LeastExamples = 3;

    private readonly Dictionary<string, int> place = model.Labels.Select((label, at) => (label, at)).ToDictionary(pair => pair.label, pair => pair.at, StringComparer.Ordinal);

    /// <summary>Learns, with the model of single messages to say what each message would be by itself.</summary>
    public static DialogueClassifier Train(IReadOnlyList<IReadOnlyList<DialogueTurn>> dialogues, Func<Findings, Guess> alone)
    {
        var examples = dialogues.AsParallel().AsOrdered().SelectMany(turns => Examples(turns, alone)).ToList();
        var space = FeatureSpace.Learn([.. examples.Select(example => example.Counts)], LeastExamples);
        return new DialogueClassifier(space, SoftmaxTrainer.Learn(space.Count, [.. examples.Select(example => space.Place(example.Counts))], [.. examples.Select(example => example.Label)]));
    }

    /// <summary>A message after the one before it, as one text: « mon mari me frappe » and « il est dans la cuisine » say together what neither says.</summary>
    public static string Together(string before, string message) => before + ".\n" + message;

    /// <param name="findings">The message.</param>
    /// <param name="alone">What it would be by itself.</param>
    /// <param name="joint">What it and the message before it would be, read as one.</param>
    /// <param name="before">What stood before.</param>
    /// <param name="reply">What was said to the message before, or empty.</param>
    public DialogueGuess Guess(Findings findings, Guess alone, Guess joint, DialogueState before, string reply)
    {
        var score = model.Score(space.Place(DialogueFeatures.Of(findings, alone, joint, before, reply)));
        double Of(string label) => place.TryGetValue(label, out var at) ? score[at] : 0;
        return new DialogueGuess(Of("emergency"), Of("sensitive"), Of("person"), Of("answer"), Of("appointment"), Of("other"));
    }

    public void Write(BinaryWriter writer)
    {
        space.Write(writer);
        model.Write(writer);
    }

    public static DialogueClassifier Read(BinaryReader reader) => new(FeatureSpace.Read(reader), SoftmaxModel.Read(reader));

    private static List<(Dictionary<int, float> Counts, string Label)> Examples(IReadOnlyList<DialogueTurn> turns, Func<Findings, Guess> alone)
    {
        var examples = new List<(Dictionary<int, float>, string)>();
        var (state, reply) = (DialogueState.Start, "");
        for (var at = 0; at < turns.Count; at++)
        {
            var turn = turns[at];
            var findings = Findings.In(turn.Text);
            var guess = alone(findings);
            if (at > 0) examples.Add((DialogueFeatures.Of(findings, guess, alone(Findings.In(Together(turns[at - 1].Text, turn.Text))), state, reply), Label(turn)));
            state = state.After(turn.Route, turn.Sensitive, turn.Route == "emergency" ? Findings.KindOf(turn.Matter) : null, turn.Route == "appointment" ? "appointment" : turn.Matter);
            reply = turn.Reply;
        }

        return examples;
    }

    private static string Label(DialogueTurn turn) => turn.Route == "human" ? (turn.Sensitive.Length > 0 ? "sensitive" : "person") : turn.Route;
}
