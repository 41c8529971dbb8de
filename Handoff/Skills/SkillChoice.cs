namespace BrigadeNumerique.Handoff.Skills;

/// <summary>Skills while a form holds them: subjects that are ticked, languages that are written.</summary>
internal sealed class SkillChoice
{
    private readonly HashSet<string> subjects;

    /// <summary>Begins with what somebody has.</summary>
    public SkillChoice(SkillSet known)
    {
        subjects = known.All.Where(skill => Skill.LanguageOf(skill) is null).ToHashSet(StringComparer.Ordinal);
        Languages = string.Join(", ", known.All.Select(Skill.LanguageOf).OfType<string>());
    }

    /// <summary>The languages as they are written, by their codes.</summary>
    public string Languages { get; set; }

    /// <summary>Whether a subject is ticked.</summary>
    public bool Has(string subject) => subjects.Contains(subject);

    /// <summary>Ticks a subject or not.</summary>
    public void Choose(string subject, bool on)
    {
        if (on) subjects.Add(subject);
        else subjects.Remove(subject);
    }

    /// <summary>What was chosen.</summary>
    /// <param name="between">What may stand between two languages.</param>
    /// <param name="unknown">The first word that is no language, or null.</param>
    /// <returns>Null where there is such a word.</returns>
    public SkillSet? Read(char[] between, out string? unknown)
    {
        var written = Languages.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        unknown = written.FirstOrDefault(word => Skill.Read(word) is not { } skill || Skill.LanguageOf(skill) is null);
        return unknown is null ? new SkillSet(subjects.Concat(written.Select(Skill.Read).OfType<string>())) : null;
    }
}
