using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>What the messages so far come to, as far as the next one's meaning depends on it.</summary>
/// <param name="Last">What the last message was: emergency, sensitive, person, answer, appointment, other; empty before the first.</param>
/// <param name="Intent">The ordinary intent last spoken of.</param>
/// <param name="Subject">The gravest sensitive subject so far, or empty.</param>
/// <param name="Kind">The kind of the last emergency, or null.</param>
/// <param name="SinceAlarm">Messages since the last one that was an emergency; a large number where none was.</param>
/// <param name="Territory">A territory with numbers of its own that was named, or empty.</param>
/// <param name="Closed">The last emergency was explained or dealt with, and was none that nothing unsays.</param>
internal sealed record DialogueState(string Last, string Intent, string Subject, EmergencyKind? Kind, int SinceAlarm, bool Closed, string Territory = "")
{
    /// <summary>Nothing was said.</summary>
    public static readonly DialogueState Start = new("", "", "", null, 99, Closed: false);

    /// <summary>An emergency was found in this conversation.</summary>
    public bool HadAlarm => Kind is not null;

    /// <summary>Violence and thoughts of dying: subjects that nothing said afterwards makes ordinary.</summary>
    internal static readonly IReadOnlyList<string> LastingSubjects =
        ["domestic-violence", "sexual-violence", "child-danger", "hate-crime", "harassment", "human-trafficking", "suicide-risk", "elder-abuse"];

    /// <summary>The alarm, or what was told, is such that nothing said afterwards makes it ordinary (policy, section 7).</summary>
    public bool Lasting => LastingSubjects.Contains(Subject)
        || Kind is EmergencyKind.Silent or EmergencyKind.ChildSelf or EmergencyKind.SuicideAct or EmergencyKind.SuicideMeans or EmergencyKind.Witness;

    /// <summary>After such an alarm the floor is a person, whatever is said: a withdrawal may be forced.</summary>
    public bool StaysGrave => HadAlarm && Lasting;

    /// <summary>The state after one more message, as it was judged.</summary>
    public DialogueState After(Assessment assessment) => After(assessment.Route.ToWire(), assessment.Sensitive, assessment.Signal?.Kind, assessment.Intent);

    /// <summary>The state after one more message.</summary>
    /// <param name="route">What it was.</param>
    /// <param name="sensitive">Its subject, or empty.</param>
    /// <param name="kind">Its kind, for an emergency.</param>
    /// <param name="intent">Its intent.</param>
    public DialogueState After(string route, string sensitive, EmergencyKind? kind, string intent)
    {
        var emergency = route == "emergency";
        return new DialogueState(
            route == "human" ? (sensitive.Length > 0 ? "sensitive" : "person") : route,
            route is "answer" or "appointment" ? intent : Intent,
            sensitive.Length > 0 ? sensitive : Subject,
            emergency ? kind ?? Kind ?? EmergencyKind.Police : Kind,
            emergency ? 0 : SinceAlarm + 1,
            Closed: !emergency && (Closed || (HadAlarm && route is "other" or "answer")),
            Territory);
    }
}
