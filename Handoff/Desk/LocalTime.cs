namespace BrigadeNumerique.Handoff.Desk;

/// <summary>Hours as the operator's own clock shows them: a desk may stand in Cayenne or Papeete.</summary>
public sealed class LocalTime(TimeZoneInfo zone)
{
    /// <summary>Until the browser has said where it is.</summary>
    public static LocalTime Metropolitan { get; } = In("Europe/Paris");

    /// <summary>The hours of a time zone; an unknown one gives those of Paris.</summary>
    /// <param name="zone">As a browser names it, e.g. « Indian/Reunion ».</param>
    public static LocalTime In(string? zone) =>
        zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? new LocalTime(known)
        : zone == "Europe/Paris" ? new LocalTime(TimeZoneInfo.Utc)
        : Metropolitan;

    /// <summary>The day, « 12/03/2026 ».</summary>
    public string Day(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The beginning of the day.</summary>
    public DateTimeOffset Midnight(DateTimeOffset at)
    {
        var day = TimeZoneInfo.ConvertTime(at, zone).Date;
        return new DateTimeOffset(day, zone.GetUtcOffset(day));
    }

    /// <summary>A time as this clock shows it.</summary>
    public DateTime Of(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

    /// <summary>A time that this clock shows, of the same day as <paramref name="now"/> or of the next where it is past.</summary>
    public DateTimeOffset Next(TimeOnly hour, DateTimeOffset now)
    {
        var local = DateOnly.FromDateTime(Of(now)).ToDateTime(hour);
        if (local < Of(now)) local = local.AddDays(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>Hour and minute, « 2:07 »; with the day where it is not that of <paramref name="now"/>.</summary>
    public string Say(DateTimeOffset at, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var format = local.Date == TimeZoneInfo.ConvertTime(now, zone).Date ? "H:mm" : "d/MM H:mm";
        return local.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
    }
}
