using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Parts;

namespace BrigadeNumerique.Handoff.Desk.Reading;

/// <summary>What may be right for a message, in the vocabulary of the triage policy.</summary>
/// <param name="Route">The route.</param>
/// <param name="Sensitive">The sensitive subject, or empty.</param>
/// <param name="Intent">The intent.</param>
/// <param name="Kind">The kind of danger, of an emergency, or empty.</param>
public sealed record RightLabel(string Route, string Sensitive, string Intent, string Kind)
{
    /// <summary>The kinds of danger, the commonest first.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        "police", "silent", "witness", "child", "child-self", "suicide-act", "suicide-means", "suicide-other", "medical", "fire",
        "road-injured", "road-danger", "missing-child", "missing-vulnerable", "sea", "mountain", "attack", "explosive",
    ];

    /// <summary>The subjects that a person must hear.</summary>
    public static readonly IReadOnlyList<string> Subjects =
    [
        "domestic-violence", "sexual-violence", "child-danger", "suicide-risk", "harassment", "minor-alone", "missing-person", "elder-abuse",
        "hate-crime", "human-trafficking", "radicalisation",
    ];

    /// <summary>What is ordinary, by the route that it takes.</summary>
    public static readonly IReadOnlyList<(string Route, string Intent)> Ordinary =
    [
        ("human", "human-request"), ("appointment", "appointment"),
        .. new[]
        {
            "file-complaint", "complaint-followup", "theft-loss", "cyber-scam", "illegal-content", "drugs-tip", "witness-tip", "neighbourhood", "animals", "weapons",
            "traffic-fine", "vehicle-licence", "documents-procuration", "prevention-holidays", "find-unit", "recruitment", "service-info",
        }.Select(intent => ("answer", intent)),
        ("other", "greeting"), ("other", "thanks-feedback"), ("other", "off-topic"),
    ];

    /// <summary>In the staff's words.</summary>
    public string Words => Route switch
    {
        "emergency" => InWords.Found("topic", "emer." + Kind.Replace('-', '.')),
        _ when Sensitive.Length > 0 => InWords.Found("topic", Sensitive),
        _ => InWords.Found("topic", Intent),
    };

    /// <summary>What a correction says, as a label.</summary>
    public static RightLabel Of(Correction correction)
    {
        ArgumentNullException.ThrowIfNull(correction);
        return new RightLabel(correction.Route, correction.Sensitive, correction.Intent, correction.Kind);
    }

    /// <summary>What triage found, as a label.</summary>
    public static RightLabel Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new RightLabel(finding.Route ?? "", finding.Sensitive ?? "", finding.Intent ?? "", finding.Kind ?? "");
    }

    /// <summary>What may be right for a message that is graver, or lighter, than was found; in groups, each with its heading's key. The likeliest comes first.</summary>
    internal static IReadOnlyList<(string Heading, IReadOnlyList<RightLabel> Labels)> Beyond(Finding finding, CorrectionVerdict verdict)
    {
        var found = Of(finding);
        var dangers = ("correct.dangers", (IReadOnlyList<RightLabel>)[.. Kinds.Select(kind => Danger(found, kind)).Where(label => label.Kind != found.Kind).OrderByDescending(label => label.Kind == LikelyKind(found.Sensitive))]);
        var subjects = ("correct.subjects", (IReadOnlyList<RightLabel>)[.. Subjects.Select(Subject).OrderByDescending(label => label.Sensitive == found.Sensitive)]);
        var ordinary = ("correct.ordinary", (IReadOnlyList<RightLabel>)[.. Ordinary.Select(pair => new RightLabel(pair.Route, "", pair.Intent, "")).Where(label => label != found)]);
        return (verdict, finding.IsEmergency, finding.IsSensitive) switch
        {
            (CorrectionVerdict.Right, _, _) => [],
            (CorrectionVerdict.Graver, true, _) or (CorrectionVerdict.Graver, _, true) => [dangers],
            (CorrectionVerdict.Graver, _, _) => [dangers, subjects],
            (_, true, _) => [subjects, ordinary],
            _ => [ordinary],
        };
    }

    /// <summary>A sensitive message found graver is an emergency, whichever: that is recorded at the first tap, and may be made more precise by the second.</summary>
    internal static RightLabel? AtOnce(Finding finding, CorrectionVerdict verdict) => verdict switch
    {
        CorrectionVerdict.Right => Of(finding),
        CorrectionVerdict.Graver when finding is { IsEmergency: false, IsSensitive: true } => Danger(Of(finding), LikelyKind(finding.Sensitive!)),
        _ => null,
    };

    private static RightLabel Danger(RightLabel found, string kind) => new("emergency", SubjectOf(kind) is { Length: > 0 } own ? own : found.Sensitive, "emergency", kind);

    private static RightLabel Subject(string subject) => new("human", subject, subject, "");

    private static string LikelyKind(string subject) => subject switch
    {
        "suicide-risk" => "suicide-means",
        "child-danger" or "minor-alone" => "child",
        "missing-person" => "missing-vulnerable",
        _ => "police",
    };

    private static string SubjectOf(string kind) => kind switch
    {
        "suicide-act" or "suicide-means" or "suicide-other" => "suicide-risk",
        "child" or "child-self" => "child-danger",
        "missing-child" or "missing-vulnerable" => "missing-person",
        _ => "",
    };
}
