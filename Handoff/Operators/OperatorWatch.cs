using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.Handoff.Queue;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BrigadeNumerique.Handoff.Operators;

/// <summary>Returns to the queue what a lost operator holds, and what one gave away by going. Every node may run it: the change is conditional.</summary>
public sealed class OperatorWatch(OperatorRegistry operators, QueueBoard board, IDeskTexts texts, TimeProvider clock, ILogger<OperatorWatch> logger) : BackgroundService
{
    /// <summary>How often it looks: with the patience of 15 s, a lost operator is found within 18 s.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    /// <summary>One round.</summary>
    /// <returns>How many conversations went back to the queue.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var returned = 0;
        foreach (var orphan in await operators.OrphansAsync(cancellationToken))
        {
            var done = orphan.GaveAway
                ? await board.GiveAwayAsync(orphan.ConversationId, orphan.OperatorId, "away", texts, cancellationToken)
                : await board.RequeueAsync(orphan.ConversationId, orphan.OperatorId, "operator-lost", conversation => texts.OperatorLost(conversation, clock.GetUtcNow()), cancellationToken);
            if (!done) continue;
            returned++;
            if (orphan.GaveAway) continue;
            Log.OperatorLost(logger, orphan.ConversationId, orphan.OperatorId, Math.Min(orphan.Unseen.TotalSeconds, 86400));
        }

        return returned;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RunAsync(Round, clock, LookAsync, fault => Log.WatchFailed(logger, fault), stoppingToken);
}
