using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Channels.Inbox;

/// <summary>Takes what a webhook brought, durably and once; what it means is found out afterwards.</summary>
internal sealed class Intake(ChannelRecord record, ChannelSecrets secrets, ChannelCounters counters, InboxWorker worker, TimeProvider clock)
{
    /// <summary>Stores events; when this returns, they are durable and the webhook may be acknowledged.</summary>
    /// <returns>How many were new.</returns>
    public async Task<int> TakeAsync(string channel, IReadOnlyList<InboundEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0) return 0;
        var now = clock.GetUtcNow();
        var rows = events.Select(item => (Event: item, Id: Kept(item.EventId), Key: secrets.Key(channel, item.From.UserId), Message: item.MessageId is { } message ? Kept(message) : null,
            Payload: secrets.Protect(JsonSerializer.Serialize(item, InboundJson.Default.InboundEvent)))).ToList();
        var fresh = await record.WriteAsync(async db =>
        {
            var count = 0;
            foreach (var (item, id, key, message, payload) in rows)
            {
                var (kind, ticks) = ((int)item.Kind, now.UtcTicks);
                count += await db.Database.ExecuteSqlAsync($"""
                    INSERT INTO channel_receipts ("Channel", "EventId", "UserKey", "Kind", "Order", "MessageId", "ReceivedAt", "Payload", "Attempts", "State")
                    VALUES ({channel}, {id}, {key}, {kind}, {item.Order}, {message}, {ticks}, {payload}, 0, 0) ON CONFLICT DO NOTHING
                    """);
            }

            return count;
        }, cancellationToken);
        if (fresh > 0) counters.Count(channel, Counted.Received, fresh);
        if (fresh < events.Count) counters.Count(channel, Counted.Duplicate, events.Count - fresh);
        worker.Wake();
        return fresh;
    }

    /// <summary>An identifier as it is kept and looked for: a long one by its hash.</summary>
    public static string Kept(string id) => id.Length <= InboundReceipt.LongestId ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
