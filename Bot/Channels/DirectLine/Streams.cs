using System.Collections.Concurrent;
using System.Net.WebSockets;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>
/// The open sockets of this node. A notice only wakes a socket; what it sends it reads from the record, from its own
/// cursor on, so that a socket that opens while lines arrive neither misses nor repeats one. One clock for all of them
/// makes each look at the record now and then, since notices may be lost, and ends those whose other side takes nothing.
/// </summary>
internal sealed class Streams : IDisposable
{
    /// <summary>Sockets of one conversation; the oldest gives way.</summary>
    private const int PerConversation = 5;

    /// <summary>Each socket looks by itself every ten seconds: so many shares of them, one after the other, not a thousand at once.</summary>
    private const int Shares = 20;

    private static readonly TimeSpan Stroke = TimeSpan.FromSeconds(0.5);

    private readonly ConcurrentDictionary<string, List<StreamSocket>> open = new(StringComparer.Ordinal);
    private readonly Transcript transcript;
    private readonly IDisposable changes;
    private readonly IDisposable typing;
    private readonly IDisposable reading;
    private readonly TimeProvider clock;
    private readonly ITimer strokes;
    private uint share;

    public Streams(Transcript transcript, IChangeFeed feed, Typing typing, ReadMarks marks, TimeProvider clock)
    {
        this.clock = clock;
        this.transcript = transcript;
        changes = feed.Subscribe(Wake);
        this.typing = typing.Subscribe(sign =>
        {
            if (!sign.ByCitizen) Tell(sign.ConversationId, ActivitySets.Typing(sign));
        });
        reading = marks.Subscribe((id, through) => Tell(id, ActivitySets.Read(id, through)));
        strokes = clock.CreateTimer(_ => Strike(), null, Stroke, Stroke);
    }

    /// <summary>Conversations with a socket here.</summary>
    public IReadOnlyCollection<string> Conversations => (IReadOnlyCollection<string>)open.Keys;

    /// <summary>Serves one socket until either side closes it.</summary>
    /// <param name="socket">An accepted socket.</param>
    /// <param name="conversation">The conversation, for the fields that every activity carries.</param>
    /// <param name="after">The client's watermark: the last sequence it has.</param>
    /// <param name="address">The address that the client reached the service by.</param>
    /// <param name="stopping">The service stops: the socket is closed with 1001.</param>
    public async Task ServeAsync(WebSocket socket, Conversation conversation, int after, string address, CancellationToken stopping)
    {
        using var stream = new StreamSocket(socket, conversation, after, address, transcript, clock);
        Add(conversation.Id, stream);
        if (conversation.OperatorReadThrough > 0) stream.Tell(ActivitySets.Read(conversation.Id, conversation.OperatorReadThrough));
        try
        {
            await stream.RunAsync(stopping);
        }
        finally
        {
            Remove(conversation.Id, stream);
        }
    }

    /// <summary>Sends something that is not part of the record (typing, place in the queue) to every socket of a conversation.</summary>
    public void Tell(string conversationId, byte[] frame)
    {
        foreach (var stream in Of(conversationId)) stream.Tell(frame);
    }

    public void Dispose()
    {
        strokes.Dispose();
        changes.Dispose();
        typing.Dispose();
        reading.Dispose();
    }

    private void Wake(string conversationId)
    {
        if (!open.TryGetValue(conversationId, out var sockets)) return;
        lock (sockets)
        {
            foreach (var stream in sockets) stream.Wake();
        }
    }

    private void Strike()
    {
        share = (share + 1) % Shares;
        foreach (var conversation in open.Keys)
        {
            if ((uint)conversation.GetHashCode(StringComparison.Ordinal) % Shares != share) continue;
            foreach (var stream in Of(conversation))
            {
                stream.StopIfStuck();
                stream.Look();
            }
        }
    }

    private StreamSocket[] Of(string conversationId)
    {
        if (!open.TryGetValue(conversationId, out var sockets)) return [];
        lock (sockets) return [.. sockets];
    }

    private void Add(string conversationId, StreamSocket stream)
    {
        StreamSocket? oldest = null;
        while (true)
        {
            var sockets = open.GetOrAdd(conversationId, _ => []);
            lock (sockets)
            {
                // A list that was emptied meanwhile is no longer in the table.
                if (!open.TryGetValue(conversationId, out var current) || current != sockets) continue;
                sockets.Add(stream);
                if (sockets.Count > PerConversation) oldest = sockets[0];
                break;
            }
        }

        oldest?.Stop();
    }

    private void Remove(string conversationId, StreamSocket stream)
    {
        if (!open.TryGetValue(conversationId, out var sockets)) return;
        lock (sockets)
        {
            sockets.Remove(stream);
            if (sockets.Count == 0) open.TryRemove(conversationId, out _);
        }
    }
}
