namespace BrigadeNumerique.Handoff.Desk.Reading;

/// <summary>The slot for what became of lines on their way to a service of another company: the host fills it, since this module sends nothing.</summary>
public interface IDeliveries
{
    /// <summary>What became of the lines of a conversation; nothing for one that is read on the service's own page.</summary>
    Task<IReadOnlyDictionary<int, LineDelivery>> OfAsync(string conversationId, CancellationToken cancellationToken);
}

/// <summary>How far a line is.</summary>
public enum LineProgress
{
    /// <summary>Not sent yet.</summary>
    Waiting,

    /// <summary>The service has it.</summary>
    Sent,

    /// <summary>The citizen's device has it.</summary>
    Delivered,

    /// <summary>The citizen has read it.</summary>
    Read,

    /// <summary>It was not delivered and will not be by itself.</summary>
    Failed,
}

/// <summary>What became of a line.</summary>
/// <param name="Progress">How far it is: as far as its slowest part.</param>
/// <param name="Reason">Why it failed, one of the reasons with words at the desk (<c>delivery.*</c>); else null.</param>
public sealed record LineDelivery(LineProgress Progress, string? Reason);
