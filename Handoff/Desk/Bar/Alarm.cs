using BrigadeNumerique.Handoff.Desk.Exchanges;

namespace BrigadeNumerique.Handoff.Desk.Bar;

/// <summary>The urgent ones without an owner, as one desk knows them: which ring, which this operator has muted, when to say so again.</summary>
internal sealed class Alarm(TimeProvider clock)
{
    /// <summary>A reader of the screen hears it at the arrival, then every 30 s; a little less, since readings come every 10 s.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(29);

    private readonly HashSet<Holding> muted = [];
    private readonly HashSet<Holding> known = [];
    private DateTimeOffset announcedAt;

    /// <summary>The urgent ones without an owner, in the order of the queue.</summary>
    public IReadOnlyList<ExchangeItem> Urgent { get; private set; } = [];

    /// <summary>The one that the strip shows: the first that rings, otherwise the first.</summary>
    public ExchangeItem? First => Urgent.FirstOrDefault(item => !muted.Contains(item.Holding)) ?? (Urgent.Count > 0 ? Urgent[0] : null);

    /// <summary>At least one is not muted.</summary>
    public bool Rings => Urgent.Any(item => !muted.Contains(item.Holding));

    /// <summary>Rises with each announcement; 0 when there was none.</summary>
    public int Announcement { get; private set; }

    /// <summary>What waits now.</summary>
    public void Update(IReadOnlyList<ExchangeItem> waiting)
    {
        Urgent = [.. waiting.Where(item => item.Alarming)];
        var before = known.Count;
        known.UnionWith(Urgent.Select(item => item.Holding));
        var arrived = known.Count > before;
        var now = clock.GetUtcNow();
        if (Urgent.Count == 0 || !(arrived || now - announcedAt >= Again)) return;
        Announcement++;
        announcedAt = now;
    }

    /// <summary>This operator has heard. One that comes later, or comes back, rings anew.</summary>
    public void Mute()
    {
        foreach (var item in Urgent) muted.Add(item.Holding);
    }
}
