using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>The language that whoever works at the desk chose; French unless they did.</summary>
public static class DeskLanguage
{
    private const string Cookie = "poste.langue";

    /// <summary>Reads the choice for staff pages and for the connection that keeps them fresh. Nothing else of the service is touched: what the citizen reads follows the citizen.</summary>
    public static IApplicationBuilder UseDeskLanguage(this IApplicationBuilder app)
    {
        var options = new RequestLocalizationOptions { ApplyCurrentCultureToResponseHeaders = false }
            .SetDefaultCulture("fr-FR").AddSupportedUICultures("fr-FR", "fr", "en");

        // Numbers and hours are written as everywhere in the desk; the words alone change.
        options.SupportedCultures = [CultureInfo.CurrentCulture];
        options.DefaultRequestCulture = new RequestCulture(CultureInfo.CurrentCulture, CultureInfo.GetCultureInfo("fr-FR"));
        options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Cookie }];
        return app.UseWhen(context => IsDesk(context.Request.Path), desk => desk.UseRequestLocalization(options));
    }

    private static bool IsDesk(PathString path) => path.StartsWithSegments("/poste") || path.StartsWithSegments("/_blazor");
}
