using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.Handoff.Operators;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Handoff.Routing;

/// <summary>Reads and switches the surge. What it says may be a second old: asked at every turn, it asks the database only so often.</summary>
public sealed class SurgeSwitch(IDbContextFactory<HandoffDb> databases, IChangeFeed feed, IOptions<RoutingOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private volatile Known? known;

    /// <summary>As it stands.</summary>
    public async Task<SurgeState> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known is { } recent && now - recent.At is var age && age >= TimeSpan.Zero && age < Fresh) return recent.State;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.Surges.AsNoTracking().SingleOrDefaultAsync(s => s.Id == Surge.TheOne, cancellationToken);
        var state = row is null ? new SurgeState(false, null, null) : new SurgeState(row.On, row.Since, row.By);
        known = new Known(state, now);
        return state;
    }

    /// <summary>By how much everybody's capacity is raised now.</summary>
    public async Task<int> ExtraAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken)).On ? options.Value.SurgeExtra : 0;

    /// <summary>So many wait that a surge is due, and it is not on: the supervisor is asked.</summary>
    public async Task<bool> ProposedAsync(CancellationToken cancellationToken) =>
        !(await ReadAsync(cancellationToken)).On && await WaitingAsync(cancellationToken) > options.Value.SurgeThreshold;

    /// <summary>Switches it.</summary>
    /// <param name="on">On or off.</param>
    /// <param name="by">Who, as colleagues read it; null for the threshold.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it was so already: of several nodes or supervisors, one switches.</returns>
    public async Task<bool> SetAsync(bool on, string? by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var switched = await db.Surges.Where(s => s.Id == Surge.TheOne && s.On != on)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.On, on).SetProperty(s => s.Since, now).SetProperty(s => s.By, by), cancellationToken) > 0;
        if (!switched && on && !await db.Surges.AnyAsync(s => s.Id == Surge.TheOne, cancellationToken))
        {
            db.Surges.Add(new Surge { On = true, Since = now, By = by });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                switched = true;
            }
            catch (DbUpdateException)
            {
                // Another node was quicker; it is on.
            }
        }

        known = null;
        if (switched) feed.Publish(OperatorRegistry.Notice);
        return switched;
    }

    /// <summary>Where the configuration wants it, begins and ends the surge by the number who wait. What a person switched on, a person ends.</summary>
    internal async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.SurgeByItself) return;
        var (state, waiting) = (await ReadAsync(cancellationToken), await WaitingAsync(cancellationToken));
        if (!state.On && waiting > options.Value.SurgeThreshold) await SetAsync(true, null, cancellationToken);
        else if (state is { On: true, By: null } && waiting <= options.Value.SurgeThreshold / 2) await SetAsync(false, null, cancellationToken);
    }

    private async Task<int> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Conversations.CountAsync(c => c.Custody == Custody.Queued, cancellationToken);
    }

    private sealed record Known(SurgeState State, DateTimeOffset At);
}
