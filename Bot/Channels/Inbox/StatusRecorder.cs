using BrigadeNumerique.Handoff.Live;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Channels.Inbox;

/// <summary>What the provider tells later of what was sent: a state only moves forward.</summary>
internal sealed class StatusRecorder(ChannelRecord record, ChannelBook book, IChangeFeed feed, ChannelCounters counters, TimeProvider clock)
{
    /// <summary>A status may come before the answer that names the message.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public async Task<Recorded> RecordAsync(InboundReceipt receipt, InboundEvent item, CancellationToken cancellationToken)
    {
        var state = item.Kind switch { InboundKind.Delivered => DeliveryState.Delivered, InboundKind.Read => DeliveryState.Read, _ => DeliveryState.Failed };
        var now = clock.GetUtcNow();
        var conversations = item.MessageId is { } message
            ? await OneAsync(receipt.Channel, Intake.Kept(message), state, item, now, cancellationToken)
            : await ThroughAsync(receipt, state, item.At ?? receipt.ReceivedAt, now, cancellationToken);
        foreach (var changed in conversations ?? []) feed.Publish(changed);
        if (conversations is null) return now - receipt.ReceivedAt < Patience ? new Recorded(null, Later: true) : new Recorded(null, Dropped: true);
        if (conversations.Count == 0) return new Recorded(null);
        counters.Count(receipt.Channel, state switch { DeliveryState.Delivered => Counted.Delivered, DeliveryState.Read => Counted.Read, _ => Counted.Failed });
        if (state is DeliveryState.Failed) counters.Fault(receipt.Channel, item.ErrorCode ?? DeliveryError.Undelivered, item.Error);
        return new Recorded(conversations[0]);
    }

    /// <returns>The conversations that changed, or null where the message is not known.</returns>
    private Task<IReadOnlyList<string>?> OneAsync(string channel, string message, DeliveryState state, InboundEvent item, DateTimeOffset now, CancellationToken cancellationToken) => record.WriteAsync<IReadOnlyList<string>?>(async db =>
    {
        var rows = await db.Deliveries.Where(row => row.Channel == channel && row.ProviderMessageId == message).ToListAsync();
        if (rows.Count == 0) return null;
        var changed = new List<string>();
        foreach (var row in rows.Where(row => row.State is >= DeliveryState.Sent and < DeliveryState.Failed && row.State < state && (state is not DeliveryState.Failed || row.State is DeliveryState.Sent)))
        {
            (row.State, row.UpdatedAt) = (state, now);
            if (state is DeliveryState.Failed) (row.ErrorCode, row.Error) = (item.ErrorCode ?? DeliveryError.Undelivered, Cut(item.Error));
            changed.Add(row.ConversationId);
        }

        return [.. changed.Distinct()];
    }, cancellationToken);

    private async Task<IReadOnlyList<string>?> ThroughAsync(InboundReceipt receipt, DeliveryState state, DateTimeOffset through, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (state is DeliveryState.Failed || await book.FindAsync(receipt.Channel, receipt.UserKey, cancellationToken) is not { } user) return [];
        return await record.WriteAsync<IReadOnlyList<string>>(async db =>
        {
            var rows = await db.Deliveries.Where(row => row.UserId == user.Id && (row.State == DeliveryState.Sent || row.State == DeliveryState.Delivered) && row.State < state && row.CreatedAt <= through).ToListAsync();
            foreach (var row in rows) (row.State, row.UpdatedAt) = (state, now);
            return [.. rows.Select(row => row.ConversationId).Distinct()];
        }, cancellationToken);
    }

    internal static string? Cut(string? words) => words is { Length: > ChannelDelivery.LongestError } ? words[..ChannelDelivery.LongestError] : words;
}
