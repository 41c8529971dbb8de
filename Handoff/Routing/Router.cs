using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;

namespace BrigadeNumerique.Handoff.Routing;

/// <summary>What to do with one waiting conversation.</summary>
/// <param name="Item">As it was read.</param>
/// <param name="To">The operator to ask, or null: a whole ring.</param>
/// <param name="Ring">How wide.</param>
/// <param name="Anew">All were asked; the asking begins again.</param>
/// <param name="Until">The deadline.</param>
public sealed record Offering(QueueItem Item, string? To, Ring Ring, bool Anew, DateTimeOffset? Until);

/// <summary>
/// Who is asked next, as a function of what waits and who is there: the fittest free operator until a deadline; then all who
/// have the skill, the whole shift, the supervisors. Whoever becomes free meanwhile is asked by name at once, however wide it went.
/// </summary>
public static class Router
{
    /// <summary>Every offer to make now.</summary>
    /// <param name="waiting">In the order of the queue.</param>
    /// <param name="present">All at the desk.</param>
    /// <param name="options">Weights and deadlines.</param>
    /// <param name="now">Now, UTC.</param>
    public static IReadOnlyList<Offering> Next(IReadOnlyList<QueueItem> waiting, IReadOnlyList<Colleague> present, RoutingOptions options, DateTimeOffset now)
    {
        var here = present.ToDictionary(colleague => colleague.Id, StringComparer.Ordinal);
        var promised = present.ToDictionary(colleague => colleague.Id, _ => 0, StringComparer.Ordinal);
        foreach (var item in waiting.Where(item => Holds(item, here, now))) promised[item.OfferedTo!] += options.WeightOf(item.Priority);

        var offers = new List<Offering>();
        foreach (var item in waiting.Where(item => !Holds(item, here, now)))
        {
            if (For(item, present, promised, options, now) is not { } offer) continue;
            if (offer.To is { } to) promised[to] += options.WeightOf(item.Priority);
            offers.Add(offer);
        }

        return offers;
    }

    /// <summary>The last offer to a person stands: they are there, and have time left. One who says they are busy may still answer what a colleague passes to them.</summary>
    private static bool Holds(QueueItem item, Dictionary<string, Colleague> here, DateTimeOffset now) =>
        item.OfferedTo is { } to && item.OfferUntil > now && here.TryGetValue(to, out var asked) && asked.Presence is Presence.Available or Presence.Busy && !asked.Draining;

    private static Offering? For(QueueItem item, IReadOnlyList<Colleague> present, Dictionary<string, int> promised, RoutingOptions options, DateTimeOffset now)
    {
        var (until, first) = (now + options.OfferOf(item.Priority), item.Ring is Ring.None);
        var again = item.Ring is Ring.Supervisor && item.OfferUntil + TimeSpan.FromSeconds(options.AskAgainSeconds) < now;
        var lapsed = item.OfferedTo is not null || item.OfferUntil <= now;
        var ring = first ? Ring.Fittest : lapsed ? Wider(item, present) : item.Ring;

        // Whoever is free and was not asked is asked by name, however wide the ring; otherwise a ring has its time, and then the next.
        if (Fittest(item, ring, present, promised, again, options) is { } fittest) return new Offering(item, fittest.Id, ring, again, until);
        if (!present.Any(AtWork)) return item.OfferedTo is null ? null : new Offering(item, null, item.Ring, false, now);
        if (first) return new Offering(item, null, Wider(item, present), false, until);
        return lapsed && (item.Ring < Ring.Supervisor || item.OfferedTo is not null) ? new Offering(item, null, ring, false, until) : null;
    }

    /// <summary>Has the skill and room, was not asked yet; then the least loaded; then the longest idle. A supervisor is asked when nobody else answered, or nobody else is there. Where the whole shift is asked, the skill only comes first.</summary>
    private static Colleague? Fittest(QueueItem item, Ring ring, IReadOnlyList<Colleague> present, Dictionary<string, int> promised, bool again, RoutingOptions options)
    {
        var (needs, weight) = (item.Needs, options.WeightOf(item.Priority));
        var asked = again || item.Asked.Length == 0 ? [] : item.Asked.Split(' ');
        var ranks = present.Any(colleague => !colleague.Supervisor && AtWork(colleague));
        return present
            .Where(colleague => !colleague.Supervisor || ring is Ring.Supervisor || !ranks)
            .Where(colleague => colleague.Takes && !asked.Contains(colleague.Id) && colleague.HasRoom(item.Priority, weight, promised[colleague.Id]))
            .Where(colleague => ring >= Ring.Shift || colleague.Skills.Covers(needs))
            .OrderByDescending(colleague => colleague.Skills.Covers(needs))
            .ThenBy(colleague => colleague.Load + promised[colleague.Id])
            .ThenBy(colleague => colleague.LastTakenAt ?? DateTimeOffset.MinValue)
            .ThenBy(colleague => colleague.Id, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    /// <summary>The next ring in which there is anybody whom the last one did not have.</summary>
    private static Ring Wider(QueueItem item, IReadOnlyList<Colleague> present)
    {
        var needs = item.Needs;
        var skilled = needs.All.Count > 0 && present.Any(colleague => AtWork(colleague) && colleague.Skills.Covers(needs));
        return item.Ring switch
        {
            Ring.None or Ring.Fittest when skilled => Ring.Skilled,
            Ring.None or Ring.Fittest or Ring.Skilled => Ring.Shift,
            _ => Ring.Supervisor,
        };
    }

    private static bool AtWork(Colleague colleague) => colleague.Presence is Presence.Available or Presence.Busy;
}
