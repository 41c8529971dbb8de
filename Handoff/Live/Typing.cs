using System.Collections.Concurrent;

namespace BrigadeNumerique.Handoff.Live;

/// <summary>Who is writing, told and forgotten: never recorded, lost without harm.</summary>
public sealed class Typing
{
    private readonly ConcurrentDictionary<Guid, Action<TypingSign>> listeners = new();

    /// <summary>Somebody is writing.</summary>
    public void Publish(TypingSign sign)
    {
        foreach (var (_, listener) in listeners) listener(sign);
    }

    /// <summary>Calls <paramref name="listener"/> at each sign, on the publisher's thread. Dispose to stop.</summary>
    public IDisposable Subscribe(Action<TypingSign> listener)
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

/// <summary>One sign of writing.</summary>
/// <param name="ConversationId">Where.</param>
/// <param name="ByCitizen">The citizen; otherwise the operator.</param>
/// <param name="Name">The operator's name, as the citizen reads it.</param>
public sealed record TypingSign(string ConversationId, bool ByCitizen, string? Name);
