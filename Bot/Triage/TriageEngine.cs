using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>
/// What to do with a message: the union of the signs and the model, the gravest winning, doubt going up one level. A function of
/// the message, the lines before it and the model.
/// </summary>
public sealed class TriageEngine(string modelDirectory)
{
    // Chosen on recall: doubt goes up. The figures on messages kept apart stand in tests/Evaluation.
    private const double AlarmAlone = 0.13, AlarmWhenCalmed = 0.30, UrgentAlone = 0.28;

    private const int MostRemembered = 4096;

    private readonly LanguageDetector languages = new();
    private readonly Lock training = new();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Assessment> judged = new(StringComparer.Ordinal);
    private volatile IntentClassifier? classifier;

    /// <summary>Loads the model, or learns it, which takes seconds on a first start. Until then the signs decide alone.</summary>
    public void Warm()
    {
        lock (training) classifier ??= IntentClassifier.LoadOrTrain(modelDirectory);

        // What was judged without the model is judged anew.
        judged.Clear();
        languages.Warm();
        Assess("bonjour", DialogueContext.Empty);
    }

    /// <summary>Learns the model anew.</summary>
    /// <returns>Its version.</returns>
    public string Retrain()
    {
        var trained = IntentClassifier.Train(Examples.Load());
        trained.Save(Path.Combine(modelDirectory, IntentClassifier.CurrentVersion + ".model"));
        classifier = trained;
        return trained.Version;
    }

    /// <summary>Assesses one message.</summary>
    /// <param name="text">The citizen's words, any length.</param>
    /// <param name="context">What was said before.</param>
    public Assessment Assess(string text, DialogueContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        var (single, findings) = Single(text);
        judged.TryAdd(text, single);
        return DialogueRules.Apply(single, findings, context, Earlier);
    }

    /// <summary>An earlier message was judged when it came; a few thousand judgements are remembered, none is kept with a name.</summary>
    private Assessment Earlier(string text)
    {
        if (judged.TryGetValue(text, out var known)) return known;
        if (judged.Count > MostRemembered) judged.Clear();
        return judged[text] = Single(text).Assessment;
    }

    private (Assessment Assessment, Findings Findings) Single(string text)
    {
        var model = classifier;
        var findings = Findings.In(text);
        var guess = model?.Guess(findings) ?? Guess.None;
        var language = languages.Detect(text, findings.Words);
        var assessment = Judge(findings, guess, language) with { Version = SignBook.Version + " " + (model?.Version ?? "no model yet"), Signs = findings.Signs, Danger = guess.Emergency };
        return (assessment, findings);
    }

    private static Assessment Judge(Findings findings, Guess guess, string language)
    {
        if (IsAlarm(findings, guess, out var rule)) return Emergency(findings, guess, language, rule);
        var subject = Subject(findings, guess);
        if (subject.Length > 0)
        {
            return new Assessment(Route.Human, Urgency.Urgent, [], subject, IntentRules.OfSubject(subject, guess.Intent), language) { Confidence = guess.SensitiveConfidence, Rule = "sensitive" };
        }

        var intent = IntentRules.Of(findings) ?? guess.Intent;
        return IntentRules.Calm(intent, guess.IntentConfidence, language);
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

    private static Assessment Emergency(Findings findings, Guess guess, string language, string rule)
    {
        var found = findings.Danger();
        var kind = Kind(findings, found, guess);
        var subject = found is { Sensitive.Length: > 0 } ? found.Sensitive : guess.Sensitive;
        var signal = new EmergencySignal(kind, subject, EmergencyNumbers.For(kind), language, rule, findings.Signs);
        return new Assessment(Route.Emergency, Urgency.Vital, signal.Numbers, subject, "emergency", language) { Signal = signal, Rule = rule, Confidence = guess.Emergency };
    }

    /// <summary>The signs name the kind; the model names it where they do not, or where they name several.</summary>
    private static EmergencyKind Kind(Findings findings, EmergencySignal? found, Guess guess)
    {
        var learnt = Enum.GetValues<EmergencyKind>().FirstOrDefault(kind => Findings.Name(kind) == guess.Kind);
        if (found is null) return learnt;
        var named = findings.Dangers.Select(hit => hit.Rule.Meaning).Distinct().ToList();
        return found.Kind is not EmergencyKind.Silent && named.Count > 1 && named.Contains(guess.Kind) ? learnt : found.Kind;
    }

    private static string Subject(Findings findings, Guess guess)
    {
        var calm = findings.Markers.Any(marker => marker is "law" or "fiction");
        if (guess.Urgent + guess.Emergency >= (calm ? 0.6 : UrgentAlone)) return guess.Sensitive.Length > 0 ? guess.Sensitive : findings.Sensitive.FirstOrDefault() ?? Default(guess);
        var named = findings.Sensitive.FirstOrDefault() ?? "";
        return named.Length > 0 && !calm && (guess == Guess.None || guess.Urgent + guess.Emergency >= 0.15) ? named : "";
    }

    private static string Default(Guess guess) => guess.Intent is "domestic-violence" or "sexual-violence" or "child-danger" or "suicide-risk" or "harassment" or "missing-person" ? guess.Intent : "";
}
