using System.Collections.Concurrent;
using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>
/// What to do with a message: the union of the signs and the model, the gravest winning, doubt going up one level. A function of
/// the message, the lines before it and the model.
/// </summary>
/// <param name="modelDirectory">Where the learnt model is kept.</param>
public sealed class TriageEngine(string modelDirectory)
{
    /// <summary>So many earlier messages of the citizen are read again.</summary>
    private const int Memory = 16;

    private const int MostRemembered = 4096;

    private readonly LanguageDetector languages = new();
    private readonly Lock training = new();
    private readonly ConcurrentDictionary<string, Reading> read = new(StringComparer.Ordinal);
    private volatile TriageModel? model;

    /// <summary>Loads the model, or learns it, which takes seconds on a first start. Until then the signs decide alone.</summary>
    public void Warm()
    {
        lock (training)
        {
            if (model is null) Use(TriageModel.LoadOrTrain(modelDirectory));
        }

        languages.Warm();
        Assess("bonjour", DialogueContext.Empty);
    }

    /// <summary>Learns the model anew.</summary>
    /// <returns>Its version.</returns>
    public string Retrain()
    {
        var trained = TriageModel.Train(Examples.Load(), Dialogues.Load());
        trained.Save(modelDirectory);
        Use(trained);
        return trained.Version;
    }

    /// <summary>Assesses one message.</summary>
    /// <param name="text">The citizen's words, any length.</param>
    /// <param name="context">What was said before.</param>
    public Assessment Assess(string text, DialogueContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        var learnt = model;
        var (state, reply) = (DialogueState.Start, "");
        foreach (var (said, answer) in context.Exchanges.TakeLast(Memory))
        {
            var earlier = Read(said, learnt);
            state = state.After(Judged(earlier, state, reply, learnt));
            if (earlier.Findings.Territory.Length > 0) state = state with { Territory = earlier.Findings.Territory };
            reply = answer;
        }

        return Judged(Read(text, learnt), state, reply, learnt) with { Version = SignBook.Version + " " + (learnt?.Version ?? "no model yet") };
    }

    /// <summary>What can be said of a message by itself.</summary>
    internal Reading Reading(string text) => Read(text, model);

    /// <summary>Puts a model to work.</summary>
    internal void Use(TriageModel trained)
    {
        model = trained;

        // What was read without the model is read anew.
        read.Clear();
    }

    private static Assessment Judged(Reading reading, DialogueState state, string reply, TriageModel? learnt)
    {
        var single = SingleMessage.Judge(reading);
        return state == DialogueState.Start ? single : AfterOthers.Judge(reading, single, state, reply, learnt?.Dialogues);
    }

    /// <summary>An earlier message was read when it came; a few thousand readings are remembered, none is kept with a name.</summary>
    private Reading Read(string text, TriageModel? learnt)
    {
        if (read.TryGetValue(text, out var known)) return known;
        if (read.Count > MostRemembered) read.Clear();
        var findings = Findings.In(text);
        var guess = learnt?.Messages.Guess(findings) ?? Guess.None;
        var fresh = new Reading(findings, guess, languages.Detect(text, findings.Words, guess.Language));
        if (text.Length <= 2000) read[text] = fresh;
        return fresh;
    }
}

/// <summary>What can be said of a message without the lines before it.</summary>
/// <param name="Findings">The signs.</param>
/// <param name="Guess">The model's view.</param>
/// <param name="Language">ISO 639-1.</param>
internal sealed record Reading(Findings Findings, Guess Guess, string Language)
{
    /// <summary>What the model alone says.</summary>
    public Reading WithoutSigns => this with { Findings = Findings.In("") };
}
