using BrigadeNumerique.Handoff.Skills;

namespace BrigadeNumerique.Handoff.Desk.Team;

/// <summary>What a supervisor sets for an operator.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">As colleagues read it.</param>
/// <param name="Skills">What they are trained for.</param>
/// <param name="Capacity">How much they hold at once, or null for the desk's own measure.</param>
public sealed record MemberChange(string Id, string Name, SkillSet Skills, int? Capacity);
