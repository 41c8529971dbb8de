using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>
/// A message judged with what was said before it: answers to « are you safe? », questions while a danger lasts, withdrawals, another
/// hand on the telephone, follow-ups. It lowers only what the policy (section 7) lets it.
/// </summary>
internal static class AfterOthers
{
    private const double Alarm = 0.42, Sensitive = 0.5;

    /// <summary>A message that is this surely a danger by itself needs little from the model of conversations.</summary>
    private const double SureAlone = 0.85, LittleDoubt = 0.1;

    /// <summary>Where no alarm was before, a message that is so surely a danger by itself is one, unless what was said makes it quite unlikely.</summary>
    private const double NewAlone = 0.55, SomeDoubt = 0.15;

    /// <summary>A message that tells a sensitive matter by itself, where the conversation does not make it quite unlikely.</summary>
    private const double SureTold = 0.5, ToldDoubt = 0.2;

    /// <summary>Without a grave matter before, the message itself must say something of one.</summary>
    private const double SomethingGrave = 0.25;

    /// <summary>An answer to a question is no longer than this; it takes the intent of what it answers.</summary>
    private const int ShortAnswer = 8;

    /// <param name="reading">The message.</param>
    /// <param name="joint">What it and the message before it would be, read as one.</param>
    /// <param name="single">What it would be by itself.</param>
    /// <param name="before">What stood before.</param>
    /// <param name="reply">What was said to the message before, or empty.</param>
    /// <param name="learnt">The model, or null while it is being learnt.</param>
    public static Assessment Judge(Reading reading, Guess joint, Assessment single, DialogueState before, string reply, DialogueClassifier? learnt)
    {
        var judged = Decide(reading, joint, single, before, reply, learnt);
        if (!before.StaysGrave || !reading.Findings.Withdraws) return judged;

        // Possibly forced: the operator is told, and the place in the queue stays.
        return judged with { Signs = [.. judged.Signs.Select(sign => sign.Type == "withdrawal" ? sign with { Type = "coercion" } : sign)] };
    }

    private static Assessment Decide(Reading reading, Guess joint, Assessment single, DialogueState before, string reply, DialogueClassifier? learnt)
    {
        if (ShortAnswers.Read(reading, before, reply) is { } answer)
            return answer is AnswerMeans.Danger ? Danger(reading, single, before, "answer to a question") : Person(single, before, "answer to a question");
        var guess = learnt?.Guess(reading.Findings, reading.Guess, joint, before, reply);
        var signed = single.Route is Route.Emergency && single.Rule != "model";
        if (guess is null) return single.Route is Route.Emergency ? Danger(reading, single, before, single.Rule) : Floor(single, before);
        if (!signed && reading.Findings.Withdraws && before.StaysGrave && reading.Guess.Emergency < Alarm) return Person(single, before, "withdrawal");
        if (signed || IsDanger(reading.Guess, guess, before)) return Danger(reading, single, before, signed ? single.Rule : "dialogue");

        // What a message tells by itself is heard whatever was talked about: the gravest wins.
        if (reading.Guess.Urgent >= SureTold && guess.Sensitive + guess.Emergency >= ToldDoubt) return Person(single, before, "sensitive");
        var grave = before.Subject.Length > 0 || before.HadAlarm || single.Sensitive.Length > 0 || reading.Guess.Urgent + reading.Guess.Emergency >= SomethingGrave;
        if (grave && guess.Sensitive + guess.Emergency >= Sensitive) return Person(single, before, "dialogue");

        // Whoever asks for a person gets one, whatever was talked about.
        if (reading.Findings.WantsPerson) return Floor(Ordinary(reading, single, before, Route.Human), before);
        var best = Math.Max(Math.Max(guess.Person, guess.Answer), Math.Max(guess.Appointment, guess.Other));
        var route = best == guess.Answer ? Route.Answer : best == guess.Other ? Route.Other : best == guess.Appointment ? Route.Appointment : Route.Human;
        return Floor(Ordinary(reading, single, before, route), before);
    }

    /// <summary>After an alarm the conversation says what a message means; before one, a danger that the message names by itself is one.</summary>
    private static bool IsDanger(Guess alone, DialogueGuess guess, DialogueState before) =>
        guess.Emergency >= Alarm || (alone.Emergency >= SureAlone && guess.Emergency >= LittleDoubt) || (!before.HadAlarm && alone.Emergency >= NewAlone && guess.Emergency >= SomeDoubt);

