using System.Security.Cryptography;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>The public pages under <c>/aide</c>: whole without a script, no cookie, nobody is asked who they are.</summary>
internal static class HelpCenterApi
{
    private const int LongestQuestion = 200;

    private const string Policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Shared = "public, max-age=60";

    /// <summary>A page on violence must not be found again on a shared device.</summary>
    private const string Nowhere = "no-store";

    public static IEndpointRouteBuilder Map(IEndpointRouteBuilder routes)
    {
        var help = routes.MapGroup("/aide").AllowAnonymous();
        help.MapGet("", HomeAsync);
        help.MapGet("/aide.css", (HttpContext http, string? v) => File(http, Asset.Style, v));
        help.MapGet("/aide.js", (HttpContext http, string? v) => File(http, Asset.Script, v));
        help.MapGet("/facile", EasyListAsync);
        help.MapGet("/suggestions", Suggest);
        help.MapGet("/changements.xml", Feeds.Changes);
        help.MapGet("/vie-privee", PrivacyAsync);
        help.MapGet("/recherche", ResultsAsync);
        help.MapGet("/rubrique/{theme}", TopicAsync);
        help.MapGet("/{slug}", ArticleAsync);
        help.MapGet("/{slug}/facile", EasyAsync);
        help.MapPost("/{slug}/avis", OpinionAsync);
        routes.MapGet("/sitemap.xml", Feeds.Map).AllowAnonymous();
        routes.MapGet("/robots.txt", Feeds.Robots).AllowAnonymous();
        return routes;
    }

    private static async Task<IResult> HomeAsync(HttpContext http, HelpSearch search, Pages pages)
    {
        var published = search.Published;
        return Page(http, await pages.KeepAsync<HomePage>(published, search.Today, "", () => With(published)), Shared);
    }

    private static async Task<IResult> PrivacyAsync(HttpContext http, PrivacyNotice notice, HelpSearch search, Pages pages) =>
        Page(http, await pages.KeepAsync<PrivacyPage>(search.Published, search.Today, "vie-privee", () => new() { [nameof(PrivacyPage.Words)] = notice.Words }), Shared);

    private static async Task<IResult> TopicAsync(HttpContext http, string theme, HelpSearch search, Pages pages)
    {
        var published = search.Published;
        if (published.Topic(theme) is not { } topic) return await MissingAsync(http, search, pages);
        var sensitive = published.Articles.Any(article => article.Content.Theme == theme && article.Content.Sensitive is not null);
        var page = await pages.KeepAsync<TopicPage>(published, search.Today, "rubrique/" + topic.Slug, () => With(published, (nameof(TopicPage.Topic), topic)));
        return Page(http, page, sensitive ? Nowhere : Shared);
    }

    private static async Task<IResult> ResultsAsync(HttpContext http, string? q, HelpSearch search, AskedLog asked, SearchLog followed, Pages pages)
    {
        var question = Cut(q);
        var found = question.Length == 0 ? SearchResult.Nothing : search.Find(question, 10);
        if (question.Length > 0 && found is { Passages.Count: 0, Expired: false }) asked.Note(AskedKind.NoResult, question);
        var page = await pages.RenderAsync<ResultsPage>(With(
            search.Published,
            (nameof(ResultsPage.Question), question),
            (nameof(ResultsPage.Passages), found.Passages),
            (nameof(ResultsPage.Token), found.Passages is [var first, ..] ? followed.Show(question, first.Slug) : null),
            (nameof(ResultsPage.Topic), question.Length == 0 ? null : search.Broad(question, 1)?.Topic),
            (nameof(ResultsPage.Off), search.Published.Articles.Count == 0)));

        // What somebody looked for is kept by no proxy and by no browser.
        return Page(http, page, Nowhere);
    }

    private static async Task<IResult> ArticleAsync(HttpContext http, string slug, string? partial, string? avis, string? langue, string? recherche, HelpSearch search, SearchLog followed, Pages pages)
    {
        var published = search.Published;
        if (published.Find(slug) is not { } article) return await MissingAsync(http, search, pages);

        // What a browser fetches in advance, nobody has opened yet. The page is the same as without.
        if (recherche is not null && article.Content.Sensitive is null && !http.Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.Ordinal)) followed.Open(recherche);
        var language = langue is not null && article.Content.Translations.ContainsKey(langue) ? langue : null;
        if (partial == "1")
        {
            var fragment = await pages.KeepAsync<ArticleView>(published, search.Today, $"?{slug} {language}", () => new()
            {
                [nameof(ArticleView.Article)] = article,
                [nameof(ArticleView.Answerable)] = article.MayBeAnswered(search.Today),
                [nameof(ArticleView.Language)] = language,
            });
            return Page(http, fragment, CachingOf(article), language: language);
        }

