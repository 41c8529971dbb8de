using System.Net.WebSockets;
using System.Threading.Channels;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>One socket: a cursor in the record, and a small store of passing signs.</summary>
internal sealed class StreamSocket(WebSocket socket, Conversation conversation, int after, string address, Transcript transcript, TimeProvider clock) : IDisposable
{
    /// <summary>Lines a frame carries at most.</summary>
    private const int Page = 200;

    /// <summary>A client frame above this closes the socket.</summary>
    private const int LargestFrame = 64 * 1024;

    /// <summary>A phone in a tunnel may hold a frame back so long; then it comes back with its watermark.</summary>
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource ended = new();
    private readonly Channel<byte[]?> signals = Channel.CreateBounded<byte[]?>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private int cursor = after;
    private int woken;
    private bool looks;
    private long sendingSince;

    /// <summary>There may be new lines.</summary>
    public void Wake()
    {
        // One pending notice is enough: whoever reads takes all that is there.
        if (Interlocked.Exchange(ref woken, 1) == 0) signals.Writer.TryWrite(null);
    }

    /// <summary>A passing sign; dropped when the socket is slow.</summary>
    public void Tell(byte[] frame) => signals.Writer.TryWrite(frame);

    /// <summary>Notices may be lost: the socket looks at the record itself, and not only at what this node wrote.</summary>
    public void Look()
    {
        Volatile.Write(ref looks, true);
        Wake();
    }

    /// <summary>Ends the socket when its other side has taken nothing for long.</summary>
    public void StopIfStuck()
    {
        var since = Interlocked.Read(ref sendingSince);
        if (since != 0 && clock.GetElapsedTime(since) > SendPatience) Stop();
    }

    /// <summary>Another socket takes this one's place.</summary>
    public void Stop()
    {
        try
        {
            ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself meanwhile.
        }
    }

    public void Dispose() => ended.Dispose();

    public async Task RunAsync(CancellationToken stopping)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(stopping, ended.Token);
        var listening = ListenAsync(life);
        try
        {
            Wake();
            await SendLoopAsync(life.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // The other side is gone, slow or replaced: it comes back with its watermark and misses nothing.
        }
        finally
        {
            await life.CancelAsync();
            await CloseAsync(stopping.IsCancellationRequested ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure);
            await listening;
        }
    }

    private async Task SendLoopAsync(CancellationToken cancellationToken)
    {
        while (await signals.Reader.WaitToReadAsync(cancellationToken))
        {
            while (signals.Reader.TryRead(out var sign))
            {
                if (sign is not null) await SendAsync(sign, cancellationToken);
            }

            // The notice itself may have been dropped by a full store of signs; the mark was not.
            if (Interlocked.Exchange(ref woken, 0) == 1) await SendNewLinesAsync(cancellationToken);
        }
    }

    private async Task SendNewLinesAsync(CancellationToken cancellationToken)
    {
        // What this node wrote a moment ago it still knows; the database is asked where the cursor is elsewhere, or nothing told us.
        if (!Interlocked.Exchange(ref looks, false) && transcript.JustWritten(conversation.Id, cursor) is { } written)
        {
            if (written.Count > 0) await SendLinesAsync(written, cancellationToken);
            return;
        }

        while (true)
        {
            var lines = await transcript.ReadAsync(conversation.Id, cursor, Page, cancellationToken);
            if (lines.Count == 0) return;
            await SendLinesAsync(lines, cancellationToken);
            if (lines.Count < Page) return;
        }
    }

    private async Task SendLinesAsync(IReadOnlyList<Message> lines, CancellationToken cancellationToken)
    {
        var last = lines[^1].Sequence;
        if (ActivitySets.Lines(lines, last, conversation, address) is { } frame) await SendAsync(frame, cancellationToken);
        cursor = last;
    }

    private async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref sendingSince, clock.GetTimestamp());
        await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        Interlocked.Exchange(ref sendingSince, 0);
    }

    /// <summary>Reads what the client sends (signs of life) and notices when it is gone.</summary>
    private async Task ListenAsync(CancellationTokenSource life)
    {
        var buffer = new byte[4096];
        var size = 0;
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
                if (received.MessageType is WebSocketMessageType.Close) break;
                size = received.EndOfMessage ? 0 : size + received.Count;
                if (size + received.Count <= LargestFrame) continue;
                await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, null, CancellationToken.None);
                break;
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // An abrupt end is an end.
        }

        try
        {
            await life.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The sending side ended first.
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(status, null, patience.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // It was gone already.
        }
        finally
        {
            socket.Abort();
        }
    }
}
