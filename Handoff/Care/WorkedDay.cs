using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Handoff.Care;

/// <summary>What one operator has carried since the morning; told to that operator alone.</summary>
/// <param name="Conversations">How many conversations.</param>
/// <param name="Grave">How many of them were sensitive or urgent.</param>
/// <param name="Weight">What they weigh together, as the desk weighs gravity.</param>
public sealed record DayWeight(int Conversations, int Grave, int Weight);

/// <summary>The weight of the day, counted from the record.</summary>
public sealed class WorkedDay(IDbContextFactory<HandoffDb> databases, IOptions<RoutingOptions> options)
{
    /// <summary>What this operator took since then and has kept or closed.</summary>
    public async Task<DayWeight> SinceAsync(string operatorId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var gravest = await db.Conversations.AsNoTracking().Where(c => c.HandledBy == operatorId && c.AcceptedAt >= since).Select(c => c.Gravest).ToListAsync(cancellationToken);
        return new DayWeight(gravest.Count, gravest.Count(priority => priority is not Priority.Normal), gravest.Sum(options.Value.WeightOf));
    }
}
