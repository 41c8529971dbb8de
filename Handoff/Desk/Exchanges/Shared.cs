namespace BrigadeNumerique.Handoff.Desk.Exchanges;

/// <summary>
/// One reading for all who ask at one time: nobody gets what was read before they asked, and however many ask, one reading
/// follows the other. Seventy desks that hear one notice cost the database one question.
/// </summary>
/// <param name="read">The reading; it is not stopped when one of those who wait gives up.</param>
internal sealed class Shared<T>(Func<Task<T>> read)
{
    private readonly Lock gate = new();
    private Task<T>? running;
    private Task<T>? next;

    /// <summary>Reads, or waits for the reading that begins next.</summary>
    public Task<T> ReadAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            next ??= FollowAsync(running);
            return next.WaitAsync(cancellationToken);
        }
    }

    private async Task<T> FollowAsync(Task<T>? before)
    {
        // Leaves the lock first: whoever asks in the same breath shares this reading.
        await Task.Yield();
        if (before is not null) await ((Task)before).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate) (running, next) = (next, null);
        return await read();
    }
}
