namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>What is known of the signals before anything is learnt.</summary>
internal static class SupportSignals
{
    /// <summary>So many deviations from the mean count as more than enough.</summary>
    public const double Most = 4;

    /// <summary>Kinds of marks that tell the same on drafts never seen; others were tried and only remembered the drafts.</summary>
    private static readonly HashSet<string> Kept = ["in", "new", "swap", "class"];

    /// <summary>More of these never speaks for a sentence.</summary>
    private static readonly HashSet<string> Against =
    [
        "count Uncited", "count Nowhere", "share Uncited", "share Nowhere", "unsupported", "unsupported weight", "unsupported share", "outside carrier", "outside carrier share", "rarest unsupported", "nouns", "verbs", "with known equals", "things",
        "known to articles", "unknown to articles", "orders", "adverbs", "infinitives", "contrast", "critical moved", "slots", "slot contrasts", "critical", "weak", "denied", "not denied", "weak denied", "denials", "may came", "must came", "may lost",
        "all came", "always came", "never came", "only came", "even came", "usually went", "most went", "least went", "unless went", "unless came", "usually came", "free came", "before came", "at once came", "at once went", "quantifiers", "modals", "sequence",
        "conditions dropped", "conditions made up", "numbers elsewhere", "numbers swapped", "numbers split", "names missing", "names elsewhere", "uncited better", "split", "crossed points", "crosswise", "crosswise inside", "to and fro", "to and fro inside",
        "gained by two", "rule Negation", "rule Number", "rule Quantifier", "rule Modality", "other subject", "turned", "to vous", "from vous", "left critical", "must without need", "opposites", "alarms",
        "way", "way a word", "way words in", "way critical in", "way critical over", "way leaps within", "way leaps back", "way conditions left", "way limits left", "way questions left",
    ];

    private static readonly HashSet<string> For = ["copied", "rule None", "letters", "letters cited", "cited best", "worst clause", "worst alone", "neighbours", "share Carrier", "way exact", "quotation"];

    /// <summary>Whether marks like this one are learnt.</summary>
    public static bool Keeps(string mark) => Kept.Contains(mark[..mark.IndexOf(':', StringComparison.Ordinal)]);

    /// <summary>1: more of it may only speak against a sentence; −1: only for it; 0: either.</summary>
    public static int Direction(string name) => Against.Contains(name) || name.StartsWith("critical ", StringComparison.Ordinal) ? 1 : For.Contains(name) ? -1 : 0;

    /// <summary>What a signal tells the reader of a refusal; none where it tells nothing by itself.</summary>
    public static CheckReason ReasonOf(string name) => name switch
    {
        "denied" or "not denied" or "weak denied" or "weak not denied" or "denials" or "more negations" or "denial came" or "denial went" or "never came" => CheckReason.Negation,
        "may came" or "must came" or "may lost" or "modals" or "must said" or "must without need" or "critical modal" => CheckReason.Modality,
        "all came" or "always came" or "only came" or "only went" or "most came" or "most went" or "least came" or "least went" or "usually went" or "quantifiers" or "critical quantity" => CheckReason.Quantifier,
        "conditions dropped" or "conditions made up" or "if came" or "if went" or "unless came" or "unless went" or "even came" or "even went" => CheckReason.Condition,
        "sequence" or "turned" or "turned share" or "jumps" or "other subject" or "to vous" or "from vous" or "crosswise" or "crosswise inside" or "crossed points" or "to and fro" or "to and fro inside" or "before came" or "before went" or "after came" => CheckReason.Order,
        "numbers elsewhere" or "numbers swapped" or "numbers split" => CheckReason.Number,
        _ when Against.Contains(name) => CheckReason.Unsupported,
        _ => CheckReason.None,
    };
}
