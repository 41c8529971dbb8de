namespace BrigadeNumerique.Handoff.Live;

/// <summary>The beat of everything that looks again and again: a fault of one round is told and does not end the next.</summary>
public static class Rounds
{
    /// <summary>Looks every so often until the service stops.</summary>
    /// <param name="each">From one look to the next.</param>
    /// <param name="clock">Whose time it is.</param>
    /// <param name="look">One round.</param>
    /// <param name="failed">Told what went wrong: a database or a folder may be away for a moment.</param>
    /// <param name="stoppingToken">The end of the service.</param>
    /// <param name="atOnce">Looks before the first wait too.</param>
    public static async Task RunAsync(TimeSpan each, TimeProvider clock, Func<CancellationToken, Task> look, Action<Exception> failed, CancellationToken stoppingToken, bool atOnce = false)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(failed);
        using var timer = new PeriodicTimer(each, clock);
        while (atOnce || await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            atOnce = false;
            try
            {
                await look(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                failed(fault);
            }
        }
    }
}
