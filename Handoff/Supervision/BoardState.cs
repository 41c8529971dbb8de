using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;

namespace BrigadeNumerique.Handoff.Supervision;

/// <summary>Those who wait for one skill.</summary>
/// <param name="Skill">The skill; null for those who need none of a subject.</param>
/// <param name="Count">How many.</param>
/// <param name="Oldest">Since when the first of them waits.</param>
public sealed record SkillRow(string? Skill, int Count, DateTimeOffset Oldest);

/// <summary>What citizens thought since the service began; never asked after a grave case, and what became grave later is left out.</summary>
/// <param name="Count">How many said so.</param>
/// <param name="Average">1 to 5, or null where nobody did.</param>
/// <param name="Comments">How many wrote a line.</param>
public sealed record Satisfied(int Count, double? Average, int Comments);

/// <summary>All that the board shows, read at one time.</summary>
/// <param name="At">When.</param>
/// <param name="Since">When the present service began.</param>
/// <param name="Waiting">In the order of the queue.</param>
/// <param name="Held">In somebody's hands.</param>
/// <param name="Present">All at the desk, by name.</param>
/// <param name="Surge">The surge.</param>
/// <param name="Flow">What came and went.</param>
/// <param name="Journal">The service's events, the latest first.</param>
/// <param name="Satisfied">What citizens thought.</param>
/// <param name="Names">The names of all who ever were at the desk, by account.</param>
public sealed record BoardState(
    DateTimeOffset At, DateTimeOffset Since, IReadOnlyList<QueueItem> Waiting, IReadOnlyList<QueueItem> Held, IReadOnlyList<Colleague> Present, SurgeState Surge,
    Flow Flow, IReadOnlyList<JournalEntry> Journal, Satisfied Satisfied, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>In danger, and nobody has them; the longest first.</summary>
    public IReadOnlyList<QueueItem> Urgent => [.. Waiting.Where(item => item.Priority is Priority.Urgent).OrderBy(item => item.UnownedSince ?? item.QueuedAt)];

    /// <summary>How many wait in one place of the queue.</summary>
    public int WaitingIn(Priority priority) => Waiting.Count(item => item.Priority == priority);

    /// <summary>Since when the longest waits, or null.</summary>
    public DateTimeOffset? Longest => Waiting.Count == 0 ? null : Waiting.Min(item => item.QueuedAt);

    /// <summary>How many take conversations or hold some: not away.</summary>
    public int Online => Present.Count(colleague => colleague.Presence is Presence.Available or Presence.Busy);

    /// <summary>What all at the desk hold, weighted.</summary>
    public int Load => Present.Sum(colleague => colleague.Load);

    /// <summary>How much they can hold, weighted; who is away holds what they have and takes no more.</summary>
    public int Capacity => Present.Sum(colleague => colleague.Presence is Presence.Available or Presence.Busy ? colleague.Capacity : colleague.Load);

    /// <summary>Those who wait by the skill of their subject, those who need none last; then by language, which are counted among the others.</summary>
    public IReadOnlyList<SkillRow> BySkill
    {
        get
        {
            var needs = Waiting.Select(item => (Item: item, item.Needs)).ToList();
            var subjects = Skill.Subjects.Select(skill => Row(skill, needs.Where(pair => pair.Needs.Has(skill)).Select(pair => pair.Item)));
            var ordinary = Row(null, needs.Where(pair => !pair.Needs.All.Any(skill => Skill.LanguageOf(skill) is null)).Select(pair => pair.Item));
            var languages = needs.SelectMany(pair => pair.Needs.All.Where(skill => Skill.LanguageOf(skill) is not null).Select(skill => (skill, pair.Item)))
                .GroupBy(pair => pair.skill, pair => pair.Item).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => Row(group.Key, group));
            return [.. subjects.Append(ordinary).Concat(languages).OfType<SkillRow>()];
        }
    }

    /// <summary>The name of an operator, or null.</summary>
    public string? NameOf(string? operatorId) => operatorId is not null && Names.TryGetValue(operatorId, out var name) ? name : null;

    /// <summary>What one operator holds, the gravest first.</summary>
    public IReadOnlyList<QueueItem> HeldBy(string operatorId) => [.. Held.Where(item => item.OperatorId == operatorId)];

    private static SkillRow? Row(string? skill, IEnumerable<QueueItem> items)
    {
        var all = items.ToList();
        return all.Count == 0 ? null : new SkillRow(skill, all.Count, all.Min(item => item.QueuedAt ?? item.LastCitizenAt));
    }
}
