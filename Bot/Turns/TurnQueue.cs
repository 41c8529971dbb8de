using System.Collections.Concurrent;
using System.Threading.Channels;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>
/// Which conversations want a turn: one place each, however often they are woken. It is a hint; what is forgotten here
/// is found again in the record.
/// </summary>
public sealed class TurnQueue
{
    private readonly ConcurrentDictionary<string, bool> waiting = new(StringComparer.Ordinal);
    private readonly Channel<string> queue = Channel.CreateUnbounded<string>();

    /// <summary>This conversation has a message to answer.</summary>
    public void Wake(string conversationId)
    {
        if (waiting.TryAdd(conversationId, true)) queue.Writer.TryWrite(conversationId);
    }

    /// <summary>The conversations to run, as they come. A taken one may be woken again at once.</summary>
    internal async IAsyncEnumerable<string> TakeAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var id in queue.Reader.ReadAllAsync(cancellationToken))
        {
            waiting.TryRemove(id, out _);
            yield return id;
        }
    }
}
