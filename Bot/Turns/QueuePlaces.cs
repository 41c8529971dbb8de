using BrigadeNumerique.Bot.Channels.DirectLine;
using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>Tells waiting citizens their place: when it changes, at most every 15 s, and at once on entering the queue.</summary>
internal sealed class QueuePlaces(QueueBoard board, Streams streams, DeskPresence desk, IChangeFeed feed, TimeProvider clock, ILogger<QueuePlaces> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, (QueuePlace Place, DateTimeOffset At)> told = new(StringComparer.Ordinal);
    private volatile bool changed = true;

    /// <summary>One round: counts the queue and tells whoever has a socket here and a new place.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        var places = await board.PlacesAsync(cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var gone in told.Keys.Where(id => !places.ContainsKey(id)).ToList()) told.Remove(gone);
        var here = streams.Conversations.ToHashSet(StringComparer.Ordinal);
        foreach (var (id, place) in places)
        {
            if (!here.Contains(id)) continue;
            var known = told.TryGetValue(id, out var before);
            if (known && (before.Place == place || now - before.At < Quiet)) continue;
            told[id] = (place, now);
            var passed = known && place.Place > before.Place.Place;
            streams.Tell(id, ActivitySets.Event(id, "queue.position", writer =>
            {
                writer.WriteNumber("place", place.Place);
                // What the last two hours took says nothing of a desk that is empty now.
                if (place.Minutes is { } minutes && desk.Online) writer.WriteNumber("minutes", minutes);
                if (passed) writer.WriteBoolean("passed", true);
            }));
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(_ => changed = true);
        using var timer = new PeriodicTimer(Round, clock);
        var lastLook = DateTimeOffset.MinValue;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // The estimate moves with time even when the queue does not.
            if (!changed && clock.GetUtcNow() - lastLook < Quiet) continue;
            changed = false;
            lastLook = clock.GetUtcNow();
            try
            {
                await TellAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Log.PlacesFailed(logger, fault);
            }
        }
    }
}
