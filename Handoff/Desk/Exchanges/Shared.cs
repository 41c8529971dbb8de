namespace BrigadeNumerique.Handoff.Desk.Exchanges;

/// <summary>
/// One reading for all who ask at one time: nobody gets what was read before the moment they name, and however many ask, one
/// reading follows the other. Seventy desks that hear one notice cost the database one question, even when they come to it one by one.
/// </summary>
/// <param name="read">The reading; it is not stopped when one of those who wait gives up.</param>
/// <param name="clock">Tells which reading began before which moment.</param>
internal sealed class Shared<T>(Func<Task<T>> read, TimeProvider clock)
{
    private readonly Lock gate = new();
    private Task<T>? running;
    private Task<T>? next;
    private long begun;

    /// <summary>Reads, or gives the reading that has begun since then, or waits for the one that begins next.</summary>
    /// <param name="asOf">A timestamp of the clock; null for now.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<T> ReadAsync(long? asOf, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (asOf is { } moment && running is { IsFaulted: false } since && begun > moment) return since.WaitAsync(cancellationToken);
            next ??= FollowAsync(running);
            return next.WaitAsync(cancellationToken);
        }
    }

    private async Task<T> FollowAsync(Task<T>? before)
    {
        // Leaves the lock first: whoever asks in the same breath shares this reading.
        await Task.Yield();
        if (before is not null) await ((Task)before).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate) (running, next, begun) = (next, null, clock.GetTimestamp());
        return await read();
    }
}
