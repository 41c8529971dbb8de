namespace BrigadeNumerique.Bot.Files;

/// <summary>Sweeps the shelf at the start and every hour.</summary>
internal sealed class FileSweep(FileShelf shelf, TimeProvider clock, ILogger<FileSweep> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                await shelf.SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The next hour is soon enough.
                Log.FileSweepFailed(logger, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
