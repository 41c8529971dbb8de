using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>
/// What earlier lines change: answers to « are you safe? », questions while a danger lasts, withdrawals, another hand on the
/// telephone, follow-ups. They raise; they lower only what the policy (§7) lets them.
/// </summary>
internal static class DialogueRules
{
    /// <summary>So many earlier messages are judged again; a longer conversation is held by people.</summary>
    private const int Memory = 5;

    /// <summary>An answer to a question is no longer than this.</summary>
    private const int ShortAnswer = 14;

    private static readonly HashSet<string> Yes = ["oui", "ouais", "oe", "yes", "yeah", "si", "ja", "sim", "da", "ouii", "ui", "yep", "tak", "evet", "نعم", "так", "exact", "affirmatif", "voui"];

    private static readonly HashSet<string> No = ["non", "nan", "no", "nein", "nao", "nope", "nn", "pas", "لا", "ні", "нет", "nie", "hayir", "nee", "nu"];

    private static readonly HashSet<string> Unknown = ["sais", "jsp", "bof", "know", "maybe", "hein", "euh", "sais pas"];

    /// <summary>The alarm is taken back. After violence it is noted as a possible sign of coercion, never believed.</summary>
    private static readonly string[] Withdrawals =
    [
        "laisse tomber", "laissez tomber", "fausse alerte", "c est rien", "ce n est rien", "oubliez", "oublie", "tout va bien", "tout est regle", "c est regle", "pas grave",
        "je me suis trompe", "plus besoin", "annule", "blague", "deconne", "rigole", "never mind", "ca va mieux", "il s est calme", "pour rien", "c est bon", "exagere",
    ];

    /// <summary>Help has come, or the cause was harmless.</summary>
    private static readonly string[] Relief =
    [
        "pompiers sont la", "pompiers sont arrives", "gendarmes sont la", "gendarmes sont entres", "gendarmes sont arrives", "police est la", "policiers sont la", "secours sont la",
        "secours sont arrives", "samu est la", "samu est arrive", "pris en charge", "prise en charge", "ambulance est la", "exercice", "grille pain", "retrouve", "retrouvee", "trouve",
        "il est rentre", "elle est rentree", "c etait le chat", "menotte", "redescendu", "on rentre", "embarque", "c etait mon", "c etait ma",
    ];

    /// <summary>The author may hold the telephone.</summary>
    private static readonly string[] OtherHand =
    [
        "c est son mari", "c est son copain", "c est sa femme", "c est son pere", "c est son compagnon", "je suis son mari", "je suis son pere", "je suis son compagnon", "ma femme est",
        "elle raconte", "il raconte", "elle invente", "ne l ecoutez pas", "elle est fatiguee", "elle a bu",
    ];

    private static readonly string[] NearQuestions =
    [
        "en danger", "in danger", "est ce reel", "pres de vous", "est il la", "est elle la", "dans la maison", "dans la piece", "un moyen", "une arme", "blesse", "present", "avec vous",
        "rentre", "revient", "contact avec lui", "lire cet ecran", "vous entendre", "menace t il", "a cote",
    ];

    /// <summary>Applies the lines before to a message judged by itself.</summary>
    /// <param name="single">The message by itself.</param>
    /// <param name="findings">Its signs.</param>
    /// <param name="context">The lines before.</param>
    /// <param name="judge">Judges an earlier message by itself.</param>
    public static Assessment Apply(Assessment single, Findings findings, DialogueContext context, Func<string, Assessment> judge)
    {
        if (context.Lines.Count == 0) return single;
        var words = findings.Words.Where(word => word.Text != ".").Select(word => word.Text).ToList();
        var plain = string.Join(' ', words);
        var past = Past.Of(context, judge);
        var signed = findings.Dangers.Count > 0 && single.Route is Route.Emergency;
        if (!signed && words.Count <= ShortAnswer && AnswerToQuestion(single, words, findings, context, past) is { } answer) return answer;
        if (past.Alarm is not null) return WhileAlarmed(single, words, plain, findings, past);
        if (past.Subject.Length > 0 && single.Route is not Route.Emergency && single.Urgency is Urgency.Normal && Says(plain, Withdrawals)) return Person(single, past.Subject, "withdrawal");
        if (words.Count <= 2 && words.Any(word => Yes.Contains(word) || No.Contains(word)) && past.Last is { Route: Route.Answer or Route.Appointment or Route.Human } before)
            return before with { FollowsUp = before.Route is Route.Answer, Rule = "short answer" };
        if (past.Subject.Length > 0 && single is { Route: Route.Other, Intent: not "thanks-feedback" } && words.Count <= 6) return Person(single, past.Subject, "same matter");
        return FollowsUp(words) && single.Route is Route.Answer or Route.Other ? Follow(single, context) : single;
    }

