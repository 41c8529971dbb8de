using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Accounts;

/// <summary>Staff accounts: cookie, roles, lock-out; citizens have none.</summary>
internal static class AccountsModule
{
    /// <summary>Claim that carries rank and first name.</summary>
    public const string DisplayNameClaim = "display_name";

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountsOptions>().BindConfiguration("Accounts").ValidateDataAnnotations().ValidateOnStart();
        services.AddIdentity<Account, IdentityRole>(identity =>
        {
            // Length beats mixtures of signs (CNIL, 2022): twelve characters, and a lock after five failures.
            identity.Password = new PasswordOptions { RequiredLength = 12, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            identity.User.RequireUniqueEmail = true;
        }).AddEntityFrameworkStores<AccountsDb>().AddClaimsPrincipalFactory<AccountClaims>();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "brigade";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.LoginPath = SignInPages.Path;
            cookie.AccessDeniedPath = SignInPages.Path;
            cookie.ReturnUrlParameter = "retour";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
        });
        services.AddSingleton<AccountSeeder>();
        return services;
    }

    /// <summary>Adds the name that citizens read to the signed-in principal.</summary>
    internal sealed class AccountClaims(UserManager<Account> users, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
        : UserClaimsPrincipalFactory<Account, IdentityRole>(users, roles, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            identity.AddClaim(new Claim(DisplayNameClaim, user.DisplayName));
            return identity;
        }
    }
}
