namespace BrigadeNumerique.Handoff.Supervision;

/// <summary>The service that is on: by day from 7 to 20 o'clock, by night until 7 of the next morning, as the desk's own colours change.</summary>
/// <param name="Since">When it began, UTC.</param>
/// <param name="Night">It is the night's.</param>
/// <param name="First">The day on which it began, in Paris.</param>
public sealed record Shift(DateTimeOffset Since, bool Night, DateOnly First)
{
    private const int Morning = 7, Evening = 20;

    /// <summary>The clock of the service.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Paris", out var paris) ? paris : TimeZoneInfo.Utc;

    /// <summary>The service at a time.</summary>
    public static Shift Of(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        if (local.Hour is >= Morning and < Evening) return new Shift(At(day, Morning), false, day);
        var first = local.Hour < Morning ? day.AddDays(-1) : day;
        return new Shift(At(first, Evening), true, first);
    }

    /// <summary>When a day begins in Paris, UTC.</summary>
    public static DateTimeOffset Midnight(DateOnly day) => At(day, 0);

    /// <summary>The day of a time, in Paris.</summary>
    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    private static DateTimeOffset At(DateOnly day, int hour)
    {
        var local = day.ToDateTime(new TimeOnly(hour, 0));
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
