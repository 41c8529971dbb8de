namespace BrigadeNumerique.Bot.Channels.Administration;

/// <summary>One channel as the administration shows it.</summary>
/// <param name="Name">Its name in the record.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Since">Since when it is counted.</param>
/// <param name="Counts">What was counted, in the order of the page.</param>
/// <param name="Waiting">Parts that wait to be sent.</param>
/// <param name="Dead">Parts that were given up.</param>
/// <param name="Fault">The last fault, or null.</param>
/// <param name="LastSent">When the provider took something last, or null.</param>
/// <param name="Letters">The latest of those given up.</param>
public sealed record ChannelRow(string Name, string Title, DateTimeOffset Since, IReadOnlyList<(string Key, long Count)> Counts, int Waiting, int Dead, ChannelFault? Fault, DateTimeOffset? LastSent, IReadOnlyList<ChannelDelivery> Letters)
{
    private static readonly Counted[] Figures = [Counted.Received, Counted.Duplicate, Counted.Refused, Counted.Unreadable, Counted.Sent, Counted.Retried, Counted.Failed];

    /// <summary>The last thing that happened to what is sent: taken, or not.</summary>
    public string State => Fault is { } fault && (LastSent is not { } sent || fault.At > sent) ? "bad" : LastSent is null ? "quiet" : "good";

    /// <summary>Reads what is counted.</summary>
    internal static ChannelRow Of(IPushChannel channel, ChannelCounters counters, (int Waiting, int Dead) counts, IReadOnlyList<ChannelDelivery> letters) => new(
        channel.Name, channel.Title, counters.Since, [.. Figures.Select(figure => (figure.ToString().ToLowerInvariant(), counters.Of(channel.Name, figure)))],
        counts.Waiting, counts.Dead, counters.LastFault(channel.Name), counters.LastSent(channel.Name), letters);
}
