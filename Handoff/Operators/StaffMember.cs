using System.Security.Claims;

namespace BrigadeNumerique.Handoff.Operators;

/// <summary>Whoever acts at the desk.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Rank and first name, as citizens read it.</param>
/// <param name="Supervisor">May assign, take over and drain.</param>
public sealed record StaffMember(string Id, string Name, bool Supervisor)
{
    /// <summary>The signed-in member of the staff.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static StaffMember Of(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var id = user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Whoever works at the desk has an identifier.");
        return new StaffMember(id, user.FindFirstValue("display_name") ?? user.Identity?.Name ?? id, user.IsInRole("supervisor") || user.IsInRole("admin"));
    }
}
