using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Skills;

namespace BrigadeNumerique.Handoff.Routing;

/// <summary>What those who are not trained for violence or for minors do not read, nor take.</summary>
public static class Seal
{
    /// <summary>
    /// The skill that this operator lacks to read a conversation, or null. Danger is sealed to nobody. One that waits is sealed
    /// only while somebody trained is at the desk and the whole shift was not asked yet: nobody waits behind a seal that none can open.
    /// </summary>
    /// <param name="item">The conversation.</param>
    /// <param name="viewer">Who wants to read.</param>
    /// <param name="present">All at the desk.</param>
    public static string? For(QueueItem item, Viewer viewer, IReadOnlyList<Colleague> present)
    {
        ArgumentNullException.ThrowIfNull(item);
        return For(item.Priority, item.Custody, item.Ring, item.Topic, item.WantedSkill, [item.OperatorId, item.HandledBy, item.OfferedTo], viewer, present);
    }

    /// <summary>The same, of a conversation.</summary>
    public static string? For(Conversation conversation, Viewer viewer, IReadOnlyList<Colleague> present)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return For(conversation.Priority, conversation.Custody, conversation.Ring, conversation.Topic, conversation.WantedSkill, [conversation.OperatorId, conversation.HandledBy, conversation.OfferedTo], viewer, present);
    }

    private static string? For(Priority priority, Custody custody, Ring ring, string? topic, string? wanted, ReadOnlySpan<string?> theirs, Viewer viewer, IReadOnlyList<Colleague> present)
    {
        if (viewer.Supervisor || priority is Priority.Urgent || theirs.Contains(viewer.Id)) return null;
        var lacking = Skill.Sealing.FirstOrDefault(skill => !viewer.Skills.Has(skill) && (wanted == skill || Needs.Of(topic, null, null).Has(skill)));
        if (lacking is null || custody is not Custody.Queued) return lacking;
        return ring < Ring.Shift && present.Any(colleague => colleague.Skills.Has(lacking)) ? lacking : null;
    }
}

/// <summary>Who wants to read, and who is there to read in their place.</summary>
/// <param name="Viewer">Who wants to read.</param>
/// <param name="Present">All at the desk.</param>
public sealed record Reader(Viewer Viewer, IReadOnlyList<Colleague> Present)
{
    /// <summary>The skill that they lack to read a conversation, or null.</summary>
    public string? Lacks(Conversation conversation) => Seal.For(conversation, Viewer, Present);

    /// <summary>The same, of one as the desk lists it.</summary>
    public string? Lacks(QueueItem item) => Seal.For(item, Viewer, Present);
}

/// <summary>Who wants to read.</summary>
/// <param name="Id">The account.</param>
/// <param name="Supervisor">Reads everything.</param>
/// <param name="Skills">What they are trained for.</param>
public sealed record Viewer(string Id, bool Supervisor, SkillSet Skills);
