using System.Security.Cryptography;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Skills;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Accounts;

/// <summary>Makes the roles and the configured accounts that are absent; in Development, one demonstration account a role.</summary>
internal sealed class AccountSeeder(IServiceScopeFactory scopes, OperatorRegistry operators, IOptions<AccountsOptions> options, IHostEnvironment environment, ILogger<AccountSeeder> logger)
{
    /// <summary>Seeds; accounts that exist are left as they are.</summary>
    /// <param name="console">Where a demonstration password is shown, once; it is kept nowhere else.</param>
    /// <exception cref="InvalidOperationException">An account was refused; the message says why.</exception>
    public async Task SeedAsync(TextWriter console)
    {
        await using var scope = scopes.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();
        foreach (var role in Roles.All)
        {
            if (!await roles.RoleExistsAsync(role)) Check(await roles.CreateAsync(new IdentityRole(role)), role);
        }

        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        foreach (var seed in options.Value.Seed) await MakeAsync(users, seed);
        if (environment.IsDevelopment() && options.Value.Seed.Count == 0) await MakeDemonstrationAsync(users, console);
    }

    private async Task MakeDemonstrationAsync(UserManager<Account> users, TextWriter console)
    {
        (string Role, string Name)[] demonstration =
            [(Roles.Operator, "Adjudante Camille"), (Roles.Supervisor, "Capitaine Alex"), (Roles.Editor, "Rédaction Lou"), (Roles.Admin, "Administration Sacha")];
        var made = new List<string>();
        foreach (var (role, name) in demonstration)
        {
            var password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
            var seed = new AccountsOptions.SeedAccount { Email = $"{role}@demo.local", Password = password, Roles = role, Name = name, Skills = role == Roles.Operator ? "violence,en" : "" };
            if (await MakeAsync(users, seed)) made.Add($"  {seed.Email,-22}  {password}");
        }

        if (made.Count == 0) return;
        await console.WriteLineAsync("Demonstration accounts, made now. Each password is shown this once and kept nowhere:");
        foreach (var line in made) await console.WriteLineAsync(line);
    }

    private async Task<bool> MakeAsync(UserManager<Account> users, AccountsOptions.SeedAccount seed)
    {
        if (await users.FindByEmailAsync(seed.Email) is not null) return false;
        var name = seed.Name.Length > 0 ? seed.Name : "Gendarme " + seed.Email.Split('@')[0];
        var account = new Account { UserName = seed.Email, Email = seed.Email, EmailConfirmed = true, DisplayName = name };
        Check(await users.CreateAsync(account, seed.Password), seed.Email);
        Check(await users.AddToRolesAsync(account, seed.RoleNames), seed.Email);
        if (seed.Skills.Length > 0 || seed.Capacity is not null) await operators.SetProfileAsync(account.Id, name, SkillSet.Read(seed.Skills), seed.Capacity, CancellationToken.None);
        Log.AccountSeeded(logger, account.Id, seed.Roles);
        return true;
    }

    private static void Check(IdentityResult result, string what)
    {
        if (!result.Succeeded) throw new InvalidOperationException($"{what}: {string.Join(" ", result.Errors.Select(error => error.Description))}");
    }
}
