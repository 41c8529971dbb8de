using System.Security.Cryptography;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>The public pages under <c>/aide</c>: no script, no cookie, nobody is asked who they are.</summary>
internal static class HelpCenterApi
{
    private const int LongestQuestion = 200;

    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Shared = "public, max-age=60";

    /// <summary>A page on violence must not be found again on a shared device.</summary>
    private const string Nowhere = "no-store";

    public static IEndpointRouteBuilder Map(IEndpointRouteBuilder routes)
    {
        var help = routes.MapGroup("/aide").AllowAnonymous();
        help.MapGet("", HomeAsync);
        help.MapGet("/aide.css", Sheet);
        help.MapGet("/vie-privee", PrivacyAsync);
        help.MapGet("/recherche", ResultsAsync);
        help.MapGet("/rubrique/{theme}", TopicAsync);
        help.MapGet("/{slug}", ArticleAsync);
        help.MapPost("/{slug}/avis", OpinionAsync);
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

    private static async Task<IResult> ResultsAsync(HttpContext http, string? q, HelpSearch search, Pages pages)
    {
        var question = (q ?? "").Trim();
        if (question.Length > LongestQuestion) question = question[..LongestQuestion];
        var found = question.Length == 0 ? SearchResult.Nothing : search.Find(question, 10);
        var page = await pages.RenderAsync<ResultsPage>(With(search.Published,
            (nameof(ResultsPage.Question), question), (nameof(ResultsPage.Passages), found.Passages), (nameof(ResultsPage.Off), search.Published.Articles.Count == 0)));

        // What somebody looked for is kept by no proxy and by no browser.
        return Page(http, page, Nowhere);
    }

    private static async Task<IResult> ArticleAsync(HttpContext http, string slug, string? partial, string? avis, HelpSearch search, Pages pages)
    {
        var published = search.Published;
        if (published.Find(slug) is not { } article) return await MissingAsync(http, search, pages);
        var caching = article.Content.Sensitive is null ? Shared : Nowhere;
        var answerable = article.MayBeAnswered(search.Today);
        if (partial == "1")
        {
            var fragment = await pages.KeepAsync<ArticleView>(published, search.Today, "?" + slug, () => new()
            {
                [nameof(ArticleView.Article)] = article,
                [nameof(ArticleView.Answerable)] = answerable,
            });
            return Page(http, fragment, caching);
        }

        var thanked = avis == "merci";
        var page = await pages.KeepAsync<ArticlePage>(published, search.Today, (thanked ? "!" : "/") + slug, () => new()
        {
            [nameof(ArticlePage.Article)] = article,
            [nameof(ArticlePage.Topic)] = published.Topic(article.Content.Theme),
            [nameof(ArticlePage.Answerable)] = answerable,
            [nameof(ArticlePage.Thanked)] = thanked,
            [nameof(ArticlePage.Related)] = search.Related(article, 3),
        });
        return Page(http, page, thanked ? Nowhere : caching);
    }

    private static async Task<IResult> OpinionAsync(HttpContext http, string slug, HelpSearch search, UsefulnessCount count, OpinionLimit limit, CancellationToken cancellationToken)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > 1024) return TypedResults.BadRequest();
        if (search.Published.Find(slug) is not { Content.Sensitive: null }) return TypedResults.NotFound();
        if (!limit.Allows(http.Connection.RemoteIpAddress?.ToString() ?? "")) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        var form = await http.Request.ReadFormAsync(cancellationToken);
        var useful = form["utile"].ToString();
        if (useful is not ("oui" or "non")) return TypedResults.BadRequest();

        // Without a token against forgery: it counts, it says nothing of anyone, and it works without a cookie.
        await count.AddAsync(slug, useful == "oui", cancellationToken);
        return new SeeOther($"/aide/{slug}?avis=merci#avis");
    }

    private static async Task<IResult> MissingAsync(HttpContext http, HelpSearch search, Pages pages)
    {
        var page = await pages.RenderAsync<ResultsPage>(With(search.Published, (nameof(ResultsPage.Title), "Cette page n’existe pas ou plus.")));
        return Page(http, page, Nowhere, StatusCodes.Status404NotFound);
    }

    private static IResult Sheet(HttpContext http, string? v)
    {
        http.Response.Headers.CacheControl = v == Style.Version ? "public, max-age=31536000, immutable" : Shared;
        return TypedResults.Bytes(Style.Bytes, "text/css; charset=utf-8", entityTag: new($"\"{Style.Version}\""));
    }

    private static IResult Page(HttpContext http, byte[] html, string caching, int status = StatusCodes.Status200OK)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = caching;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentLanguage = "fr";
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
