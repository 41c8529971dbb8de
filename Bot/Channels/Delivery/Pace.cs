using System.Collections.Concurrent;

namespace BrigadeNumerique.Bot.Channels.Delivery;

/// <summary>How fast a channel may send: so many a second in all, and to one user some at once and then so many a second.</summary>
internal sealed class Pace(ChannelLimits limits, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset> users = new();
    private DateTimeOffset all;
    private DateTimeOffset closedUntil;

    /// <summary>Reserves the next place.</summary>
    /// <returns>How long to wait for it.</returns>
    public TimeSpan Reserve(long user)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var (each, own) = (TimeSpan.FromSeconds(1 / limits.PerSecond), TimeSpan.FromSeconds(1 / limits.PerUserPerSecond));
            var shared = Max(Max(all, closedUntil), now);

            // A virtual schedule: a user may run ahead of it by the burst.
            var schedule = Max(users.GetValueOrDefault(user), now);
            var at = Max(shared, schedule - (own * (limits.PerUserBurst - 1)));
            all = at + each;
            users[user] = schedule + own;
            if (users.Count > 10_000) Forget(now);
            return at > now ? at - now : TimeSpan.Zero;
        }
    }

    /// <summary>The provider wants a pause from all.</summary>
    public void Close(TimeSpan pause)
    {
        lock (gate) closedUntil = Max(closedUntil, clock.GetUtcNow() + pause);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (user, until) in users)
        {
            if (until < now) users.TryRemove(user, out _);
        }
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
