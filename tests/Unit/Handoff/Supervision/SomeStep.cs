using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Supervision;

namespace BrigadeNumerique.Unit.Handoff.Supervision;

/// <summary>Invents what does not matter of a change of hands.</summary>
internal static class SomeStep
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 2, 16, 0, TimeSpan.Zero);

    private static int sequence;

    public static Step Arrives(string id, double minutesAgo, Priority priority = Priority.Normal) => Of(id, minutesAgo, Custody.Bot, Custody.Queued, "handoff", priority);

    public static Step Taken(string id, double minutesAgo, string who = "op-1", Priority priority = Priority.Normal, string cause = "accept") => Of(id, minutesAgo, Custody.Queued, Custody.Assigned, cause, priority, who);

    public static Step Back(string id, double minutesAgo, string cause) => Of(id, minutesAgo, Custody.Assigned, Custody.Queued, cause);

    public static Step Leaves(string id, double minutesAgo) => Of(id, minutesAgo, Custody.Queued, Custody.Bot, "citizen-left-queue");

    public static Step Closed(string id, double minutesAgo) => Of(id, minutesAgo, Custody.Assigned, Custody.Closed, "operator");

    public static Step Reopened(string id, double minutesAgo) => Of(id, minutesAgo, Custody.Closed, Custody.Bot, "reopen");

    private static Step Of(string id, double minutesAgo, Custody from, Custody to, string cause, Priority priority = Priority.Normal, string? who = null)
    {
        var n = Interlocked.Increment(ref sequence);
        return new Step(id, n, Now.AddMinutes(-minutesAgo), new Transition(from, to, n, priority, HandoffReason.Asked, who, cause));
    }
}
