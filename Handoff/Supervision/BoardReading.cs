using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Supervision;

/// <summary>The board's questions to the record. For one reader at a time: all boards of a node share what it read.</summary>
public sealed class BoardReading(IDbContextFactory<HandoffDb> databases, QueueBoard board, Staffing staffing, OperatorRegistry operators, SurgeSwitch surge, TimeProvider clock)
{
    /// <summary>So many events stand in the journal.</summary>
    private const int MostEvents = 12;

    private readonly StepLog log = new(databases);

    /// <summary>Everything.</summary>
    public async Task<BoardState> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var waiting = await board.WaitingAsync(cancellationToken);
        var held = await board.HeldAsync(cancellationToken);
        var present = await staffing.PresentAsync(cancellationToken);
        var names = (await operators.AllAsync(cancellationToken)).ToDictionary(known => known.Id, known => known.Name, StringComparer.Ordinal);
        var steps = await log.ReadAsync(now, cancellationToken);
        var since = Shift.Of(now).Since;
        return new BoardState(now, since, waiting, held, [.. present.OrderBy(colleague => colleague.Name, StringComparer.CurrentCulture)], await surge.ReadAsync(cancellationToken),
            Flow.Of(steps, waiting.Count, now), Journal.Of(steps, MostEvents), await SatisfiedAsync(since, cancellationToken), names);
    }

    private async Task<Satisfied> SatisfiedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var all = from opinion in db.Opinions
                  join conversation in db.Conversations on opinion.ConversationId equals conversation.Id
                  where opinion.At >= since && conversation.Gravest == Priority.Normal
                  select opinion;
        var counted = await all.GroupBy(_ => 1).Select(group => new { Count = group.Count(), Sum = group.Sum(o => o.Score), Comments = group.Count(o => o.Comment != null) }).SingleOrDefaultAsync(cancellationToken);
        return counted is null ? new Satisfied(0, null, 0) : new Satisfied(counted.Count, (double)counted.Sum / counted.Count, counted.Comments);
    }
}
