using BrigadeNumerique.Handoff.Desk;
using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.Handoff.Supervision;
using Microsoft.Extensions.Logging;

namespace BrigadeNumerique.Handoff.Board;

/// <summary>One reading for all boards of a node: it reads while somebody looks, after each notice and at most every second and a half.</summary>
internal sealed class LiveBoard(BoardReading reading, IChangeFeed feed, TimeProvider clock, ILogger<LiveBoard> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(1500);

    private readonly Lock gate = new();
    private readonly List<Action> watchers = [];
    private CancellationTokenSource? running;
    private Task loop = Task.CompletedTask;
    private Rereads? rereads;
    private volatile BoardState? current;

    /// <summary>What was read last, or null before the first reading.</summary>
    public BoardState? Current => current;

    /// <summary>The last reading failed: <see cref="Current"/> is of its own time.</summary>
    public bool Stale { get; private set; }

    /// <summary>Calls <paramref name="changed"/> after each reading, on the reader's thread: it must be quick. Dispose to stop.</summary>
    public IDisposable Watch(Action changed)
    {
        lock (gate)
        {
            watchers.Add(changed);
            if (watchers.Count == 1) Start();
        }

        return new Watching(() => Leave(changed));
    }

    /// <summary>Reads again soon: a supervisor has just done something.</summary>
    public void Ask() => rereads?.Ask();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (gate) running?.Cancel();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Start()
    {
        // What was read when somebody last looked is old.
        current = null;
        var (before, stop, asks) = (loop, new CancellationTokenSource(), new Rereads((_, stop) => ReadAsync(stop), clock, Apart));
        (running, rereads) = (stop, asks);
        loop = Task.Run(async () =>
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            using var subscription = feed.Subscribe(_ => asks.Ask());
            asks.Ask();
            await asks.RunAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.Dispose();
        });
    }

    private void Leave(Action changed)
    {
        lock (gate)
        {
            watchers.Remove(changed);
            if (watchers.Count > 0) return;
            running?.Cancel();
            (running, rereads) = (null, null);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            current = await reading.ReadAsync(cancellationToken);
            Stale = false;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The database may be away for a moment: the last values stay, with their time.
            Log.DeskReadFailed(logger, fault);
            Stale = true;
        }

        Action[] all;
        lock (gate) all = [.. watchers];
        foreach (var watcher in all) watcher();
    }

    private sealed class Watching(Action stop) : IDisposable
    {
        public void Dispose() => stop();
    }
}