    /// <summary>« Are you safe? » and « is he near? »; not knowing counts as danger, once violence was told.</summary>
    private static Assessment? AnswerToQuestion(Assessment single, List<string> words, Findings findings, DialogueContext context, Past past)
    {
        var grave = past.Subject.Length > 0 || past.Alarm is not null;
        if (context.LastReply is not { } last || !(last.Text.Contains('?', StringComparison.Ordinal) || last.Text.Contains('؟', StringComparison.Ordinal) || last.Kind is "safe")) return null;
        var yes = words.Any(Yes.Contains) && !words.Any(word => word is "non" or "no" or "nein" or "nan");
        var unknown = words.Count == 0 || words.Any(Unknown.Contains);
        var no = !yes && !unknown && words.Any(No.Contains);
        if (context.SafetyAsked)
        {
            if (no || (unknown && !yes)) return Danger(single, findings, past, no ? "not safe" : "does not know");
            if (yes && single.Route is not Route.Emergency) return past.Subject.Length > 0 ? Person(single, past.Subject, "said to be safe") : single;
        }
        else if (grave && Says(Plain(last.Text), NearQuestions))
        {
            if (yes || unknown) return Danger(single, findings, past, "said to be near");
            if (no && past.Subject.Length > 0 && (past.Alarm is null || Says(Plain(last.Text), ["en danger", "in danger"]))) return Person(single, past.Subject, "said to be away");
        }

        // The model alone heard danger in a short answer: what was told before names the kind.
        return single.Route is Route.Emergency && grave ? Danger(single, findings, past, "model") : null;
    }

    private static Assessment WhileAlarmed(Assessment single, List<string> words, string plain, Findings findings, Past past)
    {
        var violent = past.Violent;
        if (violent && Says(plain, OtherHand)) return Danger(single, findings, past, "another hand");
        var relief = Says(plain, Relief);
        var withdrawn = Says(plain, Withdrawals);
        if (findings.Dangers.Count == 0 && (relief || withdrawn))
        {
            if (violent) return Person(single, past.Subject.Length > 0 ? past.Subject : "domestic-violence", withdrawn ? "withdrawal after an alarm" : "help has come") with
            {
                Signs = withdrawn ? [new Sign("coercion?", plain, 0, 0)] : findings.Signs,
            };
            return single.Route is Route.Emergency or Route.Human ? new Assessment(Route.Other, Urgency.Normal, [], "", "thanks-feedback", single.Language) { Rule = "alarm explained", Version = single.Version } : single;
        }

        if (single.Route is Route.Emergency) return Named(single, past);

        // While the danger lasts, whatever is asked is asked in danger; after a few quiet lines a person still holds it.
        if (past.Fresh && words.Count <= 30) return Danger(single, findings, past, "the danger lasts");
        return violent && single.Route is not Route.Human ? Person(single, past.Subject.Length > 0 ? past.Subject : "domestic-violence", "after an alarm") : single;
    }

    private static Assessment Named(Assessment single, Past past) =>
        single.Sensitive.Length > 0 || past.Subject.Length == 0 ? single : single with { Sensitive = past.Subject };

