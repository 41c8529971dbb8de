using System.Collections.Concurrent;

namespace BrigadeNumerique.Handoff.Live;

/// <summary>Says which conversation changed, and nothing else: whoever listens reads again. Notices may be lost.</summary>
public interface IChangeFeed
{
    /// <summary>Tells every listener, on every node; a change among the operators is told in the place of a conversation. Never throws for a listener's fault.</summary>
    void Publish(string conversationId);

    /// <summary>Calls <paramref name="listener"/> at each change, on the publisher's thread: it must be quick. Dispose to stop.</summary>
    IDisposable Subscribe(Action<string> listener);
}

/// <summary>The feed of a single node.</summary>
public sealed class InProcessChangeFeed : IChangeFeed
{
    private readonly ConcurrentDictionary<Subscription, Action<string>> listeners = new();

    /// <inheritdoc/>
    public void Publish(string conversationId)
    {
        foreach (var (_, listener) in listeners) listener(conversationId);
    }

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<string> listener)
    {
        var subscription = new Subscription(listeners);
        listeners[subscription] = listener;
        return subscription;
    }

    private sealed class Subscription(ConcurrentDictionary<Subscription, Action<string>> listeners) : IDisposable
    {
        public void Dispose() => listeners.TryRemove(this, out _);
    }
}
