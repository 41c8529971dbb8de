using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BrigadeNumerique.Support;
using BrigadeNumerique.Support.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BrigadeNumerique.Browser.OtherSites;

/// <summary>A site of somebody else: one page embeds Web Chat from npm, as the package is, with a server that knows the secret; another has our launcher.</summary>
internal sealed class OtherSite : IAsyncDisposable
{
    private LocalSite site = null!; // set before it is given to anybody

    private OtherSite()
    {
    }

    /// <summary>The service that it speaks to; known only once the site's own origin is.</summary>
    public Service? Service { get; set; }

    public Uri Address => new(site.Address);

    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>The bundle that the package's own page names; null where npm has not installed it.</summary>
    public static string? Bundle { get; } = Path.Combine(Clients.Folder, "node_modules", "botframework-webchat", "dist", "webchat.js") is var path && File.Exists(path) ? path : null;

    public static async Task<OtherSite> StartAsync()
    {
        var site = new OtherSite();
        site.site = await LocalSite.StartAsync(app =>
        {
            app.MapGet("/", () => Results.File(Path.Combine(Clients.Repository(), "tests", "Browser", "OtherSites", "webchat.html"), "text/html"));
            app.MapGet("/lanceur", async () => Results.Content((await File.ReadAllTextAsync(Path.Combine(Clients.Repository(), "tests", "Browser", "OtherSites", "launcher.html"))).Replace("{{service}}", site.Service!.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal), "text/html"));
            app.MapGet("/webchat.js", () => Results.File(Bundle!, "text/javascript"));
            app.MapPost("/token", site.TokenAsync);
        });
        return site;
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task<IResult> TokenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/generate");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Support.Service.Secret);
        var answer = await Service!.Http.SendAsync(request);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return Results.Json(new { domain = new Uri(Service.Address, "/v3/directline"), conversationId = body.GetProperty("conversationId").GetString(), token = body.GetProperty("token").GetString() });
    }
}