    private static Assessment Follow(Assessment single, DialogueContext context) =>
        context.Said.Any(said => Words.Of(said).Count > 3) ? single with { Route = Route.Answer, FollowsUp = true } : single;

    private static bool FollowsUp(List<string> words) => words.Count is > 0 and <= 9 && words[0] is "et" or "mais" or "ca" or "c" or "combien" or "sinon" or "donc";

    private static bool Says(string plain, string[] phrases) => phrases.Any(phrase => plain.Contains(phrase, StringComparison.Ordinal));

    private static string Plain(string text) => string.Join(' ', Words.Of(text).Select(word => word.Text));

    private static Assessment Danger(Assessment single, Findings findings, Past past, string rule)
    {
        var kind = past.Alarm?.Kind ?? past.Subject switch
        {
            "suicide-risk" => EmergencyKind.SuicideMeans,
            "child-danger" or "minor-alone" => EmergencyKind.Child,
            _ => EmergencyKind.Police,
        };
        var subject = past.Subject.Length > 0 ? past.Subject : single.Sensitive;
        var signal = new EmergencySignal(kind, subject, past.Alarm?.Numbers ?? EmergencyNumbers.For(kind), single.Language, "dialogue: " + rule, findings.Signs);
        return new Assessment(Route.Emergency, Urgency.Vital, signal.Numbers, subject, "emergency", single.Language) { Signal = signal, Rule = signal.Rule, Version = single.Version, Signs = findings.Signs };
    }

    private static Assessment Person(Assessment single, string subject, string rule) =>
        new(Route.Human, Urgency.Urgent, [], subject, IntentRules.OfSubject(subject, ""), single.Language) { Rule = rule, Version = single.Version, Signs = single.Signs };

    /// <summary>What the earlier messages come to.</summary>
    /// <param name="Alarm">The danger that was found and not closed, or null.</param>
    /// <param name="Fresh">It was found in one of the last two messages.</param>
    /// <param name="Subject">The sensitive subject, or empty.</param>
    /// <param name="Violent">The alarm is one that nothing unsays.</param>
    /// <param name="Last">The message before, judged by itself.</param>
    private sealed record Past(EmergencySignal? Alarm, bool Fresh, string Subject, bool Violent, Assessment? Last)
    {
        public static Past Of(DialogueContext context, Func<string, Assessment> judge)
        {
            var (alarm, age, subject) = ((EmergencySignal?)null, 0, "");
            Assessment? last = null;
            foreach (var said in context.Said.TakeLast(Memory))
            {
                age++;
                var judged = last = judge(said);
                if (judged.Sensitive.Length > 0) subject = judged.Sensitive;
                if (judged.Signal is { } signal) (alarm, age) = (alarm is { Kind: EmergencyKind.Silent } ? alarm : signal, 0);
                else if (alarm is not null && !IsViolent(alarm, subject) && (Says(Plain(said), Relief) || Says(Plain(said), Withdrawals))) alarm = null;
                else if (alarm is not null && Says(Plain(said), Relief)) age = Memory;
            }

            if (alarm is null && context.HadEmergency && subject.Length > 0) alarm = new EmergencySignal(EmergencyKind.Police, subject, EmergencyNumbers.For(EmergencyKind.Police), "fr", "announced", []);
            return new Past(alarm, age < 2, subject, alarm is not null && IsViolent(alarm, subject), last);
        }

        private static bool IsViolent(EmergencySignal alarm, string subject) =>
            subject is "domestic-violence" or "sexual-violence" or "child-danger" or "hate-crime" or "harassment" or "human-trafficking" or "suicide-risk"
            || alarm.Kind is EmergencyKind.Silent or EmergencyKind.ChildSelf or EmergencyKind.SuicideAct or EmergencyKind.SuicideMeans or EmergencyKind.Attack or EmergencyKind.Witness
            || alarm.Rule.StartsWith("fr.police.domestic", StringComparison.Ordinal);
    }
}
