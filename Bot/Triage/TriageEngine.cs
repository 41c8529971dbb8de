using System.Collections.Concurrent;
using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Triage.Evaluation;

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

    private const int MostRemembered = 4096, MostRememberedLength = 2000;

    private readonly Lock choosing = new();
    private readonly ConcurrentDictionary<string, (TriageModel? By, Reading Reading)> read = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (TriageModel By, Guess Guess)> joints = new(StringComparer.Ordinal);
    private volatile TriageModel? model;
    private string? followed;

    /// <summary>The models that are kept.</summary>
    internal ModelShelf Shelf { get; } = new(modelDirectory);

    /// <summary>The version at work; null while the first one is being learnt.</summary>
    internal string? Version => model?.Version;

    /// <summary>Loads the active model, or learns it, which takes seconds on a first start. Until then the signs decide alone.</summary>
    public void Warm()
    {
        lock (choosing)
        {
            if (model is null) Use(Shelf.LoadActive());
        }

        Assess("bonjour", DialogueContext.Empty);
    }

    /// <summary>Another process may have chosen another model: takes it over.</summary>
    /// <returns>True when it did.</returns>
    public bool Follow()
    {
        lock (choosing)
        {
            var active = Shelf.Active;
            if (model is null || active == followed) return false;
            followed = active;
            if (model.Version == active) return false;
            var chosen = Shelf.LoadActive();
            if (chosen.Version == model.Version) return false;
            Use(chosen);
            return true;
        }
    }

    /// <summary>Learns a model from the built-in examples and these, and keeps it. It is not put to work.</summary>
    /// <param name="accepted">Messages that an editor accepted.</param>
    /// <param name="progress">Told how far it is, 0 to 1.</param>
    internal TriageModel Learn(IReadOnlyList<Example> accepted, Action<double>? progress = null)
    {
        var trained = TriageModel.Train([.. Examples.Load(), .. accepted], Dialogues.Load(), TriageModel.VersionWith(accepted), progress);
        Shelf.Keep(trained);
        return trained;
    }

    /// <summary>
    /// Puts a kept model to work, here and for whoever starts later. It is measured now: one that finds fewer emergencies of the frozen
    /// set than the active one is refused, whoever asks.
    /// </summary>
    /// <exception cref="ModelMissingException">It is not kept, or another release made it.</exception>
    internal Activation Activate(string version)
    {
        lock (choosing)
        {
            // Another process may have chosen since: what is compared with is what works there.
            if (model is null || model.Version != Shelf.Active) Use(Shelf.LoadActive());
            var candidate = Shelf.Load(version);
            var recall = (Active: Measured.EmergencyRecall(With(model!)), Candidate: Measured.EmergencyRecall(With(candidate)));
            if (recall.Candidate < recall.Active) return new Activation(false, recall.Active, recall.Candidate);
            Shelf.Choose(candidate.Version);
            Use(candidate);
            return new Activation(true, recall.Active, recall.Candidate);
        }
    }

    /// <summary>Puts the model to work that was active before. Not refused for its figures: it served, and is what one comes back to when a newer one goes wrong.</summary>
    /// <returns>Its version; null where there is none.</returns>
    internal string? Revert()
    {
        lock (choosing)
        {
            if (Shelf.Previous is not { } previous) return null;
            var earlier = Shelf.Load(previous);
            Shelf.ChoosePrevious();
            Use(earlier);
            return earlier.Version;
        }
    }

    /// <summary>The same rules with one given model, apart from the service: to measure it, or to replay an old decision.</summary>
    internal TriageEngine With(TriageModel other)
    {
        var apart = new TriageEngine(modelDirectory);
        apart.Use(other);
        return apart;
    }

    /// <summary>The same rules with the model at work now, which may be replaced meanwhile.</summary>
    internal TriageEngine AsItIs() => With(model ?? Shelf.LoadActive());

    /// <summary>Assesses one message.</summary>
    /// <param name="text">The citizen's words, any length.</param>
    /// <param name="context">What was said before.</param>
    public Assessment Assess(string text, DialogueContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        var learnt = model;
        var (state, reply, last) = (DialogueState.Start, "", "");
        foreach (var (said, answer) in context.Exchanges.TakeLast(Memory))
        {
            var earlier = Read(said, learnt);
            state = state.After(Judged(earlier, Joint(last, said, learnt), state, reply, learnt));
            if (earlier.Findings.Territory.Length > 0) state = state with { Territory = earlier.Findings.Territory };
            (reply, last) = (answer, said);
        }

        return Judged(Read(text, learnt), Joint(last, text, learnt), state, reply, learnt) with { Version = SignBook.Version + " " + (learnt?.Version ?? "no model yet") };
    }

    /// <summary>What can be said of a message by itself.</summary>
    internal Reading Reading(string text) => Read(text, model);

    /// <summary>Puts a model to work.</summary>
    internal void Use(TriageModel trained)
    {
        if (model == trained) return;
        model = trained;

        // What was read without the model is read anew.
        read.Clear();
        joints.Clear();
    }

    private static Assessment Judged(Reading reading, Guess joint, DialogueState state, string reply, TriageModel? learnt)
    {
        var single = SingleMessage.Judge(reading);
        return state == DialogueState.Start ? single : AfterOthers.Judge(reading, joint, single, state, reply, learnt?.Dialogues);
    }

    /// <summary>What a message and the one before it would be, read as one.</summary>
    private Guess Joint(string last, string text, TriageModel? learnt)
    {
        if (learnt is null || last.Length == 0) return Guess.None;
        var together = DialogueClassifier.Together(last, text);
        if (joints.TryGetValue(together, out var known) && known.By == learnt) return known.Guess;
        if (joints.Count > MostRemembered) joints.Clear();
        var guess = learnt.Messages.Guess(Findings.In(together));
        if (together.Length <= MostRememberedLength) joints[together] = (learnt, guess);
        return guess;
    }

    /// <summary>An earlier message was read when it came; a few thousand readings are remembered, none is kept with a name.</summary>
    private Reading Read(string text, TriageModel? learnt)
    {
        // By the same model: a turn that began before another was put to work may still add to what is remembered.
        if (read.TryGetValue(text, out var known) && known.By == learnt) return known.Reading;
        if (read.Count > MostRemembered) read.Clear();
        var findings = Findings.In(text);
        var guess = learnt?.Messages.Guess(findings) ?? Guess.None;
        var fresh = new Reading(findings, guess, LanguageDetector.Detect(text, findings.Words, guess.Language));
        if (text.Length <= MostRememberedLength) read[text] = (learnt, fresh);
        return fresh;
    }
}

/// <summary>How an attempt to put a model to work ended.</summary>
/// <param name="Done">It works now; otherwise it finds fewer emergencies than the active one.</param>
/// <param name="ActiveRecall">Share of the frozen emergencies that the active one found.</param>
/// <param name="CandidateRecall">The same of the one asked for.</param>
internal sealed record Activation(bool Done, double ActiveRecall, double CandidateRecall);

/// <summary>What can be said of a message without the lines before it.</summary>
/// <param name="Findings">The signs.</param>
/// <param name="Guess">The model's view.</param>
/// <param name="Language">ISO 639-1.</param>
internal sealed record Reading(Findings Findings, Guess Guess, string Language)
{
    /// <summary>What the model alone says.</summary>
    public Reading WithoutSigns => this with { Findings = Findings.In("") };
}
