using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>The operators' pages, as the host adds them.</summary>
public static class DeskModule
{
    /// <summary>Services of the desk's pages, beside those of <see cref="HandoffModule.AddHandoff"/>.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="guests">More staff pages, in the same frame and with the same look.</param>
    public static IServiceCollection AddDesk(this IServiceCollection services, params DeskGuest[] guests)
    {
        services.AddSingleton(new DeskGuests([.. guests.Select(guest => guest.Pages)], [.. guests.Select(guest => guest.Style).OfType<string>()]));
        // A reply of 4,000 characters pasted ten times over must be counted and shown as too long, not break the line to the server.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = 256 * 1024);
        services.AddCascadingAuthenticationState();
        services.AddMudServices();
        services.AddSingleton<Exchanges.DeskReading>();
        services.AddScoped<DeskLink>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<DeskLink>());
        return services;
    }

    /// <summary>The desk under <c>/poste</c>, with the connection of its pages. The host serves the static assets, signs in at <c>/connexion</c> and out at <c>/deconnexion</c>.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="policy">Who may connect a staff page at all; each page asks for its own roles, this one for operator, supervisor or admin.</param>
    public static RazorComponentsEndpointConventionBuilder MapDesk(this IEndpointRouteBuilder routes, string policy)
    {
        var pages = routes.MapRazorComponents<DeskApp>().AddInteractiveServerRenderMode();
        if (routes.ServiceProvider.GetRequiredService<DeskGuests>().Assemblies is { Length: > 0 } guests) pages.AddAdditionalAssemblies(guests);
        pages.RequireAuthorization(policy);
        return pages;
    }
}

/// <summary>Staff pages of another module.</summary>
/// <param name="Pages">Where they are.</param>
/// <param name="Style">Their own style sheet among the static assets, after that of the desk; or none.</param>
public sealed record DeskGuest(Assembly Pages, string? Style = null);

/// <summary>All of them.</summary>
internal sealed record DeskGuests(Assembly[] Assemblies, string[] Styles);
