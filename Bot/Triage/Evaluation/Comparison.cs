namespace BrigadeNumerique.Bot.Triage.Evaluation;

/// <summary>One figure of two models.</summary>
/// <param name="Name">Its key: « emergency-recall ».</param>
/// <param name="Active">Of the model at work.</param>
/// <param name="Candidate">Of the one that may follow it.</param>
/// <param name="More">More is better.</param>
public sealed record ComparedFigure(string Name, double Active, double Candidate, bool More)
{
    /// <summary>Above 0 where the candidate is better, below where it is worse.</summary>
    public double Gain => More ? Candidate - Active : Active - Candidate;
}

/// <summary>A frozen message whose emergency one model sees and the other does not.</summary>
/// <param name="Text">The message.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Route">The right route.</param>
/// <param name="Alarmed">The candidate takes it for an emergency, the active model does not; false: the other way round.</param>
public sealed record ChangedDecision(string Text, string Language, string Route, bool Alarmed)
{
    /// <summary>The candidate is right where the active model was wrong.</summary>
    public bool Better => Alarmed == (Route == "emergency");
}

/// <summary>A candidate beside the model at work, on the frozen set.</summary>
/// <param name="ActiveVersion">The model at work.</param>
/// <param name="CandidateVersion">The one that may follow it.</param>
/// <param name="Figures">The figures of both.</param>
/// <param name="Changed">The messages whose emergency was decided otherwise.</param>
public sealed record Comparison(string ActiveVersion, string CandidateVersion, IReadOnlyList<ComparedFigure> Figures, IReadOnlyList<ChangedDecision> Changed)
{
    /// <summary>Name of the figure that must not fall.</summary>
    public const string EmergencyRecall = "emergency-recall";

    /// <summary>The candidate finds as many emergencies: it may be put to work.</summary>
    public bool Allowed => Figures.Single(figure => figure.Name == EmergencyRecall).Gain >= 0;

    /// <summary>Sets two measures side by side.</summary>
    internal static Comparison Of(string activeVersion, Measured active, string candidateVersion, Measured candidate)
    {
        var (a, c) = (active.Messages, candidate.Messages);
        return new Comparison(activeVersion, candidateVersion,
        [
            new(EmergencyRecall, a.Recall, c.Recall, More: true),
            new("french-recall", a.FrenchRecall, c.FrenchRecall, More: true),
            new("precision", a.Precision, c.Precision, More: true),
            new("false-alarms", a.FalseAlarms, c.FalseAlarms, More: false),
            new("sensitive-caught", a.SensitiveCaught, c.SensitiveCaught, More: true),
            new("route", a.RouteAccuracy, c.RouteAccuracy, More: true),
            new("wrong-number", a.WrongNumber, c.WrongNumber, More: false),
            new("intent-f1", a.IntentF1, c.IntentF1, More: true),
            new("conversations", active.Conversations, candidate.Conversations, More: true),
        ],
        [.. a.Rows.Zip(c.Rows, (before, after) => (before.Gold, Before: before.Found.Route == "emergency", After: after.Found.Route == "emergency"))
            .Where(row => row.Before != row.After).Select(row => new ChangedDecision(row.Gold.Text, row.Gold.Language, row.Gold.Route, row.After))]);
    }
}
