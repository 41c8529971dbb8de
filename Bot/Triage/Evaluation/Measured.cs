using System.Diagnostics;

namespace BrigadeNumerique.Bot.Triage.Evaluation;

/// <summary>A frozen conversation with what was made of each of its turns.</summary>
internal sealed record Played(LabelledDialogue Gold, IReadOnlyList<Assessment> Found)
{
    /// <summary>Whether each turn got its route.</summary>
    public IEnumerable<(LabelledDialogue.Turn Gold, Assessment Found, bool Right)> Turns => Gold.Turns.Zip(Found, (gold, found) => (gold, found, gold.Route == found.Route.ToWire()));
}

/// <summary>What one engine makes of the frozen set.</summary>
internal sealed class Measured
{
    private Measured(Figures messages, IReadOnlyList<Played> dialogues, IReadOnlyList<double> milliseconds) =>
        (Messages, Dialogues, Milliseconds) = (messages, dialogues, milliseconds);

    /// <summary>Figures of the single messages.</summary>
    public Figures Messages { get; }

    public IReadOnlyList<Played> Dialogues { get; }

    /// <summary>The time of each message.</summary>
    public IReadOnlyList<double> Milliseconds { get; }

    /// <summary>Share of conversations whose every turn got its route.</summary>
    public double Conversations => ConversationsOf(_ => true);

    /// <summary>The same among some of the conversations.</summary>
    public double ConversationsOf(Func<LabelledDialogue, bool> among)
    {
        var kept = Dialogues.Where(played => among(played.Gold)).ToList();
        return (double)kept.Count(played => played.Turns.All(turn => turn.Right)) / kept.Count;
    }

    /// <summary>Share of turns that got their route.</summary>
    public double Turns => Dialogues.SelectMany(played => played.Turns).Average(turn => turn.Right ? 1.0 : 0);

    /// <summary>Measures; some seconds.</summary>
    /// <param name="triage">What is measured.</param>
    /// <param name="progress">Told how far it is, 0 to 1.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Measured Of(TriageEngine triage, Action<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var (gold, scripts) = (Labelled.Messages(), LabelledDialogue.All());
        var (predictions, milliseconds, played) = (new List<Prediction>(), new List<double>(), new List<Played>());
        void Advance()
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Invoke((double)(predictions.Count + played.Count) / (gold.Count + scripts.Count));
        }

        foreach (var message in gold)
        {
            var started = Stopwatch.GetTimestamp();
            predictions.Add(Prediction.Of(triage.Assess(message.Text, DialogueContext.Empty)));
            milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            Advance();
        }

        foreach (var script in scripts)
        {
            played.Add(new Played(script, script.Play(triage)));
            Advance();
        }

        return new Measured(new Figures(gold, predictions), played, milliseconds);
    }

    /// <summary>The single figure that a model must not lower; a fraction of the time of a whole measure.</summary>
    public static double EmergencyRecall(TriageEngine triage)
    {
        var emergencies = Labelled.Messages().Where(message => message.Route == "emergency").ToList();
        return (double)emergencies.Count(message => triage.Assess(message.Text, DialogueContext.Empty).Route is Route.Emergency) / emergencies.Count;
    }
}
