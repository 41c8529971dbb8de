namespace BrigadeNumerique.Handoff.Desk;

/// <summary>Why there is a reading.</summary>
/// <param name="AsOf">What was recorded before this timestamp must be seen.</param>
/// <param name="Whole">Something that is shown may have changed; otherwise only the lists.</param>
internal readonly record struct Reread(long AsOf, bool Whole);

/// <summary>
/// Reads again after notices and from time to time without: many notices make one reading, and two readings are at least
/// half a second apart unless said otherwise, so that a busy night costs a desk no more than a quiet one. What concerns the
/// reader does not wait so long.
/// </summary>
internal sealed class Rereads(Func<Reread, CancellationToken, Task> read, TimeProvider clock, TimeSpan? apart = null)
{
    /// <summary>At most two readings a second.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(500);

    /// <summary>Notices may be lost: without any, read all the same.</summary>
    public static readonly TimeSpan Unasked = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private TaskCompletionSource asked = Signal(), pressing = Signal();
    private long latest;

    /// <summary>Asks for a reading. Returns at once.</summary>
    /// <param name="soon">Not after the pause, but now.</param>
    public void Ask(bool soon = false)
    {
        lock (gate)
        {
            latest = clock.GetTimestamp();
            asked.TrySetResult();
            if (soon) pressing.TrySetResult();
        }
    }

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await FirstOfAsync(asked.Task, Unasked, cancellationToken);
            if (cancellationToken.IsCancellationRequested) return;
            await read(Next(), cancellationToken);
            await FirstOfAsync(pressing.Task, apart ?? Apart, cancellationToken);
        }
    }

    private Reread Next()
    {
        lock (gate)
        {
            if (!asked.Task.IsCompleted) return new Reread(clock.GetTimestamp(), Whole: true);
            var next = new Reread(latest, pressing.Task.IsCompleted);
            (asked, pressing) = (Signal(), Signal());
            return next;
        }
    }

    private async Task FirstOfAsync(Task signal, TimeSpan most, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(signal, Task.Delay(most, clock, patience.Token));
        await patience.CancelAsync();
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
