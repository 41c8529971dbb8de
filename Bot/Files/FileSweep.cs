using BrigadeNumerique.Handoff.Live;

namespace BrigadeNumerique.Bot.Files;

/// <summary>Sweeps the shelf at the start and every hour.</summary>
internal sealed class FileSweep(FileShelf shelf, TimeProvider clock, ILogger<FileSweep> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RunAsync(TimeSpan.FromHours(1), clock, shelf.SweepAsync, fault => Log.FileSweepFailed(logger, fault), stoppingToken, atOnce: true);
}
