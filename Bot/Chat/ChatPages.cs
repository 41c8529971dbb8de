using System.Text.Json;
using BrigadeNumerique.Bot.Channels.DirectLine;
using BrigadeNumerique.Bot.Operations;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Chat;

/// <summary>The citizen's page, its script, the embeddable launcher, the token broker and the quick exit.</summary>
internal static class ChatPages
{
    private const string Launcher = "Chat.Page.launcher.js";

    public static IEndpointRouteBuilder MapChat(this IEndpointRouteBuilder routes)
    {
        // Citizens are anonymous: no path here asks who they are.
        var chat = routes.MapGroup("").AllowAnonymous();
        chat.MapGet("/", ServeAsync);
        chat.MapGet("/chat/chat.js", (string? v) => File(ChatPage.Script, "text/javascript", v));
        chat.MapGet("/chat/extra.js", (string? v) => File(ChatPage.Extra, "text/javascript", v));
        chat.MapGet("/chat/chat.css", (string? v) => File(ChatPage.Style, "text/css", v));
        chat.MapGet("/chat/icon.svg", () => EmbeddedFile.Result("Chat.Page.icon.svg", "image/svg+xml"));
        chat.MapGet("/favicon.ico", () => EmbeddedFile.Result("Chat.Page.icon.svg", "image/svg+xml"));
        chat.MapGet("/chat/launcher.js", () => EmbeddedFile.Result(Launcher, "text/javascript"));

        // An address of nobody is answered to anybody: asking a stranger to sign in would only puzzle.
        chat.MapFallback(() => TypedResults.Text(Nowhere, "text/html; charset=utf-8", statusCode: StatusCodes.Status404NotFound));
        chat.MapGet("/chat/suggestions", ChatSuggestions.Answer);
        chat.MapPost("/chat/token", TokenAsync);
        chat.MapPost("/chat/copie", ChatCopy.AnswerAsync);
        chat.MapPost("/chat/exit", ExitAsync);
        chat.MapGet("/chat/quitter", (HttpContext http, IOptions<ChatOptions> options) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
            return TypedResults.Redirect(options.Value.ExitAddress);
        });
        return routes;
    }

    /// <summary>Looks like the help centre, whose style sheet it borrows.</summary>
    private const string Nowhere = """
        <!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Aide en ligne</title><meta name="robots" content="noindex"><link rel="icon" href="/chat/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/aide/aide.css"></head>
        <body><header class="hd"><div class="w"><a class="id" href="/aide"><span class="nm"><b>Brigade numérique</b> <span>Centre d’aide</span></span></a><a class="exit" href="/chat/quitter" rel="nofollow">Quitter vite</a></div></header>
        <nav class="strip" aria-label="Numéros d’urgence"><div class="w"><span class="lead">En danger maintenant&#8239;?</span><a href="tel:17"><b>17</b> Police</a><a href="tel:18"><b>18</b> Pompiers</a><a href="tel:15"><b>15</b> Samu</a><a href="tel:112"><b>112</b> Europe</a><a href="sms:114"><b>114</b> par SMS</a></div></nav>
        <main class="w"><div class="hero"><h1>Cette page n’existe pas ou plus.</h1><p>Cherchez dans le centre d’aide, ou posez la question au tchat.</p>
        <form class="search" action="/aide/recherche" role="search"><span class="f"><input name="q" type="search" aria-label="Votre question" maxlength="200" required></span><button class="btn">Chercher</button></form></div>
        <p><a class="btn line" href="/">Poser la question au tchat</a></p></main></body></html>
        """;

    private static IResult File(string name, string type, string? version) =>
        version == EmbeddedFile.Version(name) ? EmbeddedFile.Forever(name, type) : EmbeddedFile.Result(name, type);

    private static Task ServeAsync(HttpContext http, ChatPage page, IOptions<DirectLineOptions> directLine)
    {
        // Framed only where an administrator allowed the origin, and never elsewhere: a hidden frame could steal a tap.
        var ancestors = http.Request.Query.ContainsKey("embed") ? string.Join(' ', ["'self'", .. directLine.Value.AllowedOrigins]) : "'none'";
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' {page.StyleHash}; connect-src 'self' {SocketOrigin(http.Request, directLine.Value)}; img-src 'self' data: blob:; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self)";
        return page.WriteAsync(http);
    }

    /// <summary>Old browsers do not take « 'self' » for a socket: its origin is named.</summary>
    private static string SocketOrigin(HttpRequest request, DirectLineOptions options)
    {
        var address = options.PublicAddress is { Length: > 0 } configured ? new Uri(configured).GetLeftPart(UriPartial.Authority) : $"{request.Scheme}://{request.Host}";
        return "ws" + address["http".Length..];
    }

    private static async Task<IResult> TokenAsync(HttpContext http, Tokens tokens, Credentials credentials, RateLimits limits, CancellationToken cancellationToken)
    {
        if (!credentials.MayCome(http.Request, null)) return DirectLineError.BadToken();
        if (await limits.TokenAsync(http.Connection.RemoteIpAddress?.ToString() ?? "", cancellationToken) is { } seconds) return DirectLineError.RateLimited(seconds);
        http.Response.Headers.CacheControl = "no-store";
        var conversation = Identifiers.Conversation();
        return TypedJson.Token(200, conversation, tokens.Mint(conversation, Identifiers.Visitor(), []), tokens.Lifetime);
    }

    /// <summary>The quick exit's farewell: the session is shut, so that the back button and a copied token show nothing.</summary>
    private static async Task<IResult> ExitAsync(HttpContext http, Tokens tokens, Transcript transcript, Speech speech, TimeProvider clock, CancellationToken cancellationToken)
    {
        // A beacon cannot carry a header: the token is the body.
        if (http.Request.ContentLength is null or > 8192) return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(cancellationToken);
        if (Token(body) is not { } text || tokens.Read(text, out _) is not { ForStream: false } token) return TypedResults.NoContent();
        try
        {
            await transcript.ChangeAsync(token.Conversation, conversation =>
            {
                if (conversation.Locked) return false;
                conversation.Lock();

                // Whoever answers must know that nobody reads any more; the channels never show it.
                conversation.Write(new Line(Author.System, speech.Say(Speech.French, "desk.exit")) { Audience = Audience.Staff, Locale = Speech.French }, clock.GetUtcNow());
                return true;
            }, cancellationToken);
        }
        catch (KeyNotFoundException)
        {
            // Nothing was written yet: nothing to shut.
        }

        return TypedResults.NoContent();
    }

    private static string? Token(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("token", out var token) ? token.GetString() : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
