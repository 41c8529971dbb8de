using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Handoff;

/// <summary>
/// Whether a channel still lets people write to a citizen: some do so only for a time after the citizen's last message.
/// Turned round so that Handoff does not know the channels.
/// </summary>
public interface IWritingWindow
{
    /// <summary>What an operator's words would meet now.</summary>
    WritingWindow Of(Conversation conversation, DateTimeOffset now);
}

/// <summary>What an operator's words would meet.</summary>
public enum WritingWindow
{
    /// <summary>They go out.</summary>
    Open,

    /// <summary>They do not; an invitation to write again goes out in their place.</summary>
    InvitationOnly,

    /// <summary>Nothing goes out until the citizen writes again.</summary>
    Closed,
}

/// <summary>The channel lets nothing through to the citizen, so nothing was written that would look as if it had been said.</summary>
public sealed class WindowClosedException : InvalidOperationException
{
    /// <summary>As it is.</summary>
    public WindowClosedException()
        : base("The channel lets nothing through until the citizen writes again.")
    {
    }

    /// <inheritdoc cref="WindowClosedException()"/>
    public WindowClosedException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="WindowClosedException()"/>
    public WindowClosedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
