using System.Collections.Concurrent;
using System.Text.Json;
using BrigadeNumerique.Bot.Channels.DirectLine;
using BrigadeNumerique.Bot.Channels.Inbox;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Channels;

/// <summary>Who writes from where, and which conversation is theirs.</summary>
internal sealed class ChannelBook(IDbContextFactory<ChannelsDb> databases, ChannelRecord record, ChannelSecrets secrets, TimeProvider clock)
{
    private static readonly TimeSpan Close = TimeSpan.FromMinutes(1);

    // Conversations of channels on this node: a change of any other costs one look-up in memory.
    private readonly ConcurrentDictionary<string, (long User, DateTimeOffset Wrote)> users = new(StringComparer.Ordinal);

    /// <summary>The user of a conversation that runs on a channel, as far as this node knows.</summary>
    public long? UserOf(string conversationId) => users.TryGetValue(conversationId, out var known) ? known.User : null;

    /// <summary>When the citizen of a conversation wrote last, as far as this node knows: what windows of free speech count from.</summary>
    public DateTimeOffset? WroteAt(string conversationId) => users.TryGetValue(conversationId, out var known) ? known.Wrote : null;

    /// <summary>Learns a user's conversation.</summary>
    public void Learn(string conversationId, long userId, DateTimeOffset wrote) => users[conversationId] = (userId, wrote);

    /// <summary>The conversation goes on elsewhere, or is over.</summary>
    public void Forget(string conversationId) => users.TryRemove(conversationId, out _);

    public ChannelAddress AddressOf(ChannelUser user) => JsonSerializer.Deserialize(secrets.Unprotect(user.Address), InboundJson.Default.ChannelAddress)!;

    public async Task<ChannelUser?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Id == id, cancellationToken);
    }

    public async Task<ChannelUser?> FindAsync(string channel, string userKey, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Channel == channel && user.UserKey == userKey, cancellationToken);
    }

    /// <summary>The user with a conversation that takes a message now: a new one where there is none, or where the last one is over for long.</summary>
    /// <param name="channel">Where from.</param>
    /// <param name="userKey">Who.</param>
    /// <param name="address">How to answer from now on.</param>
    /// <param name="wroteAt">When the citizen wrote; null where that opens no window of free speech.</param>
    /// <param name="isOver">Whether the present conversation takes nothing more.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<ChannelUser> TakeAsync(string channel, string userKey, ChannelAddress address, DateTimeOffset? wroteAt, Func<string, Task<bool>> isOver, CancellationToken cancellationToken)
    {
        var known = await FindAsync(channel, userKey, cancellationToken);
        var anew = known?.ConversationId is not { } current || known.Through is not null || await isOver(current);
        var protectedAddress = known is not null && AddressOf(known) == address ? known.Address : secrets.Protect(JsonSerializer.Serialize(address, InboundJson.Default.ChannelAddress));
        var now = clock.GetUtcNow();

        // Windows count in hours: who writes ten lines in a minute is written down once.
        if (known is not null && !anew && protectedAddress == known.Address && now - known.ActiveAt < Close && (wroteAt is null || wroteAt - known.LastInboundAt < Close))
        {
            Learn(known.ConversationId!, known.Id, known.LastInboundAt);
            return known;
        }

        var conversation = anew ? Identifiers.Conversation() : known!.ConversationId!;
        var user = await record.WriteAsync(async db =>
        {
            var row = await db.Users.FirstOrDefaultAsync(user => user.Channel == channel && user.UserKey == userKey);
            if (row is null)
            {
                row = new ChannelUser { Channel = channel, UserKey = userKey, Address = protectedAddress };
                db.Users.Add(row);
            }

            row.Address = protectedAddress;
            row.ActiveAt = now;
            if (wroteAt > row.LastInboundAt) row.LastInboundAt = wroteAt.Value;
            if (anew && row.ConversationId == known?.ConversationId) (row.ConversationId, row.Cursor, row.Through) = (conversation, 0, null);
            await db.SaveChangesAsync();
            return row;
        }, cancellationToken);
        if (known?.ConversationId is { } old && old != user.ConversationId) Forget(old);
        Learn(user.ConversationId!, user.Id, user.LastInboundAt);
        return user;
    }
}
