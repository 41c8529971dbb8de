using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>A message judged by itself.</summary>
internal static class SingleMessage
{
    // Chosen on recall: doubt goes up. The figures on messages kept apart stand in docs/evaluation/triage.md.
    internal const double AlarmAlone = 0.24, AlarmWhenCalmed = 0.3, UrgentAlone = 0.38;

    /// <summary>Below this share of the likeliest kind, the number that answers for all: the 112.</summary>
    private const double SureOfKind = 0.5;

    private const string AnyDanger = "112";

    public static Assessment Judge(Reading reading)
    {
        var (findings, guess, language) = reading;

        // While the model is being learnt nothing weighs the weaker signs: doubt goes up.
        if (guess == Guess.None && !findings.IsCalmed && findings.Danger(findings.Doubts) is { } doubt) return Emergency(reading, doubt.Rule, doubt);
        if (IsAlarm(findings, guess, out var rule)) return Emergency(reading, rule, findings.Danger());
        var subject = Subject(findings, guess);
        var assessment = subject.Length > 0
            ? new Assessment(Route.Human, Urgency.Urgent, [], subject, IntentRules.OfSubject(subject, guess.Intent), language) { Confidence = guess.Urgent, Rule = "sensitive" }
            : IntentRules.Calm(IntentRules.Of(findings) ?? guess.Intent, guess.IntentConfidence, language);
        var byChild = subject is "child-danger" or "minor-alone" or "sexual-violence" && Findings.KindOf(guess.Kind) is EmergencyKind.ChildSelf;
        return assessment with { Signs = findings.Signs, Danger = guess.Emergency, ByChild = byChild };
    }

    private static bool IsAlarm(Findings findings, Guess guess, out string rule)
    {
        var signs = findings.Dangers.Count > 0;
        rule = "model";
        if (findings.IsCalmed || findings.IsPast) return guess.Emergency >= (signs ? AlarmAlone : AlarmWhenCalmed);
        if (guess.Emergency >= AlarmAlone) return true;
        if (!signs) return false;
        rule = findings.Danger()!.Rule;

        // The same signs sound at the door, which asks no model: what it has announced stays announced.
        return true;
    }

    private static Assessment Emergency(Reading reading, string rule, EmergencySignal? found)
    {
        var (findings, guess, language) = reading;
        var kind = Kind(findings, found, guess);
        var sure = found is not null || guess.KindConfidence >= SureOfKind || kind is EmergencyKind.Silent;
        IReadOnlyList<string> numbers = sure ? EmergencyNumbers.For(kind, findings.Territory) : [AnyDanger];
        var subject = found is { Sensitive.Length: > 0 } ? found.Sensitive : guess.KindSubject;
        var signal = new EmergencySignal(kind, subject, numbers, language, rule, findings.Signs);
        return new Assessment(Route.Emergency, Urgency.Vital, signal.Numbers, subject, "emergency", language)
        {
            Signal = signal, Rule = rule, Confidence = guess.Emergency, Signs = findings.Signs, Danger = guess.Emergency,
        };
    }

    /// <summary>The signs name the kind; the model names it where they do not, or where they name several.</summary>
    private static EmergencyKind Kind(Findings findings, EmergencySignal? found, Guess guess)
    {
        // Whoever cannot speak is never told to call, whatever the danger.
        if (findings.CannotSpeak) return EmergencyKind.Silent;
        var learnt = Findings.KindOf(guess.Kind) ?? EmergencyKind.Police;
        if (found is null) return learnt;
        var named = findings.Dangers.Select(hit => hit.Rule.Meaning).Distinct().ToList();
        return found.Kind is not EmergencyKind.Silent && named.Count > 1 && named.Contains(guess.Kind) ? learnt : found.Kind;
    }

    private static string Subject(Findings findings, Guess guess)
    {
        var calm = findings.Markers.Any(marker => marker is "law" or "fiction");
        if (guess.Urgent + guess.Emergency >= (calm ? 0.6 : UrgentAlone)) return guess.Sensitive;
        var named = findings.Sensitive.FirstOrDefault() ?? "";
        return named.Length > 0 && !calm && (guess == Guess.None || guess.Urgent + guess.Emergency >= 0.2) ? named : "";
    }
}
