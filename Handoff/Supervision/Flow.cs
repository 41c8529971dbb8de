namespace BrigadeNumerique.Handoff.Supervision;

/// <summary>Ten minutes of the desk.</summary>
/// <param name="From">Their beginning.</param>
/// <param name="Arrivals">How many came to want a person.</param>
/// <param name="Takes">How many were taken.</param>
public sealed record Slot(DateTimeOffset From, int Arrivals, int Takes);

/// <summary>The most who waited, and when.</summary>
/// <param name="Waiting">How many.</param>
/// <param name="At">Since when.</param>
public sealed record Peak(int Waiting, DateTimeOffset At);

/// <summary>What came and went, counted from the changes of hands alone.</summary>
/// <param name="Slots">By ten minutes, the oldest first; the last one is not over.</param>
/// <param name="Left">Who stopped waiting within the last hour.</param>
/// <param name="ArrivedThen">Who came within that hour.</param>
/// <param name="Peak">The most who waited within the whole time, or null where nothing happened.</param>
public sealed record Flow(IReadOnlyList<Slot> Slots, int Left, int ArrivedThen, Peak? Peak)
{
    /// <summary>How long one slot is.</summary>
    public static readonly TimeSpan SlotLength = TimeSpan.FromMinutes(10);

    /// <summary>How far back it looks.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromHours(3);

    /// <summary>Who left for one who came, 0 to 1; null where nobody came.</summary>
    public double? LeftShare => ArrivedThen == 0 ? null : Math.Min(1, (double)Left / ArrivedThen);

    /// <summary>Counts.</summary>
    /// <param name="steps">The changes of hands of <see cref="Reach"/>, the oldest first.</param>
    /// <param name="waiting">How many wait now.</param>
    /// <param name="now">Now, UTC.</param>
    public static Flow Of(IReadOnlyList<Step> steps, int waiting, DateTimeOffset now)
    {
        var last = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % SlotLength.Ticks), TimeSpan.Zero);
        var count = (int)(Reach / SlotLength);
        var (arrivals, takes) = (new int[count], new int[count]);
        var hour = now - TimeSpan.FromHours(1);
        var (left, arrived) = (0, 0);
        foreach (var step in steps)
        {
            if (step.At >= hour && step.LeftWaiting) left++;
            if (step.At >= hour && step.Arrives) arrived++;
            var slot = count - 1 - (int)Math.Floor((last - step.At + SlotLength - TimeSpan.FromTicks(1)) / SlotLength);
            if (slot < 0 || slot >= count) continue;
            if (step.Arrives) arrivals[slot]++;
            if (step.Taken) takes[slot]++;
        }

        var slots = Enumerable.Range(0, count).Select(n => new Slot(last - ((count - 1 - n) * SlotLength), arrivals[n], takes[n]));
        return new Flow([.. slots], left, arrived, PeakOf(steps, waiting));
    }

    /// <summary>Backwards from those who wait now: a count kept since the start would drift.</summary>
    private static Peak? PeakOf(IReadOnlyList<Step> steps, int waiting)
    {
        Peak? peak = null;
        for (var n = steps.Count - 1; n >= 0; n--)
        {
            var step = steps[n];
            if (peak is null || waiting >= peak.Waiting) peak = new Peak(waiting, step.At);
            if (step.Change.To is Conversations.Custody.Queued) waiting--;
            else if (step.Change.From is Conversations.Custody.Queued) waiting++;
        }

        return peak is { Waiting: > 0 } ? peak : null;
    }
}
