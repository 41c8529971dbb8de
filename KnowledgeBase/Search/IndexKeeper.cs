using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Keeps the index of this node at what is public: looks for newer revisions, writes a generation, swaps it in whole.</summary>
internal sealed class IndexKeeper(IDbContextFactory<KnowledgeDb> databases, HelpSearch search, IOptions<KnowledgeOptions> options, TimeProvider clock, ILogger<IndexKeeper> logger) : BackgroundService
{
    private readonly SemaphoreSlim one = new(1, 1);
    private int? served;

    /// <summary>Brings the index up to what the database has.</summary>
    /// <returns>Whether another generation was swapped in.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            if (served == await Published.HighestAsync(db, cancellationToken)) return false;
            var published = await Published.ReadAsync(db, cancellationToken);
            var started = clock.GetTimestamp();
            var folder = Path.Combine(options.Value.IndexDirectory, Generation.StampOf(published));
            var generation = TryOpen(published, folder) ?? Write(published, folder, cancellationToken);
            search.Swap(generation);
            served = published.Highest;
            Log.IndexServed(logger, published.Highest, published.Articles.Count, clock.GetElapsedTime(started).TotalMilliseconds);
            RemoveOthers(folder);
            return true;
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Round, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A database away or a full disk: what is served stays served.
                Log.IndexNotRefreshed(logger, fault);
            }
        }
    }

    private Generation? TryOpen(Published published, string folder)
    {
        if (!Directory.Exists(folder)) return null;
        try
        {
            return Generation.Open(published, folder);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or FormatException or KeyNotFoundException)
        {
            Log.IndexBroken(logger, broken);
            return null;
        }
    }

    private static Generation Write(Published published, string folder, CancellationToken cancellationToken)
    {
        // Written beside and moved: a folder with a generation's name is complete, or was broken since.
        var draft = folder + "." + Guid.NewGuid().ToString("N")[..8] + ".tmp";
        Directory.CreateDirectory(draft);
        try
        {
            Generation.Write(published, draft, cancellationToken);
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            Directory.Move(draft, folder);
        }
        catch
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
            throw;
        }

        return Generation.Open(published, folder);
    }

    private void RemoveOthers(string folder)
    {
        foreach (var other in Directory.EnumerateDirectories(options.Value.IndexDirectory).Where(path => Path.GetFileName(path) != Path.GetFileName(folder)))
        {
            // Another process of this node may be writing its own just now.
            if (other.EndsWith(".tmp", StringComparison.Ordinal) && clock.GetUtcNow() - Directory.GetLastWriteTimeUtc(other) < TimeSpan.FromHours(1)) continue;
            try
            {
                Directory.Delete(other, recursive: true);
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
            {
                // Still read by a command that runs beside the service: the next generation's turn removes it.
                Log.IndexLeft(logger, busy);
            }
        }
    }
}
