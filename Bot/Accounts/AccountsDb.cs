using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Accounts;

/// <summary>A member of the staff.</summary>
public sealed class Account : IdentityUser
{
    /// <summary>Rank and first name, as citizens read it: « Adjudante Camille ».</summary>
    [PersonalData]
    public string DisplayName { get; set; } = "";
}

/// <summary>Accounts and roles.</summary>
public abstract class AccountsDb(DbContextOptions options) : IdentityDbContext<Account>(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>().Property(account => account.DisplayName).HasMaxLength(100);
    }
}

/// <summary>The roles of the service, as in the configuration.</summary>
public static class Roles
{
    /// <summary>Answers citizens at the desk.</summary>
    public const string Operator = "operator";

    /// <summary>Watches the desk.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Writes articles.</summary>
    public const string Editor = "editor";

    /// <summary>Runs the service.</summary>
    public const string Admin = "admin";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Operator, Supervisor, Editor, Admin];
}
