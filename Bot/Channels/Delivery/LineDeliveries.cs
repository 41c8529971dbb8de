using BrigadeNumerique.Handoff.Desk.Reading;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Channels.Delivery;

/// <summary>What became of the lines, for the desk.</summary>
internal sealed class LineDeliveries(ChannelRegistry channels, IDbContextFactory<ChannelsDb> databases) : IDeliveries
{
    public async Task<IReadOnlyDictionary<int, LineDelivery>> OfAsync(string conversationId, CancellationToken cancellationToken)
    {
        if (channels.All.Count == 0) return new Dictionary<int, LineDelivery>();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Deliveries.AsNoTracking().Where(row => row.ConversationId == conversationId).Select(row => new { row.Sequence, row.State, row.ErrorCode }).ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.Sequence).ToDictionary(line => line.Key, line =>
        {
            var failed = line.FirstOrDefault(part => part.State is DeliveryState.Failed or DeliveryState.Dead or DeliveryState.Dropped);
            return failed is not null ? new LineDelivery(LineProgress.Failed, failed.ErrorCode) : new LineDelivery(line.Min(part => ProgressOf(part.State)), null);
        });
    }

    private static LineProgress ProgressOf(DeliveryState state) => state switch
    {
        DeliveryState.Sent => LineProgress.Sent,
        DeliveryState.Delivered => LineProgress.Delivered,
        DeliveryState.Read => LineProgress.Read,
        _ => LineProgress.Waiting,
    };
}
