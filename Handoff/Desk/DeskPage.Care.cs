using BrigadeNumerique.Handoff.Care;
using BrigadeNumerique.Handoff.Operators;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>Care for whoever reads hard things all day: the weight of the day, a pause after a grave case.</summary>
public sealed partial class DeskPage
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10), PauseLater = TimeSpan.FromMinutes(20), DayReadApart = TimeSpan.FromMinutes(1);

    private DayWeight? day;
    private DateTimeOffset dayReadAt;
    private bool pauseOffered;
    private DateTimeOffset? pauseAgainAt;
    private DateTimeOffset? pauseEndsAt;

    private string? DayInWords => day is not { Conversations: > 0 } worked ? null
        : Wording.Count("day", worked.Conversations) + (worked.Grave > 0 ? Wording.Count("day.grave", worked.Grave) : "");

    private async Task ReadDayAsync()
    {
        var now = Clock.GetUtcNow();
        if (now - dayReadAt < DayReadApart) return;
        day = await Worked.SinceAsync(me.Id, hours.Midnight(now), closing.Token);
        dayReadAt = now;
    }

    /// <summary>Called with every beat.</summary>
    private bool LookAtPause()
    {
        var now = Clock.GetUtcNow();
        if (pauseAgainAt <= now)
        {
            (pauseAgainAt, pauseOffered) = (null, true);
            return true;
        }

        if (pauseEndsAt is not { } ends || ends > now) return false;
        pauseEndsAt = null;
        if (presence is Presence.Away) notice = Wording.Say("pause.over");
        return true;
    }

    private async Task TakePauseAsync()
    {
        var ends = Clock.GetUtcNow() + Pause;
        (pauseOffered, pauseEndsAt) = (false, ends);
        await PresenceAsync(Presence.Away);
        notice ??= Wording.Say("pause.on", ("heure", hours.Say(ends, Clock.GetUtcNow())));
        focusNext = "presence";
    }

    private void PutOffPause() => (pauseOffered, pauseAgainAt, focusNext) = (false, Clock.GetUtcNow() + PauseLater, open is null ? "queue-title" : "exchange-title");
}
