using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace BrigadeNumerique.Bot.Channels;

/// <summary>What a channel counts since the start of the service.</summary>
internal enum Counted
{
    /// <summary>Events taken for the first time.</summary>
    Received,

    /// <summary>Events that were there already.</summary>
    Duplicate,

    /// <summary>Webhooks with a wrong signature: nothing of them was read.</summary>
    Refused,

    /// <summary>Webhooks that could not be read, or were too big.</summary>
    Unreadable,

    /// <summary>Parts that the provider took.</summary>
    Sent,

    /// <summary>Attempts that failed and will be made again.</summary>
    Retried,

    /// <summary>Parts refused for good.</summary>
    Failed,

    /// <summary>Parts given up after many attempts.</summary>
    Dead,

    /// <summary>Parts that the provider said are on the device.</summary>
    Delivered,

    /// <summary>Parts that the provider said were read.</summary>
    Read,
}

/// <summary>The last thing that went wrong in a channel.</summary>
public sealed record ChannelFault(DateTimeOffset At, string Code, string? Words);

/// <summary>Counts by channel, in memory and as instruments (<c>brigade_channels</c>).</summary>
internal sealed class ChannelCounters : IDisposable
{
    public const string MeterName = "BrigadeNumerique.Channels";

    private readonly ConcurrentDictionary<(string Channel, Counted What), long> counts = new();
    private readonly ConcurrentDictionary<string, ChannelFault> faults = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> sent = new(StringComparer.Ordinal);
    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> events;
    private readonly Histogram<double> acknowledged;
    private readonly TimeProvider clock;

    public ChannelCounters(TimeProvider clock)
    {
        this.clock = clock;
        Since = clock.GetUtcNow();
        acknowledged = meter.CreateHistogram("brigade.channels.acknowledgement", "s", "From a webhook's headers to our answer, by channel and status.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.002, .005, .01, .02, .03, .05, .1, .25, .5, 1, 5] });
        events = meter.CreateCounter<long>("brigade.channels.events", description: "What happened on a channel, by channel and kind.");
    }

    /// <summary>Since when it is counted.</summary>
    public DateTimeOffset Since { get; }

    public void Count(string channel, Counted what, int by = 1)
    {
        if (what is Counted.Sent) sent[channel] = clock.GetUtcNow();
        counts.AddOrUpdate((channel, what), by, (_, known) => known + by);
        events.Add(by, new KeyValuePair<string, object?>("channel", channel), new KeyValuePair<string, object?>("kind", what.ToString().ToLowerInvariant()));
    }

    /// <summary>A webhook was answered.</summary>
    public void Acknowledged(string channel, int status, TimeSpan after) =>
        acknowledged.Record(after.TotalSeconds, new KeyValuePair<string, object?>("channel", channel), new KeyValuePair<string, object?>("status", status));

    /// <summary>Remembers what went wrong last; the words are the provider's own.</summary>
    public void Fault(string channel, string code, string? words) => faults[channel] = new ChannelFault(clock.GetUtcNow(), code, words);

    public long Of(string channel, Counted what) => counts.GetValueOrDefault((channel, what));

    /// <summary>When the provider took something last.</summary>
    public DateTimeOffset? LastSent(string channel) => sent.TryGetValue(channel, out var at) ? at : null;

    public ChannelFault? LastFault(string channel) => faults.GetValueOrDefault(channel);

    public void Dispose() => meter.Dispose();
}