    private static Assessment Danger(Reading reading, Assessment single, DialogueState before, string rule)
    {
        var speaksForItself = single.Route is Route.Emergency && (single.Danger >= SureAlone || single.Rule != "model" || (before.Kind is null && before.Subject.Length == 0));
        if (speaksForItself) return Placed(single, reading, before);
        var kind = before.Kind ?? before.Subject switch
        {
            "suicide-risk" => EmergencyKind.SuicideMeans,
            "child-danger" or "minor-alone" => EmergencyKind.Child,
            "" => Findings.KindOf(reading.Guess.Kind) ?? EmergencyKind.Police,
            _ => EmergencyKind.Police,
        };
        var silent = reading.Findings.CannotSpeak || reading.Findings.Danger() is { Kind: EmergencyKind.Silent } || reading.Guess is { Emergency: >= 0.5, Kind: "silent" };
        if (silent) kind = EmergencyKind.Silent;
        var subject = before.Subject.Length > 0 ? before.Subject : single.Sensitive;
        var signal = new EmergencySignal(kind, subject, EmergencyNumbers.For(kind, reading.Findings.Territory.Length > 0 ? reading.Findings.Territory : before.Territory), single.Language, rule, reading.Findings.Signs);
        return new Assessment(Route.Emergency, Urgency.Vital, signal.Numbers, subject, "emergency", single.Language)
        {
            Signal = signal, Rule = rule, Signs = reading.Findings.Signs, Danger = reading.Guess.Emergency,
        };
    }

    /// <summary>A danger that its own words name, of the subject and in the territory spoken of before.</summary>
    private static Assessment Placed(Assessment single, Reading reading, DialogueState before)
    {
        var signal = single.Signal!;
        if (before.Territory.Length > 0 && reading.Findings.Territory.Length == 0) signal = signal with { Numbers = EmergencyNumbers.For(signal.Kind, before.Territory) };
        if (single.Sensitive.Length == 0) signal = signal with { Sensitive = before.Subject };
        return single with { Signal = signal, Numbers = signal.Numbers, Sensitive = signal.Sensitive };
    }

    private static Assessment Person(Assessment single, DialogueState before, string rule)
    {
        var subject = single is { Route: Route.Human, Sensitive.Length: > 0 } && before.Subject.Length == 0 ? single.Sensitive
            : before.Subject.Length > 0 ? before.Subject : single.Sensitive.Length > 0 ? single.Sensitive : "domestic-violence";
        return new Assessment(Route.Human, Urgency.Urgent, [], subject, IntentRules.OfSubject(subject, ""), single.Language) { Rule = rule, Signs = single.Signs, Danger = single.Danger, ByChild = single.ByChild };
    }

    /// <summary>After violence nothing is ordinary again: a withdrawal may be forced.</summary>
    private static Assessment Floor(Assessment assessment, DialogueState before) =>
        before.StaysGrave && assessment.Route is Route.Answer or Route.Other or Route.Appointment
            ? Person(assessment, before, "after an alarm")
            : assessment;

    private static Assessment Ordinary(Reading reading, Assessment single, DialogueState before, Route route)
    {
        var words = reading.Findings.Words.Count(word => word.Text != ".");
        var followsUp = route is Route.Answer or Route.Appointment && before.Intent.Length > 0 && words <= ShortAnswer && reading.Guess.IntentConfidence < 0.6;
        var intent = route switch
        {
            Route.Human => "human-request",
            Route.Appointment => "appointment",
            Route.Other => single.Route is Route.Other ? single.Intent : words <= ShortAnswer ? "thanks-feedback" : "off-topic",
            _ when followsUp && before.Intent != "appointment" => before.Intent,
            _ => single.Route is Route.Answer ? single.Intent : before.Intent is "" or "appointment" ? "service-info" : before.Intent,
        };
        return new Assessment(route, Urgency.Normal, [], "", intent, single.Language)
        {
            Rule = route == single.Route ? single.Rule : "dialogue", Bare = ShortAnswers.IsBare(reading), FollowsUp = followsUp, Confidence = single.Confidence, Signs = single.Signs, Danger = single.Danger,
        };
    }
}
