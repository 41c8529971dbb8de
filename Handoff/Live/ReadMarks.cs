using System.Collections.Concurrent;

namespace BrigadeNumerique.Handoff.Live;

/// <summary>How far an operator has read, told to whoever shows the citizen's page. The record has it too: a lost sign is told again by the next.</summary>
public sealed class ReadMarks
{
    private readonly ConcurrentDictionary<Guid, Action<string, int>> listeners = new();

    /// <summary>An operator has read the citizen's lines of this conversation up to this one.</summary>
    public void Publish(string conversationId, int through)
    {
        foreach (var (_, listener) in listeners) listener(conversationId, through);
    }

    /// <summary>Calls <paramref name="listener"/> at each sign, on the publisher's thread. Dispose to stop.</summary>
    public IDisposable Subscribe(Action<string, int> listener)
    {
        var key = Guid.NewGuid();
        listeners[key] = listener;
        return new Subscription(() => listeners.TryRemove(key, out _));
    }

    private sealed class Subscription(Action stop) : IDisposable
    {
        public void Dispose() => stop();
    }
}