        return await ShowAsync(http, article, search, pages, avis is "merci" or "mot" ? avis : null, language);
    }

    private static async Task<IResult> EasyAsync(HttpContext http, string slug, HelpSearch search, Pages pages) =>
        search.Published.Find(slug) is { Content.Easy: not null } article ? await ShowAsync(http, article, search, pages, easy: true) : await MissingAsync(http, search, pages);

    private static async Task<IResult> ShowAsync(HttpContext http, PublishedArticle article, HelpSearch search, Pages pages, string? said = null, string? language = null, bool easy = false)
    {
        var published = search.Published;
        var page = await pages.KeepAsync<ArticlePage>(published, search.Today, $"{said}/{article.Slug}/{(easy ? "facile" : language)}", () => new()
        {
            [nameof(ArticlePage.Article)] = article,
            [nameof(ArticlePage.Topic)] = published.Topic(article.Content.Theme),
            [nameof(ArticlePage.Answerable)] = article.MayBeAnswered(search.Today),
            [nameof(ArticlePage.Easy)] = easy,
            [nameof(ArticlePage.Language)] = language,
            [nameof(ArticlePage.Said)] = said,
            [nameof(ArticlePage.Today)] = search.Today,
            [nameof(ArticlePage.Related)] = search.Related(article, 3),
        });
        return Page(http, page, said is not null ? Nowhere : CachingOf(article), language: language);
    }

    private static string CachingOf(PublishedArticle article) => article.Content.Sensitive is null ? Shared : Nowhere;

    private static async Task<IResult> EasyListAsync(HttpContext http, HelpSearch search, Pages pages)
    {
        var published = search.Published;

        // Like a heading with a sensitive article among its titles: a shared device must not remember it.
        var sensitive = published.Articles.Any(article => article.Content is { Easy: not null, Sensitive: not null });
        return Page(http, await pages.KeepAsync<EasyListPage>(published, search.Today, "facile", () => With(published)), sensitive ? Nowhere : Shared);
    }

    /// <summary>What somebody may be about to ask. Nothing of it is kept, logged or cached.</summary>
    private static IResult Suggest(HttpContext http, string? q, HelpSearch search, SuggestionLimit limit)
    {
        http.Response.Headers.CacheControl = Nowhere;
        if (!limit.Allows(http.Connection.RemoteIpAddress?.ToString() ?? "")) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        return SuggestionJson.Of(search.Suggest(Cut(q), 6));
    }

    private static async Task<IResult> OpinionAsync(
        HttpContext http, string slug, HelpSearch search, UsefulnessCount count, RemarkBook remarks, OpinionLimit limit, CancellationToken cancellationToken)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > 4096) return TypedResults.BadRequest();
        if (search.Published.Find(slug) is not { Content.Sensitive: null }) return TypedResults.NotFound();
        if (!limit.Allows(http.Connection.RemoteIpAddress?.ToString() ?? "")) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        var form = await http.Request.ReadFormAsync(cancellationToken);
        var (useful, words) = (form["utile"].ToString(), form["mot"].ToString());
        if (useful is not ("oui" or "non" or "") || (useful.Length == 0 && string.IsNullOrWhiteSpace(words))) return TypedResults.BadRequest();

        // Without a token against forgery: it counts, it says nothing of anyone, and it works without a cookie.
        if (useful.Length > 0) await count.AddAsync(slug, useful == "oui", cancellationToken);
        if (words.Length > 0) await remarks.AddAsync(slug, words, search.Today, cancellationToken);
        return new SeeOther($"/aide/{slug}?avis={(words.Length > 0 ? "mot" : "merci")}#avis");
    }

    private static async Task<IResult> MissingAsync(HttpContext http, HelpSearch search, Pages pages)
    {
        var page = await pages.RenderAsync<ResultsPage>(With(search.Published, (nameof(ResultsPage.Title), "Cette page n’existe pas ou plus.")));
        return Page(http, page, Nowhere, StatusCodes.Status404NotFound);
    }

    private static IResult File(HttpContext http, Asset asset, string? version)
    {
        http.Response.Headers.CacheControl = version == asset.Version ? "public, max-age=31536000, immutable" : Shared;
        return TypedResults.Bytes(asset.Bytes, asset.Type, entityTag: new($"\"{asset.Version}\""));
    }

    /// <summary>A question as it was asked, but for what is too long; half of a character is no reason to fail.</summary>
    private static string Cut(string? asked)
    {
        var question = (asked ?? "").Trim();
        return question.Length <= LongestQuestion ? question : question[..(char.IsHighSurrogate(question[LongestQuestion - 1]) ? LongestQuestion - 1 : LongestQuestion)];
    }

    private static IResult Page(HttpContext http, byte[] html, string caching, int status = StatusCodes.Status200OK, string? language = null)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = caching;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentLanguage = language ?? "fr";
        if (caching == Shared)
        {
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(html).AsSpan(0, 8))}\"";
            headers.ETag = tag;
            if (http.Request.Headers.IfNoneMatch == tag) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return TypedResults.Text(html, "text/html; charset=utf-8", status);
    }

    private static Dictionary<string, object?> With(Published published, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var parameters = new Dictionary<string, object?> { ["Published"] = published };
        foreach (var (name, value) in more) parameters[name] = value;
        return parameters;
    }

    /// <summary>After a form: the browser reads the page again, and reloading it sends nothing twice.</summary>
    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
