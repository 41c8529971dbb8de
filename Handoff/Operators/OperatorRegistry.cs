using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Operators;

/// <summary>Who is at the desk now.</summary>
public sealed class OperatorRegistry(IDbContextFactory<HandoffDb> databases, TimeProvider clock)
{
    /// <summary>An operator unseen for so long is lost: what they hold goes back to the queue. 15 s, from the desk's rules.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>A desk page of this operator is alive; called every few seconds by each open page.</summary>
    public async Task SeenAsync(string operatorId, string name, bool available, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var updated = await db.Operators.Where(o => o.Id == operatorId).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.LastSeenAt, now).SetProperty(o => o.Name, name).SetProperty(o => o.Available, available), cancellationToken);
        if (updated > 0) return;
        db.Operators.Add(new Operator { Id = operatorId, Name = name, Available = available, LastSeenAt = now });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two pages of one operator at once: the row is there, which is all that was wanted.
        }
    }

    /// <summary>How many operators are at the desk and available.</summary>
    public async Task<int> OnlineAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var since = clock.GetUtcNow() - Patience;
        return await db.Operators.CountAsync(o => o.Available && o.LastSeenAt > since, cancellationToken);
    }

    /// <summary>Conversations held by an operator whom no page vouches for any more.</summary>
    internal async Task<IReadOnlyList<Orphan>> OrphansAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var since = now - Patience;
        var rows = await db.Conversations.AsNoTracking()
            .Where(c => c.Custody == Conversations.Custody.Assigned && !db.Operators.Any(o => o.Id == c.OperatorId && o.LastSeenAt > since))
            .Select(c => new { c.Id, c.OperatorId, c.AcceptedAt, Seen = db.Operators.Where(o => o.Id == c.OperatorId).Select(o => (DateTimeOffset?)o.LastSeenAt).FirstOrDefault() })
            .ToListAsync(cancellationToken);

        // Who has just taken a conversation has just been alive, whatever the last heartbeat says.
        return [.. rows.Where(row => row.AcceptedAt is not { } taken || taken <= since)
            .Select(row => new Orphan(row.Id, row.OperatorId!, row.Seen is { } seen ? now - seen : TimeSpan.MaxValue))];
    }

    internal sealed record Orphan(string ConversationId, string OperatorId, TimeSpan Unseen);
}
