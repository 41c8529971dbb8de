using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace BrigadeNumerique.KnowledgeBase;

/// <summary>
/// Writes down, beside the turns and in batches, what was noted meanwhile, and removes what has become too old. Whoever notes something
/// waits for nothing; what is under way when the process dies is lost.
/// </summary>
/// <param name="clock">Gives the rounds.</param>
public abstract class Batches(TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2), PurgeRound = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim one = new(1, 1);
    private DateTimeOffset purged = DateTimeOffset.MinValue;

    /// <summary>The time of day, and of the rounds.</summary>
    protected TimeProvider Clock { get; } = clock;

    /// <summary>Writes what was noted, one batch after the other.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            await WriteNotedAsync(cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Removes what is older than it may become.</summary>
    /// <returns>How many rows of the main kind went.</returns>
    public abstract Task<int> PurgeAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes one batch.</summary>
    protected abstract Task WriteNotedAsync(CancellationToken cancellationToken);

    /// <summary>Says that a batch was not written.</summary>
    protected abstract void SayLost(Exception fault);

    /// <summary>Adds to a count of the day, or makes its line.</summary>
    /// <param name="increment">Adds; false where there is no line yet.</param>
    /// <param name="insert">Makes the line.</param>
    protected static async Task CountAsync(Func<Task<bool>> increment, Func<Task> insert)
    {
        if (await increment()) return;
        try
        {
            await insert();
        }
        catch (DbUpdateException)
        {
            // Another node made the first line of the day meanwhile.
            await increment();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, Clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await RoundAsync(stoppingToken);
    }

    /// <summary>Writes, and purges once an hour.</summary>
    protected async Task RoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(cancellationToken);
            if (Clock.GetUtcNow() - purged < PurgeRound) return;
            await PurgeAsync(cancellationToken);
            purged = Clock.GetUtcNow();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A database away: what was noted of this round is lost, the next one is not.
            SayLost(fault);
        }
    }
}
