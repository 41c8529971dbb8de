using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Bot.Triage.Evaluation;

namespace BrigadeNumerique.Bot.Review;

/// <summary>What the training is at.</summary>
public enum TrainingStep
{
    /// <summary>Nothing.</summary>
    Idle,

    /// <summary>It learns from the examples.</summary>
    Learning,

    /// <summary>It measures the model at work.</summary>
    MeasuringActive,

    /// <summary>It measures the candidate.</summary>
    MeasuringCandidate,

    /// <summary>Both figures are there.</summary>
    Done,

    /// <summary>It failed.</summary>
    Failed,
}

/// <summary>How far a training is.</summary>
/// <param name="Step">What it is at.</param>
/// <param name="Share">How far in all, 0 to 1.</param>
/// <param name="Comparison">The candidate beside the model at work, once both are measured.</param>
/// <param name="Fault">Why it failed, in a sentence.</param>
public sealed record TrainingState(TrainingStep Step, double Share, Comparison? Comparison = null, string? Fault = null)
{
    /// <summary>It is under way.</summary>
    public bool Running => Step is TrainingStep.Learning or TrainingStep.MeasuringActive or TrainingStep.MeasuringCandidate;
}

/// <summary>Learns a candidate, or takes a kept one, and sets it beside the model at work; in the background and one at a time. It puts nothing to work.</summary>
internal sealed class ModelTraining(TriageEngine triage, ReviewBook book, IHostApplicationLifetime lifetime, ILogger<ModelTraining> logger)
{
    private readonly Lock gate = new();
    private volatile TrainingState state = new(TrainingStep.Idle, 0);

    /// <summary>How far it is.</summary>
    public TrainingState State => state;

    /// <summary>The training under way, or the last one; for who waits for its end.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Learns from the built-in and the accepted examples, then compares.</summary>
    /// <returns>False when one is under way already.</returns>
    public bool Train() => Begin(TrainingStep.Learning, async stop =>
    {
        var examples = await book.ExamplesAsync(stop);
        var candidate = triage.Learn(examples, share => Report(TrainingStep.Learning, share * 0.7));
        Compare(candidate, 0.7, stop);
    });

    /// <summary>Compares a kept model with the one at work.</summary>
    /// <returns>False when a training is under way.</returns>
    public bool Compare(string version) => Begin(TrainingStep.MeasuringActive, stop =>
    {
        Compare(triage.Shelf.Load(version), 0, stop);
        return Task.CompletedTask;
    });

    /// <summary>What was compared is not any more: another model works now.</summary>
    public void Forget()
    {
        lock (gate)
        {
            if (!state.Running) state = new TrainingState(TrainingStep.Idle, 0);
        }
    }

    private void Compare(TriageModel candidate, double from, CancellationToken stop)
    {
        var active = triage.AsItIs();
        var half = (1 - from) / 2;
        Report(TrainingStep.MeasuringActive, from);
        var before = Measured.Of(active, share => Report(TrainingStep.MeasuringActive, from + (share * half)), stop);
        var after = Measured.Of(triage.With(candidate), share => Report(TrainingStep.MeasuringCandidate, from + half + (share * half)), stop);
        state = new TrainingState(TrainingStep.Done, 1, Comparison.Of(active.Version!, before, candidate.Version, after));
    }

    private bool Begin(TrainingStep first, Func<CancellationToken, Task> work)
    {
        lock (gate)
        {
            if (state.Running) return false;
            state = new TrainingState(first, 0);

            // A thread of its own, behind those that answer citizens; the trainers' inner loops share the pool with them for some seconds.
            Work = Task.Factory.StartNew(() => RunAsync(work).GetAwaiter().GetResult(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return true;
        }
    }

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
            await work(lifetime.ApplicationStopping);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The page says so; the model at work is not touched.
            Log.TrainingFailed(logger, fault);
            state = new TrainingState(TrainingStep.Failed, 0, Fault: fault is ModelMissingException ? fault.Message : null);
        }
    }

    private void Report(TrainingStep step, double share) => state = new TrainingState(step, share);
}
