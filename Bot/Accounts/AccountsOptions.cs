using System.ComponentModel.DataAnnotations;

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

        public IEnumerable<string> RoleNames => Roles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
