namespace BrigadeNumerique.Handoff.Skills;

/// <summary>What skills a conversation asks for: by its topic, by the citizen's language, by the wish of whoever passed it on.</summary>
public static class Needs
{
    private static readonly Dictionary<string, string> BySubject = new(StringComparer.Ordinal)
    {
        ["domestic-violence"] = Skill.Violence,
        ["sexual-violence"] = Skill.Violence,
        ["elder-abuse"] = Skill.Violence,
        ["human-trafficking"] = Skill.Violence,
        ["harassment"] = Skill.Violence,
        ["emer.police"] = Skill.Violence,
        ["emer.witness"] = Skill.Violence,
        ["child-danger"] = Skill.Minors,
        ["minor-alone"] = Skill.Minors,
        ["emer.child"] = Skill.Minors,
        ["emer.child.self"] = Skill.Minors,
        ["emer.missing.child"] = Skill.Minors,
        ["suicide-risk"] = Skill.Distress,
        ["emer.suicide.act"] = Skill.Distress,
        ["emer.suicide.means"] = Skill.Distress,
        ["emer.suicide.other"] = Skill.Distress,
        ["cyber-scam"] = Skill.Cyber,
        ["illegal-content"] = Skill.Cyber,
    };

    /// <summary>Whether what is told under this topic is read only by those who have a skill.</summary>
    public static bool Seal(string? topic) => topic is not null && BySubject.TryGetValue(topic, out var skill) && Skill.Sealing.Contains(skill);

    /// <summary>The skills needed.</summary>
    /// <param name="topic">What the conversation is about, in the vocabulary of the triage, or null.</param>
    /// <param name="language">The language in which the citizen was last answered, or the citizen's tag; null counts as French.</param>
    /// <param name="wanted">The skill that a colleague asked for; it takes the place of the topic's.</param>
    public static SkillSet Of(string? topic, string? language, string? wanted)
    {
        var needed = new List<string>(3);
        if (wanted is not null) needed.Add(wanted);
        else if (topic is not null && BySubject.TryGetValue(topic, out var skill)) needed.Add(skill);
        if (topic is not null && topic.EndsWith(".pacific", StringComparison.Ordinal)) needed.Add(Skill.Overseas);
        var code = language?.Split('-', '_')[0].ToLowerInvariant();
        if (code is { Length: 2 or 3 } and not "fr") needed.Add(Skill.Speaks(code));
        return needed.Count == 0 ? SkillSet.None : new SkillSet(needed);
    }
}
