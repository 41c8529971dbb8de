using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace BrigadeNumerique.Load;

/// <summary>Reads the counters of another .NET process once a second: allocations, collections, statements.</summary>
internal sealed class RuntimeCounters : IDisposable
{
    private static readonly Dictionary<string, string> EachSecond = new() { ["EventCounterIntervalSec"] = "1" };

    private readonly EventPipeSession session;
    private readonly Task reading;
    private readonly Dictionary<string, double> sums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> last = new(StringComparer.Ordinal);

    public RuntimeCounters(int processId)
    {
        session = new DiagnosticsClient(processId).StartEventPipeSession(
        [
            new EventPipeProvider("System.Runtime", EventLevel.Informational, (long)EventKeywords.None, EachSecond),
            new EventPipeProvider("Microsoft.EntityFrameworkCore", EventLevel.Informational, (long)EventKeywords.None, EachSecond),
        ], requestRundown: false, circularBufferMB: 16);
        reading = Task.Run(Read);
    }

    /// <summary>The sum of a counter since the last <see cref="Reset"/>, as far as it was told.</summary>
    public double Sum(string name)
    {
        lock (sums) return sums.GetValueOrDefault(name);
    }

    /// <summary>A counter's last value.</summary>
    public double Last(string name)
    {
        lock (sums) return last.GetValueOrDefault(name);
    }

    public void Reset()
    {
        lock (sums) sums.Clear();
    }

    public void Dispose()
    {
        try
        {
            session.Stop();
            reading.Wait(TimeSpan.FromSeconds(5));
        }
        catch (Exception gone) when (gone is ServerNotAvailableException or EndOfStreamException or AggregateException or TimeoutException)
        {
            // The service ended first.
        }

        session.Dispose();
    }

    private void Read()
    {
        using var source = new EventPipeEventSource(session.EventStream);
        source.Dynamic.All += Take;
        try
        {
            source.Process();
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or FormatException)
        {
            // The service ended first.
        }
    }

    private void Take(TraceEvent told)
    {
        if (told.EventName != "EventCounters" || told.PayloadValue(0) is not IDictionary<string, object> outer || outer["Payload"] is not IDictionary<string, object> counter) return;
        var name = (string)counter["Name"];
        lock (sums)
        {
            if (counter.TryGetValue("Increment", out var increment)) sums[name] = sums.GetValueOrDefault(name) + Convert.ToDouble(increment, CultureInfo.InvariantCulture);
            else if (counter.TryGetValue("Mean", out var mean)) last[name] = Convert.ToDouble(mean, CultureInfo.InvariantCulture);
        }
    }
}
