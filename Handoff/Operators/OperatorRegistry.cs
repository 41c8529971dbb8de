using System.Linq.Expressions;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.Handoff.Skills;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Operators;

/// <summary>Who is at the desk now, and what they can.</summary>
public sealed class OperatorRegistry(IDbContextFactory<HandoffDb> databases, IChangeFeed feed, TimeProvider clock)
{
    /// <summary>An operator unseen for so long is lost: what they hold goes back to the queue. 15 s, from the desk's rules.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Whoever was here so short a while ago comes back to the same shift.</summary>
    public static readonly TimeSpan SameShift = TimeSpan.FromMinutes(10);

    /// <summary>What the feed is told when an operator changed, in the place of a conversation.</summary>
    public const string Notice = "operators";

    /// <summary>A desk page opens: whoever begins a shift is available, whoever left a moment ago is as they left.</summary>
    /// <returns>The operator as they stand now.</returns>
    public async Task<Operator> OpenAsync(string operatorId, string name, bool supervisor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = now - SameShift;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Operators.Where(o => o.Id == operatorId && o.LastSeenAt < before).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.Presence, Presence.Available).SetProperty(o => o.LeavesAt, o => o.LeavesAt < now ? null : o.LeavesAt), cancellationToken);
        await SeenAsync(operatorId, name, supervisor, cancellationToken);
        return await db.Operators.AsNoTracking().SingleAsync(o => o.Id == operatorId, cancellationToken);
    }

    /// <summary>A desk page of this operator is alive; called every few seconds by each open page.</summary>
    public async Task SeenAsync(string operatorId, string name, bool supervisor, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var back = now - Patience;
        var wasHere = await db.Operators.Where(o => o.Id == operatorId && o.LastSeenAt > back).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.LastSeenAt, now).SetProperty(o => o.Name, name).SetProperty(o => o.Supervisor, supervisor), cancellationToken);
        if (wasHere > 0) return;
        var known = await db.Operators.Where(o => o.Id == operatorId).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.LastSeenAt, now).SetProperty(o => o.Name, name).SetProperty(o => o.Supervisor, supervisor), cancellationToken);
        if (known == 0) await AddAsync(db, new Operator { Id = operatorId, Name = name, Supervisor = supervisor, LastSeenAt = now }, cancellationToken);

        // Somebody came: what waits is handed out at once.
        feed.Publish(Notice);
    }

    /// <summary>The operator says what they do.</summary>
    public Task SetPresenceAsync(string operatorId, Presence presence, CancellationToken cancellationToken) =>
        UpdateAsync(o => o.Id == operatorId, set => set.SetProperty(o => o.Presence, presence), cancellationToken);

    /// <summary>The operator signed out: not at the desk any more, from now on.</summary>
    public Task LeftAsync(string operatorId, CancellationToken cancellationToken)
    {
        var gone = clock.GetUtcNow() - SameShift - TimeSpan.FromSeconds(1);
        return UpdateAsync(o => o.Id == operatorId, set => set.SetProperty(o => o.LastSeenAt, gone), cancellationToken);
    }

    /// <summary>When the operator's service ends, or null where that is not known.</summary>
    public Task LeavesAsync(string operatorId, DateTimeOffset? at, CancellationToken cancellationToken) =>
        UpdateAsync(o => o.Id == operatorId, set => set.SetProperty(o => o.LeavesAt, at), cancellationToken);

    /// <summary>What an operator can and how much they hold at once. One who never opened a desk is known from here on.</summary>
    /// <param name="operatorId">The account.</param>
    /// <param name="name">As citizens read it.</param>
    /// <param name="skills">What they are trained for.</param>
    /// <param name="capacity">1 to 50, or null for the desk's own measure.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SetProfileAsync(string operatorId, string name, SkillSet skills, int? capacity, CancellationToken cancellationToken)
    {
        if (capacity is { } bound) ArgumentOutOfRangeException.ThrowIfNotEqual(bound, Math.Clamp(bound, 1, 50), nameof(capacity));
        if (await UpdateAsync(o => o.Id == operatorId, set => set.SetProperty(o => o.Skills, skills).SetProperty(o => o.Capacity, capacity), cancellationToken)) return;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await AddAsync(db, new Operator { Id = operatorId, Name = name, Skills = skills, Capacity = capacity, LastSeenAt = DateTimeOffset.UnixEpoch }, cancellationToken);
    }

    /// <summary>The filters of the queue that this operator keeps.</summary>
    public Task KeepFiltersAsync(string operatorId, string filters, CancellationToken cancellationToken) =>
        UpdateAsync(o => o.Id == operatorId, set => set.SetProperty(o => o.Filters, filters), cancellationToken);

    /// <summary>The operator has just taken a conversation: longest idle are asked first, and whoever takes is there, whatever they said before.</summary>
    public async Task TookAsync(string operatorId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Operators.Where(o => o.Id == operatorId).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.LastTakenAt, now).SetProperty(o => o.Presence, o => o.Presence == Presence.AwayAndReassign ? Presence.Busy : o.Presence), cancellationToken);
    }

    /// <summary>One operator, or null.</summary>
    public async Task<Operator?> FindAsync(string operatorId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Operators.AsNoTracking().SingleOrDefaultAsync(o => o.Id == operatorId, cancellationToken);
    }

    /// <summary>All who ever worked at the desk, by name.</summary>
    public async Task<IReadOnlyList<Operator>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Operators.AsNoTracking().OrderBy(o => o.Name).ThenBy(o => o.Id).ToListAsync(cancellationToken);
    }

    /// <summary>How many operators are at the desk and available.</summary>
    public async Task<int> OnlineAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var since = clock.GetUtcNow() - Patience;
        return await db.Operators.CountAsync(o => o.Presence == Presence.Available && o.LastSeenAt > since, cancellationToken);
    }

    /// <summary>Conversations held by an operator whom no page vouches for any more, or who gave all away by going.</summary>
    internal async Task<IReadOnlyList<Orphan>> OrphansAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var since = now - Patience;
        var rows = await db.Conversations.AsNoTracking()
            .Where(c => c.Custody == Custody.Assigned && !db.Operators.Any(o => o.Id == c.OperatorId && o.LastSeenAt > since && o.Presence != Presence.AwayAndReassign))
            .Select(c => new
            {
                c.Id,
                c.OperatorId,
                c.AcceptedAt,
                Seen = db.Operators.Where(o => o.Id == c.OperatorId).Select(o => (DateTimeOffset?)o.LastSeenAt).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);

        // Who has just taken a conversation has just been alive, whatever the last heartbeat says.
        return [.. rows.Where(row => row.AcceptedAt is not { } taken || taken <= since)
            .Select(row => new Orphan(row.Id, row.OperatorId!, row.Seen is { } seen ? now - seen : TimeSpan.MaxValue))];
    }

    private async Task<bool> UpdateAsync(Expression<Func<Operator, bool>> whom, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Operator>> set, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var changed = await db.Operators.Where(whom).ExecuteUpdateAsync(set, cancellationToken) > 0;
        if (changed) feed.Publish(Notice);
        return changed;
    }

    private static async Task AddAsync(HandoffDb db, Operator added, CancellationToken cancellationToken)
    {
        db.Operators.Add(added);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two pages of one operator at once: the row is there, which is all that was wanted.
        }
    }

    internal sealed record Orphan(string ConversationId, string OperatorId, TimeSpan Unseen)
    {
        /// <summary>Their page lives: they said that they go.</summary>
        public bool GaveAway => Unseen < Patience;
    }
}
