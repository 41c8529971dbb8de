using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Supervision;

namespace BrigadeNumerique.Handoff.Reports;

/// <summary>A change of hands with what followed it.</summary>
/// <param name="Step">The change.</param>
/// <param name="ReplyAt">Of a take: when a gendarme first wrote after it, or null.</param>
internal sealed record Scene(Step Step, DateTimeOffset? ReplyAt);

/// <summary>Tells the figures of one conversation from its changes of hands, which rebuild all that was.</summary>
internal static class Story
{
    /// <summary>Counts one conversation.</summary>
    /// <param name="scenes">Its changes of hands, in their order.</param>
    /// <param name="tallies">Where what an operator did is counted, by operator; null for what no operator did. Those of nobody's interest give none.</param>
    public static void Tell(IReadOnlyList<Scene> scenes, Func<string?, IReadOnlyList<Tally>> tallies)
    {
        DateTimeOffset? asked = null, queued = null, taken = null;
        (DateTimeOffset At, string Who)? reply = null;
        string? holder = null;
        foreach (var (step, replyAt) in scenes)
        {
            var change = step.Change;
            if (change.From is Custody.Assigned && taken is { } since && holder is { } had) Each(tallies(had), tally => tally.Handled(step.At - since));
            if (change.Cause == "reopen") Each(tallies(null), tally => tally.Reopened++);
            if (step.Arrives)
            {
                asked = step.At;
                Each(tallies(null), tally => tally.Asked++);
            }

            if (step.LeftWaiting) Each(tallies(null), tally => tally.Left++);
            if (change.To is Custody.Queued) queued = step.At;
            if (change.To is Custody.Assigned && change.OperatorId is { } who)
            {
                Each(tallies(who), tally => tally.Taken++);
                if (queued is { } from) Each(tallies(who), tally => tally.Waited(step.At - from));
                if (replyAt is { } at && reply is null) reply = (at, who);
                (taken, holder) = (step.At, who);
            }
            else
            {
                (taken, holder) = (null, null);
            }

            // A wish ends with the assistant or the close: what a gendarme writes after that answers another one.
            if (change.To is not (Custody.Bot or Custody.Closed)) continue;
            if (change.To is Custody.Closed) Each(tallies(null), tally => tally.Closed++);
            Reply(step.At);
            (asked, queued, reply) = (null, null, null);
        }

        Reply(DateTimeOffset.MaxValue);

        void Reply(DateTimeOffset end)
        {
            if (asked is { } wish && reply is { } first && first.At <= end) Each(tallies(first.Who), tally => tally.Replied(first.At - wish));
        }
    }

    private static void Each(IReadOnlyList<Tally> tallies, Action<Tally> count)
    {
        foreach (var tally in tallies) count(tally);
    }
}
