using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Keeps the index of this node at what is public: looks for newer revisions, swaps a generation in whole.</summary>
/// <remarks>
/// Learning takes seconds. What was just published is served within one, by its words and with what was learnt before (ADR 0011);
/// the next round learns, writes the generation down and swaps it in.
/// </remarks>
internal sealed class IndexKeeper(IDbContextFactory<KnowledgeDb> databases, HelpSearch search, IOptions<KnowledgeOptions> options, TimeProvider clock, ILogger<IndexKeeper> logger) : BackgroundService
{
    private readonly SemaphoreSlim one = new(1, 1);
    private Edition? served;
    private Published? unlearnt;

    /// <summary>Brings what is served up to what the database has.</summary>
    /// <returns>Whether another generation was swapped in.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var edition = await Published.EditionAsync(db, cancellationToken);
            if (served == edition) return false;
            if (served?.Revision == edition.Revision && search.Served is { } same)
            {
                // The articles are the same: what is read with the question changes, and what is still to be learnt does not.
                search.Swap(same.With(await Published.SynonymsAsync(db, cancellationToken)));
                served = search.Published.Edition;
                Log.SynonymsServed(logger, edition.Synonyms);
                return true;
            }

            var published = await Published.ReadAsync(db, cancellationToken);
            var started = clock.GetTimestamp();
            var folder = FolderOf(published);
            unlearnt = null;
            if (TryOpen(published, folder) is { } written) search.Swap(written);
            else if (search.Served is { } before)
            {
                search.Swap(Generation.Following(before, published));
                unlearnt = published;
            }
            else search.Swap(Write(published, folder, cancellationToken));
            served = published.Edition;
            Log.IndexServed(logger, published.Highest, published.Articles.Count, clock.GetElapsedTime(started).TotalMilliseconds);
            if (unlearnt is null) RemoveOthers(folder);
            return true;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Learns what was published since the last time, and serves that.</summary>
    /// <returns>Whether another generation was swapped in.</returns>
    public async Task<bool> LearnAsync(CancellationToken cancellationToken)
    {
        if (unlearnt is not { } published) return false;
        var started = clock.GetTimestamp();
        var folder = FolderOf(published);
        var generation = Write(published, folder, cancellationToken);
        await one.WaitAsync(cancellationToken);
        try
        {
            if (unlearnt != published)
            {
                // Something else was published meanwhile: what is served is newer, and is learnt in its turn.
                generation.Dispose();
                return false;
            }

            // Everyday words may have changed while it learnt.
            var synonyms = search.Published.Synonyms;
            search.Swap(synonyms == published.Synonyms ? generation : generation.With(synonyms));
            if (synonyms != published.Synonyms) generation.Dispose();
            unlearnt = null;
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
                await LearnAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A database away or a full disk: what is served stays served.
                Log.IndexNotRefreshed(logger, fault);
            }
        }
    }

    private string FolderOf(Published published) => Path.Combine(options.Value.IndexDirectory, Generation.StampOf(published));

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
