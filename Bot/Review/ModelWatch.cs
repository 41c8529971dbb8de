using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Live;

namespace BrigadeNumerique.Bot.Review;

/// <summary>Takes over the model that a command, or another node with the same <c>Data:Directory</c>, has put to work.</summary>
internal sealed class ModelWatch(TriageEngine triage, TimeProvider clock, ILogger<ModelWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        // A folder that is away for a moment: the model at work stays.
        Rounds.RunAsync(Round, clock, FollowAsync, fault => Log.ModelWatchFailed(logger, fault), stoppingToken);

    private Task FollowAsync(CancellationToken cancellationToken)
    {
        if (triage.Follow()) Log.ModelFollowed(logger, triage.Version!);
        return Task.CompletedTask;
    }
}
