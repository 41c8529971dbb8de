using System.Net.WebSockets;
using System.Threading.Channels;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>One socket: a cursor in the record, and a small store of passing signs.</summary>
internal sealed class StreamSocket(WebSocket socket, Conversation conversation, int after, string address, Transcript transcript) : IDisposable
{
    /// <summary>Lines a frame carries at most.</summary>
    private const int Page = 200;

    /// <summary>A client frame above this closes the socket.</summary>
    private const int LargestFrame = 64 * 1024;

    /// <summary>Notices may be lost: a socket looks by itself so often.</summary>
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(10);

    /// <summary>A phone in a tunnel may hold a frame back so long; then it comes back with its watermark.</summary>
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource ended = new();
    private readonly Channel<byte[]?> signals = Channel.CreateBounded<byte[]?>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private int cursor = after;
    private int woken;

    /// <summary>There may be new lines.</summary>
    public void Wake()
    {
        // One pending notice is enough: whoever reads takes all that is there.
        if (Interlocked.Exchange(ref woken, 1) == 0) signals.Writer.TryWrite(null);
    }

    /// <summary>A passing sign; dropped when the socket is slow.</summary>
    public void Tell(byte[] frame) => signals.Writer.TryWrite(frame);

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
        while (true)
        {
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            wait.CancelAfter(LookAnyway);
            try
            {
                if (await signals.Reader.ReadAsync(wait.Token) is { } sign) await SendAsync(sign, cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Nothing told us; look anyway.
                Volatile.Write(ref woken, 1);
            }

            // The notice itself may have been dropped by a full store of signs; the mark was not.
            if (Volatile.Read(ref woken) == 1) await SendNewLinesAsync(cancellationToken);
        }
    }

    private async Task SendNewLinesAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref woken, 0);
        while (true)
        {
            var lines = await transcript.ReadAsync(conversation.Id, cursor, Page, cancellationToken);
            if (lines.Count == 0) return;
            var last = lines[^1].Sequence;
            if (ActivitySets.Lines(lines, last, conversation, address) is { } frame) await SendAsync(frame, cancellationToken);
            cursor = last;
            if (lines.Count < Page) return;
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(SendPatience);
        await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
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
