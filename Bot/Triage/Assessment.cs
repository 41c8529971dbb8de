using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>What to do with a message, the gravest first.</summary>
public enum Route
{
    /// <summary>Danger now: the numbers and a person.</summary>
    Emergency,

    /// <summary>A person answers.</summary>
    Human,

    /// <summary>An appointment.</summary>
    Appointment,

    /// <summary>A question that an article may answer.</summary>
    Answer,

    /// <summary>Greeting, thanks, off topic.</summary>
    Other,
}

/// <summary>How urgent.</summary>
public enum Urgency
{
    /// <summary>A life.</summary>
    Vital,

    /// <summary>Before ordinary requests.</summary>
    Urgent,

    /// <summary>Ordinary.</summary>
    Normal,
}

/// <summary>Who spoke a line of the conversation.</summary>
public enum Speaker
{
    /// <summary>The citizen.</summary>
    Citizen,

    /// <summary>The assistant.</summary>
    Bot,

    /// <summary>A gendarme.</summary>
    Operator,
}

/// <summary>An earlier line.</summary>
/// <param name="Speaker">Who.</param>
/// <param name="Text">The words.</param>
/// <param name="Kind">What kind of line it was, where it is one of ours: « emergency », « safe », an article's slug.</param>
public sealed record DialogueLine(Speaker Speaker, string Text, string? Kind);

/// <summary>What triage found in a message.</summary>
/// <param name="Route">What to do.</param>
/// <param name="Urgency">How urgent.</param>
/// <param name="Numbers">Whom to call; empty unless it is an emergency.</param>
/// <param name="Sensitive">The sensitive subject, or empty.</param>
/// <param name="Intent">What is asked, in the policy's vocabulary.</param>
/// <param name="Language">ISO 639-1.</param>
public sealed record Assessment(Route Route, Urgency Urgency, IReadOnlyList<string> Numbers, string Sensitive, string Intent, string Language)
{
    /// <summary>The danger, for an emergency.</summary>
    public EmergencySignal? Signal { get; init; }

    /// <summary>The probability that the model gives to danger, 0 to 1.</summary>
    public double Danger { get; init; }

    /// <summary>The probability of the intent, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>Whoever writes of a grave matter is probably a child, and is spoken to as one.</summary>
    public bool ByChild { get; init; }

    /// <summary>« oui », « non », « ok » and nothing else.</summary>
    public bool Bare { get; init; }

    /// <summary>It only makes sense with what was said before.</summary>
    public bool FollowsUp { get; init; }

    /// <summary>The rule or model that decided.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The words it rests on.</summary>
    public IReadOnlyList<Sign> Signs { get; init; } = [];

    /// <summary>Versions of rules and model, so that the decision can be replayed.</summary>
    public string Version { get; init; } = "";

    /// <summary>The danger as a signal.</summary>
    /// <exception cref="InvalidOperationException">It is no emergency.</exception>
    public EmergencySignal ToSignal() => Signal ?? throw new InvalidOperationException("Not an emergency.");
}

/// <summary>The policy's words.</summary>
public static class Wire
{
    /// <summary>As on the command line.</summary>
    public static string ToWire(this Route route) => route.ToString().ToLowerInvariant();

    /// <summary>As on the command line.</summary>
    public static string ToWire(this Urgency urgency) => urgency.ToString().ToLowerInvariant();
}
