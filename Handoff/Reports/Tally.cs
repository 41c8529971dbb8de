namespace BrigadeNumerique.Handoff.Reports;

/// <summary>Counts what becomes <see cref="Figures"/>. It keeps durations in seconds, and nothing of any conversation.</summary>
internal sealed class Tally
{
    private readonly List<int> waits = [], replies = [], handlings = [];
    private int sum;

    public int Opened { get; set; }

    public int Asked { get; set; }

    public int Left { get; set; }

    public int Reopened { get; set; }

    public int Closed { get; set; }

    public int Confirmed { get; set; }

    public int Resolved { get; set; }

    public int Taken { get; set; }

    public int Opinions { get; private set; }

    public void Waited(TimeSpan wait) => waits.Add(Seconds(wait));

    public void Replied(TimeSpan after) => replies.Add(Seconds(after));

    public void Handled(TimeSpan held) => handlings.Add(Seconds(held));

    public void Rated(int score) => (Opinions, sum) = (Opinions + 1, sum + score);

    public Figures Figures() => new(Opened, Asked, Taken, Left, Reopened, Closed, Confirmed, Resolved, Opinions, Opinions == 0 ? null : (double)sum / Opinions)
    {
        FirstReply = Of(replies, 0.5),
        WaitHalf = Of(waits, 0.5),
        WaitMost = Of(waits, 0.95),
        Handling = Of(handlings, 0.5),
    };

    /// <summary>The nearest rank: a value that somebody really waited, not one between two.</summary>
    internal static int? Percentile(List<int> values, double share)
    {
        if (values.Count == 0) return null;
        values.Sort();
        return values[Math.Max(0, (int)Math.Ceiling(share * values.Count) - 1)];
    }

    private static TimeSpan? Of(List<int> seconds, double share) => Percentile(seconds, share) is { } known ? TimeSpan.FromSeconds(known) : null;

    private static int Seconds(TimeSpan span) => (int)Math.Max(0, Math.Round(span.TotalSeconds));
}
