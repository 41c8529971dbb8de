using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Bot.Review;

/// <summary>Takes over the model that a command, or another node with the same <c>Data:Directory</c>, has put to work.</summary>
internal sealed class ModelWatch(TriageEngine triage, TimeProvider clock, ILogger<ModelWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (triage.Follow()) Log.ModelFollowed(logger, triage.Version!);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A folder that is away for a moment: the model at work stays.
                Log.ModelWatchFailed(logger, fault);
            }
        }
    }
}
