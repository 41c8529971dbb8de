using BrigadeNumerique.Handoff.Live;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Channels;

/// <summary>Takes away what has served: receipts that no provider repeats any more, links that open nothing.</summary>
internal sealed class ChannelSweep(ChannelRecord record, TimeProvider clock, ILogger<ChannelSweep> logger) : BackgroundService
{
    /// <summary>The most patient provider repeats for seven days.</summary>
    private static readonly TimeSpan Repeated = TimeSpan.FromDays(8);

    private static readonly TimeSpan Each = TimeSpan.FromHours(1);

    /// <summary>One round.</summary>
    /// <returns>How many rows went.</returns>
    public Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var old = now - Repeated;
        return record.WriteAsync(async db =>
            await db.Receipts.Where(receipt => receipt.State != ReceiptState.Received && receipt.ReceivedAt < old).ExecuteDeleteAsync()
            + await db.CarryCodes.Where(code => code.ExpiresAt < old).ExecuteDeleteAsync(), cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RunAsync(Each, clock, LookAsync, fault => Log.ChannelSweepFailed(logger, fault), stoppingToken);
}
