using BrigadeNumerique.Bot.Operations;

namespace BrigadeNumerique.Bot.Channels.Carrying;

/// <summary><c>/suite/{code}</c>: opening it shows a button, and only the button uses the code, since messengers open links for their previews.</summary>
internal static class CarryPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // The code is the credential: whoever has it was given it in the conversation.
        routes.MapGet("/suite/{code:length(8,64)}", ShowAsync).AllowAnonymous();
        routes.MapPost("/suite/{code:length(8,64)}", UseAsync).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(string code, CarryLinks links, CancellationToken cancellationToken) =>
        await links.OpensAsync(code, cancellationToken) ? Page("Continuer ici", Go) : Page("Lien déjà utilisé", Gone, StatusCodes.Status410Gone);

    private static async Task<IResult> UseAsync(string code, HttpContext http, CarryOver carry, RateLimits limits, CancellationToken cancellationToken)
    {
        if (await limits.TokenAsync(http.Connection.RemoteIpAddress?.ToString() ?? "", cancellationToken) is not null) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);

        // Behind the sign « # » nothing is sent to a server or written into its log; the page takes it away at once.
        return await carry.UseAsync(code, cancellationToken) is { } token ? TypedResults.Redirect("/#suite=" + token) : Page("Lien déjà utilisé", Gone, StatusCodes.Status410Gone);
    }

    private const string Go = """
        <h1>Continuer l’échange ici</h1>
        <p>Votre échange se poursuit sur cette page, avec tout ce qui a déjà été écrit. Rien ne passe plus par la messagerie.</p>
        <form method="post"><button class="btn">Continuer ici</button></form>
        <p>Ce lien sert une seule fois. Sur un appareil partagé, ne l’ouvrez pas.</p>
        """;

    private const string Gone = """
        <h1>Ce lien ne sert plus</h1>
        <p>Il a déjà été ouvert, ou son temps est passé. Continuez dans la messagerie, ou commencez un nouvel échange.</p>
        <p><a class="btn" href="/">Écrire à la brigade numérique</a></p>
        """;

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Page(string title, string words, int status = StatusCodes.Status200OK) => TypedResults.Text($"""
        <!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><link rel="icon" href="/chat/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/aide/aide.css"></head>
        <body><header class="hd"><div class="w"><a class="id" href="/aide"><span class="nm"><b>Brigade numérique</b></span></a><a class="exit" href="/chat/quitter" rel="nofollow">Quitter vite</a></div></header>
        <nav class="strip" aria-label="Numéros d’urgence"><div class="w"><span class="lead">En danger maintenant&#8239;?</span><a href="tel:17"><b>17</b> Police</a><a href="tel:18"><b>18</b> Pompiers</a><a href="tel:15"><b>15</b> Samu</a><a href="tel:112"><b>112</b> Europe</a><a href="sms:114"><b>114</b> par SMS</a></div></nav>
        <main class="w">{words}</main></body></html>
        """, "text/html; charset=utf-8", statusCode: status);
}
