using System.Threading.Channels;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>
/// Which conversations want a turn: one place each, however often they are woken, and none while their turn runs, so that
/// a conversation never has two turns at the same time here. It is a hint; what is forgotten here is found again in the record.
/// </summary>
public sealed class TurnQueue
{
    private enum Place
    {
        Waiting,
        Running,
        WokenWhileRunning,
    }

    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);
    private readonly Channel<string> queue = Channel.CreateUnbounded<string>();

    /// <summary>This conversation has a message to answer.</summary>
    public void Wake(string conversationId)
    {
        lock (places)
        {
            if (places.TryGetValue(conversationId, out var place))
            {
                if (place is Place.Running) places[conversationId] = Place.WokenWhileRunning;
                return;
            }

            places[conversationId] = Place.Waiting;
        }

        queue.Writer.TryWrite(conversationId);
    }

    /// <summary>The conversations to run, as they come; each must be given back with <see cref="Done"/>.</summary>
    internal async IAsyncEnumerable<string> TakeAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var id in queue.Reader.ReadAllAsync(cancellationToken))
        {
            lock (places) places[id] = Place.Running;
            yield return id;
        }
    }

    /// <summary>The turn of a taken conversation is over; if it was woken meanwhile, it waits again.</summary>
    internal void Done(string conversationId)
    {
        lock (places)
        {
            if (!places.Remove(conversationId, out var place) || place is not Place.WokenWhileRunning) return;
            places[conversationId] = Place.Waiting;
        }

        queue.Writer.TryWrite(conversationId);
    }
}
