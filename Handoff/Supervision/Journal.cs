using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Handoff.Supervision;

/// <summary>What the journal tells.</summary>
public enum JournalKind
{
    /// <summary>Danger, and nobody has it.</summary>
    Urgent,

    /// <summary>Somebody took one in danger.</summary>
    UrgentTaken,

    /// <summary>An operator was lost.</summary>
    Lost,

    /// <summary>An operator went and gave all back.</summary>
    Gone,

    /// <summary>A supervisor emptied an operator's hands.</summary>
    Drained,

    /// <summary>A supervisor gave a conversation to somebody.</summary>
    Assigned,

    /// <summary>A supervisor took a conversation over.</summary>
    TakenOver,
}

/// <summary>One line of the journal.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="OperatorId">Who it is about, or null.</param>
/// <param name="ConversationId">The conversation; of several, the first.</param>
/// <param name="Count">How many conversations.</param>
/// <param name="After">How long it had waited, or null where that is not known.</param>
public sealed record JournalEntry(DateTimeOffset At, JournalKind Kind, string? OperatorId, string ConversationId, int Count = 1, TimeSpan? After = null);

/// <summary>Tells the service's events from the changes of hands: what a supervisor wants to know of the last hours, and not every one.</summary>
public static class Journal
{
    /// <summary>What one operator loses within so short a while is one event.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(60);

    /// <summary>The events, the latest first.</summary>
    /// <param name="steps">The changes of hands, the oldest first.</param>
    /// <param name="take">At most so many.</param>
    public static IReadOnlyList<JournalEntry> Of(IReadOnlyList<Step> steps, int take)
    {
        var before = new Dictionary<string, Step>(StringComparer.Ordinal);
        var entries = new List<JournalEntry>();
        foreach (var step in steps)
        {
            var last = before.GetValueOrDefault(step.ConversationId);
            before[step.ConversationId] = step;
            if (Entry(step, last) is not { } entry) continue;
            var same = entry.Kind is JournalKind.Lost or JournalKind.Gone or JournalKind.Drained
                ? entries.FindLastIndex(known => known.Kind == entry.Kind && known.OperatorId == entry.OperatorId && entry.OperatorId is not null && entry.At - known.At < Together) : -1;
            if (same >= 0) entries[same] = entries[same] with { Count = entries[same].Count + 1 };
            else entries.Add(entry);
        }

        return [.. Enumerable.Reverse(entries).Take(take)];
    }

    private static JournalEntry? Entry(Step step, Step? last) => step.Change switch
    {
        { Cause: "operator-lost" } => AboutHolder(step, last, JournalKind.Lost),
        { Cause: "away" or "signed-out" } => AboutHolder(step, last, JournalKind.Gone),
        { Cause: "drain" } => AboutHolder(step, last, JournalKind.Drained),
        { To: Custody.Assigned, Cause: "assign" } => new JournalEntry(step.At, JournalKind.Assigned, step.Change.OperatorId, step.ConversationId),
        { To: Custody.Assigned, Cause: "take-over" } => new JournalEntry(step.At, JournalKind.TakenOver, step.Change.OperatorId, step.ConversationId),
        { To: Custody.Assigned, Priority: Priority.Urgent } => new JournalEntry(step.At, JournalKind.UrgentTaken, step.Change.OperatorId, step.ConversationId, After: last is { Change.To: Custody.Queued } ? step.At - last.At : null),
        { To: Custody.Queued, Priority: Priority.Urgent } => new JournalEntry(step.At, JournalKind.Urgent, null, step.ConversationId),
        _ => null,
    };

    /// <summary>Whoever held it until now: the change itself names nobody any more.</summary>
    private static JournalEntry AboutHolder(Step step, Step? last, JournalKind kind) => new(step.At, kind, last?.Change.OperatorId, step.ConversationId);
}
