using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Supervision;

/// <summary>
/// The changes of hands of the last hours, kept in memory and read on from where it stands: a busy night is not read anew
/// every second. For one reader at a time.
/// </summary>
internal sealed class StepLog(IDbContextFactory<HandoffDb> databases)
{
    /// <summary>Another node's clock, or a slow transaction: a line may appear with a time that was read already.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    private readonly HashSet<(string, int)> known = [];
    private List<Step> steps = [];
    private DateTimeOffset? through;

    /// <summary>All of <see cref="Flow.Reach"/>, the oldest first.</summary>
    public async Task<IReadOnlyList<Step>> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var oldest = now - Flow.Reach;
        var since = through is { } mark && mark - Overlap > oldest ? mark - Overlap : oldest;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var fresh = await db.Messages.AsNoTracking().Where(line => line.Kind == LineKind.Transition && line.At >= since).ToListAsync(cancellationToken);
        var added = fresh.Where(line => known.Add((line.ConversationId, line.Sequence))).Select(line => new Step(line.ConversationId, line.Sequence, line.At, Transitions.Read(line))).ToList();
        if (added.Count > 0 || (steps.Count > 0 && steps[0].At < oldest))
        {
            // A new list: whoever has the last one may still be reading it.
            steps = [.. steps.Where(step => step.At >= oldest).Concat(added).OrderBy(step => step.At).ThenBy(step => step.ConversationId, StringComparer.Ordinal).ThenBy(step => step.Sequence)];
            known.Clear();
            known.UnionWith(steps.Select(step => (step.ConversationId, step.Sequence)));
        }

        through = now;
        return steps;
    }
}
