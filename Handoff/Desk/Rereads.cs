using System.Threading.Channels;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>
/// Reads again after notices and from time to time without: many notices make one reading, and two readings are at least
/// half a second apart unless said otherwise, so that a busy night costs a desk no more than a quiet one.
/// </summary>
internal sealed class Rereads(Func<CancellationToken, Task> read, TimeProvider clock, TimeSpan? apart = null)
{
    /// <summary>At most two readings a second.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(500);

    /// <summary>Notices may be lost: without any, read all the same.</summary>
    public static readonly TimeSpan Unasked = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something changed. Returns at once.</summary>
    public void Ask() => asked.Writer.TryWrite(true);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using (var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
            {
                var notice = asked.Reader.WaitToReadAsync(patience.Token).AsTask();
                await Task.WhenAny(notice, Task.Delay(Unasked, clock, patience.Token));
                await patience.CancelAsync();
            }

            if (cancellationToken.IsCancellationRequested) return;
            asked.Reader.TryRead(out _);
            await read(cancellationToken);
            await Task.Delay(apart ?? Apart, clock, cancellationToken);
        }
    }
}
