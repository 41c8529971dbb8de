using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Parts;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;

namespace BrigadeNumerique.Handoff.Desk.Exchanges;

/// <summary>Which of the waiting an operator wants to see. Danger passes every filter.</summary>
/// <param name="Key">As it is kept: « all », « grave », « mine », « reread », « skill:minors », « skill:lang:en ».</param>
public readonly record struct QueueFilter(string Key)
{
    /// <summary>Everything.</summary>
    public static readonly QueueFilter All = new("all");

    private const string OfSkill = "skill:";

    /// <summary>What may be chosen: the same for all, and the languages that wait or that the operator speaks.</summary>
    public static IEnumerable<QueueFilter> Choices(Standing? standing) =>
    [
        All, new("grave"), new("mine"), new("reread"),
        .. Skill.Subjects.Select(skill => new QueueFilter(OfSkill + skill)),
        .. (standing?.Waiting.SelectMany(item => item.Place.Needs.All) ?? []).Concat(standing?.Viewer.Skills.All ?? [])
            .Where(skill => Skill.LanguageOf(skill) is not null).Distinct().Order(StringComparer.Ordinal).Select(skill => new QueueFilter(OfSkill + skill)),
    ];

    /// <summary>In words.</summary>
    public string Words => Key.StartsWith(OfSkill, StringComparison.Ordinal) ? InWords.Skill(Key[OfSkill.Length..]) : Wording.Find("filter." + Key) ?? Wording.Say("filter.all");

    /// <summary>Whether a waiting conversation is shown.</summary>
    public bool Shows(ExchangeItem item, Viewer viewer)
    {
        if (item.Place.Priority is Priority.Urgent) return true;
        return Key switch
        {
            "grave" => item.Place.Priority is not Priority.Normal,
            "mine" => item.Place.OfferedTo == viewer.Id || viewer.Skills.Covers(item.Place.Needs),
            "reread" => item.Reread is not null,
            _ when Key.StartsWith(OfSkill, StringComparison.Ordinal) => item.Place.Needs.Has(Key[OfSkill.Length..]),
            _ => true,
        };
    }
}
