using BrigadeNumerique.Handoff.Live;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Channels.Delivery;

/// <summary>What was given up, for people to decide.</summary>
internal sealed class DeadLetters(IDbContextFactory<ChannelsDb> databases, ChannelRecord record, DeliveryWorker worker, IChangeFeed feed, TimeProvider clock)
{
    /// <summary>The latest of a channel.</summary>
    public async Task<IReadOnlyList<ChannelDelivery>> ReadAsync(string channel, int take, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Deliveries.AsNoTracking().Where(row => (row.State == DeliveryState.Failed || row.State == DeliveryState.Dead) && row.Channel == channel)
            .OrderByDescending(row => row.UpdatedAt).Take(take).ToListAsync(cancellationToken);
    }

    /// <summary>How many parts wait, and how many were given up.</summary>
    public async Task<(int Waiting, int Dead)> CountAsync(string channel, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return (await db.Deliveries.CountAsync(row => (row.State == DeliveryState.Pending || row.State == DeliveryState.Sending) && row.Channel == channel, cancellationToken),
            await db.Deliveries.CountAsync(row => (row.State == DeliveryState.Failed || row.State == DeliveryState.Dead) && row.Channel == channel, cancellationToken));
    }

    /// <summary>Sends it again, from the beginning.</summary>
    /// <returns>False when it is not given up any more.</returns>
    public Task<bool> SendAgainAsync(long id, CancellationToken cancellationToken) => MoveAsync(id, DeliveryState.Pending, cancellationToken);

    /// <summary>Nobody sends it.</summary>
    public Task<bool> DropAsync(long id, CancellationToken cancellationToken) => MoveAsync(id, DeliveryState.Dropped, cancellationToken);

    private async Task<bool> MoveAsync(long id, DeliveryState to, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = await record.WriteAsync(async db =>
        {
            var row = await db.Deliveries.FirstOrDefaultAsync(row => row.Id == id && (row.State == DeliveryState.Failed || row.State == DeliveryState.Dead));
            if (row is null) return null;
            (row.State, row.Attempts, row.NextAt, row.UpdatedAt) = (to, 0, now, now);
            return row;
        }, cancellationToken);
        if (row is null) return false;
        worker.Wake(row.UserId);
        feed.Publish(row.ConversationId);
        return true;
    }
}
