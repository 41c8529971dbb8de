using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>What earlier lines change: answers to « are you safe? », withdrawals after an alarm, follow-ups. They raise; they lower only what policy §7 lets them.</summary>
internal static class DialogueRules
{
    private static readonly HashSet<string> Yes = ["oui", "ouais", "oe", "yes", "yeah", "si", "ja", "sim", "da", "ouii", "ui", "yep", "tak", "evet", "نعم", "так", "exact", "affirmatif"];

    private static readonly HashSet<string> No = ["non", "nan", "no", "nein", "nao", "nope", "nn", "pas", "ne", "لا", "ні", "нет", "nie", "hayir", "nee", "nu"];

    private static readonly HashSet<string> Unknown = ["sais", "jsp", "peut", "etre", "bof", "know", "maybe", "hein", "euh", "se", "sure", "sur"];

    private static readonly string[] Withdrawals =
    [
        "laisse tomber", "laissez tomber", "fausse alerte", "c est rien", "ce n est rien", "c est bon", "oubliez", "oublie", "tout va bien", "tout est regle", "pas grave",
        "je me suis trompe", "erreur", "plus besoin", "annule", "c etait une blague", "rigole", "never mind", "ca va mieux", "il s est calme", "c est fini",
    ];

    private static readonly string[] Relief =
    [
        "pompiers sont la", "pompiers sont arrives", "gendarmes sont la", "gendarmes sont arrives", "police est la", "secours sont la", "secours sont arrives", "samu est la",
        "pris en charge", "ambulance est la", "exercice", "grille pain", "detecteur", "pile", "retrouve", "retrouvee", "on l a retrouve", "il est rentre", "elle est rentree", "c etait le chat", "c etait mon",
    ];

    private static readonly string[] FollowWords = ["et", "ca", "cela", "celui", "aussi", "donc", "alors", "combien", "payant", "gratuit", "papiers", "temps", "delai", "ou", "quand", "sinon", "en"];

    public static Assessment Apply(Assessment single, string text, Findings findings, DialogueContext context)
    {
        if (context.Lines.Count == 0) return single;
        var words = findings.Words.Where(word => word.Text != ".").Select(word => word.Text).ToList();
        if (single.Route is Route.Emergency) return single with { Sensitive = single.Sensitive.Length > 0 ? single.Sensitive : EarlierSubject(context) };
        if (context.SafetyAsked && words.Count <= 12) return Safety(single, words, context, findings);
        if (context.HadEmergency) return AfterAlarm(single, words, context);
        var earlier = EarlierSubject(context);
        if (earlier.Length > 0 && single.Route is Route.Other or Route.Answer && IsWithdrawal(words))
            return new Assessment(Route.Human, Urgency.Urgent, [], earlier, IntentRules.OfSubject(earlier, ""), single.Language) { Rule = "withdrawal", Version = single.Version };
        return FollowsUp(words) && single.Route is Route.Answer or Route.Other ? Follow(single, words, context) : single;
    }

    /// <summary>The answer to « are you safe? » or « are you in danger? »; not knowing counts as danger.</summary>
    private static Assessment Safety(Assessment single, List<string> words, DialogueContext context, Findings findings)
    {
        var yes = words.Any(Yes.Contains) && !words.Any(word => word is "non" or "no" or "nein");
        var unknown = words.Count == 0 || words.Any(Unknown.Contains);
        var no = words.Any(No.Contains) && !yes;
        var subject = EarlierSubject(context);
        if (context.DangerAsked)
        {
            if (yes || (unknown && subject.Length > 0)) return Danger(single, subject, context, findings, "said to be in danger");
            return Calm(single, subject);
        }

        if (no || (unknown && !yes)) return Danger(single, subject, context, findings, no ? "not safe" : "does not know");
        return yes ? Calm(single, subject) : single;
    }

    private static Assessment AfterAlarm(Assessment single, List<string> words, DialogueContext context)
    {
        var subject = EarlierSubject(context);
        var violent = subject is "domestic-violence" or "sexual-violence" or "child-danger" or "hate-crime" or "harassment" or "human-trafficking" or "suicide-risk" || AlarmOfViolence(context);
        var plain = string.Join(' ', words);

        // A banal alarm that is explained, or rescuers who have come, closes it; violence is never unsaid.
        if (!violent && (Relief.Any(relief => plain.Contains(relief, StringComparison.Ordinal)) || IsWithdrawal(words))) return single with { Rule = "alarm explained" };
        if (!violent) return single.Route is Route.Human ? single : single;
        return single.Route is Route.Human && single.Urgency is Urgency.Urgent
            ? single
            : new Assessment(Route.Human, Urgency.Urgent, [], subject.Length > 0 ? subject : "domestic-violence", IntentRules.OfSubject(subject.Length > 0 ? subject : "domestic-violence", ""), single.Language)
            {
                Rule = IsWithdrawal(words) ? "withdrawal after an alarm" : "after an alarm",
                Version = single.Version,
                Signs = IsWithdrawal(words) ? [new Sign("coercion?", plain, 0, 0)] : single.Signs,
            };
    }

    private static Assessment Follow(Assessment single, List<string> words, DialogueContext context)
    {
        var before = context.Said.LastOrDefault(said => Words.Of(said).Count > 3);
        return before is null || words.Count == 0 ? single : single with { Route = Route.Answer, FollowsUp = true };
    }

    private static bool FollowsUp(List<string> words) => words.Count is > 0 and <= 9 && words[0] is "et" or "mais" or "ca" or "c" or "combien" && words.Any(FollowWords.Contains);

    private static bool IsWithdrawal(List<string> words)
    {
        var plain = string.Join(' ', words);
        return Withdrawals.Any(withdrawal => plain.Contains(withdrawal, StringComparison.Ordinal));
    }

    private static bool AlarmOfViolence(DialogueContext context) => context.Said.Select(Findings.In).SelectMany(found => found.Dangers)
        .Any(hit => hit.Rule.Meaning is "police" or "silent" or "witness" or "child" or "child-self" or "suicide-act" or "suicide-means" or "attack");

    private static string EarlierSubject(DialogueContext context)
    {
        foreach (var said in context.Said.Reverse())
        {
            var found = Findings.In(said);
            if (found.Danger() is { Sensitive.Length: > 0 } danger) return danger.Sensitive;
            if (found.Sensitive.Count > 0) return found.Sensitive[0];
        }

        return "";
    }

    private static Assessment Danger(Assessment single, string subject, DialogueContext context, Findings findings, string rule)
    {
        var kind = subject switch
        {
            "suicide-risk" => EmergencyKind.SuicideMeans,
            "child-danger" => EmergencyKind.Child,
            _ => EmergencyKind.Police,
        };
        var earlier = context.Said.Reverse().Select(said => Findings.In(said).Danger()).FirstOrDefault(danger => danger is not null);
        if (earlier is not null) kind = earlier.Kind;
        var signal = new EmergencySignal(kind, subject, EmergencyNumbers.For(kind), single.Language, "dialogue: " + rule, findings.Signs);
        return new Assessment(Route.Emergency, Urgency.Vital, signal.Numbers, subject, "emergency", single.Language) { Signal = signal, Rule = signal.Rule, Version = single.Version, Signs = findings.Signs };
    }

    private static Assessment Calm(Assessment single, string subject) => subject.Length > 0
        ? new Assessment(Route.Human, Urgency.Urgent, [], subject, IntentRules.OfSubject(subject, ""), single.Language) { Rule = "said to be safe", Version = single.Version, Signs = single.Signs }
        : single;
}
