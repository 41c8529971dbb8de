namespace BrigadeNumerique.Handoff.Skills;

/// <summary>The skills of the desk; a language is one too.</summary>
public static class Skill
{
    /// <summary>Trained for violence in the couple, in the family, sexual violence.</summary>
    public const string Violence = "violence";

    /// <summary>Trained for children and for those who write about them.</summary>
    public const string Minors = "minors";

    /// <summary>Trained for those who want to die.</summary>
    public const string Distress = "distress";

    /// <summary>Knows the overseas territories and their numbers.</summary>
    public const string Overseas = "overseas";

    /// <summary>Knows scams and crimes on line.</summary>
    public const string Cyber = "cyber";

    private const string LanguagePrefix = "lang:";

    /// <summary>Those that are not languages.</summary>
    public static readonly IReadOnlyList<string> Subjects = [Violence, Minors, Distress, Overseas, Cyber];

    /// <summary>What those without the skill do not read in the queue.</summary>
    public static readonly IReadOnlyList<string> Sealing = [Violence, Minors];

    /// <summary>A language as a skill.</summary>
    /// <param name="code">ISO 639, e.g. « en ».</param>
    public static string Speaks(string code) => LanguagePrefix + code;

    /// <summary>The language of a skill, or null where it is none.</summary>
    public static string? LanguageOf(string skill) => skill.StartsWith(LanguagePrefix, StringComparison.Ordinal) ? skill[LanguagePrefix.Length..] : null;

    /// <summary>Reads a skill as a person or a configuration writes it: one of <see cref="Subjects"/>, or a language of two or three letters with or without its prefix.</summary>
    /// <returns>Null where it is neither.</returns>
    public static string? Read(string written)
    {
        var word = written.Trim().ToLowerInvariant();
        if (Subjects.Contains(word)) return word;
        var code = LanguageOf(word) ?? word;
        return code.Length is 2 or 3 && code.All(char.IsAsciiLetterLower) ? Speaks(code) : null;
    }
}

/// <summary>What an operator can, or a conversation needs. Two sets with the same skills are equal.</summary>
public sealed record SkillSet
{
    /// <summary>No skill.</summary>
    public static readonly SkillSet None = new([]);

    private readonly string written;

    /// <summary>A set of skills; order and repetition do not count.</summary>
    public SkillSet(IEnumerable<string> skills)
    {
        All = [.. skills.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        written = string.Join(',', All);
    }

    /// <summary>The skills, in a steady order.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Whether one is among them.</summary>
    public bool Has(string skill) => All.Contains(skill);

    /// <summary>Whether all of another set are among them.</summary>
    public bool Covers(SkillSet needed) => needed.All.All(Has);

    /// <summary>Reads what <see cref="ToString"/> wrote, or a list separated by commas; what is no skill is left out.</summary>
    public static SkillSet Read(string list) => list.Length == 0 ? None : new(list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Skill.Read).OfType<string>());

    /// <inheritdoc/>
    public bool Equals(SkillSet? other) => other is not null && written == other.written;

    /// <inheritdoc/>
    public override int GetHashCode() => written.GetHashCode(StringComparison.Ordinal);

    /// <summary>The list, separated by commas.</summary>
    public override string ToString() => written;
}
