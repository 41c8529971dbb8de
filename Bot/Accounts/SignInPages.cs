using BrigadeNumerique.Bot.Operations;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace BrigadeNumerique.Bot.Accounts;

/// <summary>Signing in and out.</summary>
internal static class SignInPages
{
    public const string Path = "/connexion";

    private const string Desk = "/poste", Studio = "/studio";

    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        // Signing in is what one does before being known.
        routes.MapGet(Path, (string? retour) => Page(retour, null, null)).AllowAnonymous();
        routes.MapPost(Path, SignInAsync).AllowAnonymous().DisableAntiforgery();
        routes.MapPost("/deconnexion", SignOutAsync).RequireAuthorization().DisableAntiforgery();
        routes.MapGet("/connexion.css", () => EmbeddedFile.Result("Accounts.connexion.css", "text/css")).AllowAnonymous();
        return routes;
    }

    private static RazorComponentResult<SignIn> Page(string? target, string? email, string? error) =>
        new(new Dictionary<string, object?> { ["Return"] = Local(target), ["Email"] = email, ["Error"] = error });

    private static async Task<IResult> SignInAsync(HttpContext http, IAntiforgery antiforgery, SignInManager<Account> signIn, RateLimits limits)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return Page(null, null, "La page avait expiré. Recommencez.");
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (email, target) = (form["email"].ToString(), form["retour"].ToString());
        if (await limits.SignInAsync(http.Connection.RemoteIpAddress?.ToString() ?? "", http.RequestAborted) is { } seconds)
            return Page(target, email, $"Trop d’essais. Attendez {seconds} s.");
        var result = await signIn.PasswordSignInAsync(email, form["password"].ToString(), isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded) return TypedResults.LocalRedirect(await OwnPageAsync(signIn.UserManager, email, Local(target)));
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;

        // One sentence for a wrong password and an unknown account: who works here is nobody's business.
        return Page(target, email, result.IsLockedOut ? "Compte bloqué pendant 5 minutes après trop d’essais." : "Adresse ou mot de passe incorrect.");
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery, SignInManager<Account> signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return TypedResults.BadRequest();
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(Path);
    }

    /// <summary>Whoever came for nothing else and has no business at the desk comes to the studio.</summary>
    private static async Task<string> OwnPageAsync(UserManager<Account> users, string email, string target)
    {
        if (target != Desk || await users.FindByEmailAsync(email) is not { } account) return target;
        var roles = await users.GetRolesAsync(account);
        return roles is [Roles.Editor] ? Studio : target;
    }

    /// <summary>Only a path of ours: an address given by a stranger must not lead away.</summary>
    private static string Local(string? target) =>
        target is { Length: > 1 } && target[0] == '/' && target[1] is not ('/' or '\\') ? target : Desk;
}
