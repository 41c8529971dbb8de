using System.ComponentModel.DataAnnotations;
using BrigadeNumerique.Handoff.Skills;

namespace BrigadeNumerique.Bot.Accounts;

/// <summary>Section <c>Accounts</c> of the configuration.</summary>
internal sealed class AccountsOptions : IValidatableObject
{
    /// <summary>Accounts made at start when absent.</summary>
    public IList<SeedAccount> Seed { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var n = 0; n < Seed.Count; n++)
        {
            var seed = Seed[n];
            if (!seed.Email.Contains('@', StringComparison.Ordinal)) yield return new ValidationResult($"Accounts:Seed:{n}:Email is not an e-mail address.");
            if (seed.Password.Length < 12) yield return new ValidationResult($"Accounts:Seed:{n}:Password needs at least 12 characters.");
            foreach (var role in seed.RoleNames.Where(role => !Roles.All.Contains(role)))
                yield return new ValidationResult($"Accounts:Seed:{n}:Roles has « {role} »; roles are {string.Join(", ", Roles.All)}.");
            foreach (var skill in seed.SkillNames.Where(skill => Skill.Read(skill) is null))
                yield return new ValidationResult($"Accounts:Seed:{n}:Skills has « {skill} »; skills are {string.Join(", ", Skill.Subjects)} and languages by their ISO code, such as en.");
            if (seed.Capacity is < 1 or > 50) yield return new ValidationResult($"Accounts:Seed:{n}:Capacity is 1 to 50.");
            if (!seed.RoleNames.Any()) yield return new ValidationResult($"Accounts:Seed:{n}:Roles is empty; roles are {string.Join(", ", Roles.All)}.");
        }
    }

    /// <summary>One account.</summary>
    internal sealed class SeedAccount
    {
        /// <summary>E-mail address, which signs in.</summary>
        public string Email { get; set; } = "";

        /// <summary>At least 12 characters; there is no default.</summary>
        public string Password { get; set; } = "";

        /// <summary>Comma-separated.</summary>
        public string Roles { get; set; } = "";

        /// <summary>Rank and first name as citizens read it; default « Gendarme » and the part before the at sign.</summary>
        public string Name { get; set; } = "";

        /// <summary>What an operator is trained for, comma-separated: violence, minors, distress, overseas, cyber, and languages by their ISO code.</summary>
        public string Skills { get; set; } = "";

        /// <summary>How much an operator holds at once, weighted by gravity; 1 to 50, or nothing for <c>Routing:Capacity</c>.</summary>
        public int? Capacity { get; set; }

        public IEnumerable<string> SkillNames => Skills.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        public IEnumerable<string> RoleNames => Roles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
