using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Skills;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Handoff.Routing;

/// <summary>One operator at the desk, with what they hold.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">As citizens read it.</param>
/// <param name="Presence">What they say they do.</param>
/// <param name="Supervisor">Watches the desk.</param>
/// <param name="Skills">What they can.</param>
/// <param name="Capacity">How much they hold at once, weighted, with what a surge adds.</param>
/// <param name="Held">What they hold, the gravest first.</param>
/// <param name="Load">What that weighs.</param>
/// <param name="Draining">Their service ends soon.</param>
public sealed record Colleague(
    string Id, string Name, Presence Presence, bool Supervisor, SkillSet Skills, int Capacity, IReadOnlyList<Priority> Held, int Load, bool Draining)
{
    /// <summary>When their service ends, or null.</summary>
    public DateTimeOffset? LeavesAt { get; init; }

    /// <summary>When they last took a conversation, or null.</summary>
    public DateTimeOffset? LastTakenAt { get; init; }

    /// <summary>Whether anything may be offered to them.</summary>
    public bool Takes => Presence is Presence.Available && !Draining;

    /// <summary>Whether another conversation fits. One in danger fits as long as there is any room: it goes before the measure.</summary>
    /// <param name="priority">Its place.</param>
    /// <param name="weight">What it weighs.</param>
    /// <param name="promised">What offers to them weigh that they have not answered.</param>
    public bool HasRoom(Priority priority, int weight, int promised) =>
        priority is Priority.Urgent ? Load < Capacity : Load + promised + weight <= Capacity;
}

/// <summary>Who is at the desk with how much in hand, counted from what is really held: a counter of its own would drift.</summary>
public sealed class Staffing(IDbContextFactory<HandoffDb> databases, SurgeSwitch surge, IOptions<RoutingOptions> options, TimeProvider clock)
{
    /// <summary>All whose desk page lives.</summary>
    public async Task<IReadOnlyList<Colleague>> PresentAsync(CancellationToken cancellationToken)
    {
        var (now, extra) = (clock.GetUtcNow(), await surge.ExtraAsync(cancellationToken));
        var since = now - OperatorRegistry.Patience;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var operators = await db.Operators.AsNoTracking().Where(o => o.LastSeenAt > since).OrderBy(o => o.Id).ToListAsync(cancellationToken);
        if (operators.Count == 0) return [];
        var held = (await db.Conversations.AsNoTracking().Where(c => c.Custody == Custody.Assigned && c.OperatorId != null)
            .Select(c => new { Id = c.OperatorId!, c.Priority }).ToListAsync(cancellationToken)).ToLookup(row => row.Id, row => row.Priority, StringComparer.Ordinal);
        return [.. operators.Select(o => With(o, [.. held[o.Id].OrderDescending()], extra, now))];
    }

    /// <summary>One operator with what they hold, at the desk or not; null for one who never was.</summary>
    public async Task<Colleague?> OfAsync(string operatorId, CancellationToken cancellationToken)
    {
        var (now, extra) = (clock.GetUtcNow(), await surge.ExtraAsync(cancellationToken));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Operators.AsNoTracking().SingleOrDefaultAsync(o => o.Id == operatorId, cancellationToken) is not { } found) return null;
        var held = await db.Conversations.AsNoTracking().Where(c => c.Custody == Custody.Assigned && c.OperatorId == operatorId)
            .OrderByDescending(c => c.Priority).Select(c => c.Priority).ToListAsync(cancellationToken);
        return With(found, held, extra, now);
    }

    /// <summary>One of the staff as a reader.</summary>
    /// <param name="id">The account.</param>
    /// <param name="supervisor">Whether they read everything; null: as their desk last said.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Reader> ReaderAsync(string id, bool? supervisor, CancellationToken cancellationToken)
    {
        var present = await PresentAsync(cancellationToken);
        var known = present.FirstOrDefault(colleague => colleague.Id == id) ?? await OfAsync(id, cancellationToken);
        return new Reader(new Viewer(id, supervisor ?? known?.Supervisor ?? false, known?.Skills ?? SkillSet.None), present);
    }

    private Colleague With(Operator o, IReadOnlyList<Priority> held, int extra, DateTimeOffset now) =>
        new(o.Id, o.Name, o.Presence, o.Supervisor, o.Skills, (o.Capacity ?? options.Value.Capacity) + extra, held, held.Sum(options.Value.WeightOf),
            o.LeavesAt is { } leaves && leaves - now <= TimeSpan.FromMinutes(options.Value.DrainMinutes))
        {
            LeavesAt = o.LeavesAt,
            LastTakenAt = o.LastTakenAt,
        };
}
