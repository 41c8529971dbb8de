using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.Handoff.Queue;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Handoff.Routing;

/// <summary>
/// Offers what waits: at once when something changes, and every two seconds for the deadlines. Every node may run it: each
/// offer holds only if nobody changed the conversation since it was read.
/// </summary>
public sealed class OfferWatch(QueueBoard board, Staffing staffing, SurgeSwitch surge, IChangeFeed feed, IOptions<RoutingOptions> options, TimeProvider clock, ILogger<OfferWatch> logger) : BackgroundService
{
    /// <summary>Notices may be lost, and deadlines pass without one.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    /// <summary>A busy night is looked at no more often than this.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim changed = new(0, 1);

    /// <summary>One round.</summary>
    /// <returns>How many offers were made.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        await surge.FollowAsync(cancellationToken);
        var waiting = await board.WaitingAsync(cancellationToken);
        if (waiting.Count == 0) return 0;
        var offers = Router.Next(waiting, await staffing.PresentAsync(cancellationToken), options.Value, clock.GetUtcNow());

        // Together: they share their transactions.
        var made = await Task.WhenAll(offers.Select(offer => MakeAsync(offer, cancellationToken)));
        return made.Count(done => done);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(_ => Wake());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The watch must outlive a database that is away for a moment.
                Log.OffersFailed(logger, fault);
            }

            await Task.Delay(Apart, clock, stoppingToken);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(changed.WaitAsync(patience.Token), Task.Delay(Round, clock, patience.Token));
            await patience.CancelAsync();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }

    private async Task<bool> MakeAsync(Offering offer, CancellationToken cancellationToken)
    {
        var done = offer is { To: { } to, Until: { } until }
            ? await board.OfferAsync(offer.Item, to, offer.Ring, offer.Anew, until, cancellationToken)
            : await board.WidenAsync(offer.Item, offer.Ring, offer.Until, cancellationToken);
        if (done) Log.Offered(logger, offer.Item.Id, offer.Ring, offer.To ?? "-");
        return done;
    }

    private void Wake()
    {
        // One sign is enough, and a second one must not throw at the publisher.
        if (changed.CurrentCount > 0) return;
        try
        {
            changed.Release();
        }
        catch (Exception late) when (late is SemaphoreFullException or ObjectDisposedException)
        {
            // Another publisher gave the sign, or the service is stopping.
        }
    }
}
