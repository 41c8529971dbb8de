using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Articles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Pages;

public sealed partial class HelpCenterTests(Services services)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task EveryPublishedArticleIsAPageUnderItsQuestionAndASensitiveOneIsStoredNowhere(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var articles = await ArticlesAsync(service);
        Assert.NotEmpty(articles);

        foreach (var article in articles)
        {
            var (answer, page) = await ReadAsync(service, "/aide/" + article.Slug);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(article.Content.Question, Only(Heading, page));
            Assert.Equal("Aide en ligne", Only(Title, page));
            Assert.Contains("default-src 'none'", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.InRange(page.Length, 1, 20_000);
            Assert.Equal(article.Content.Sensitive is not null, answer.Headers.CacheControl!.NoStore);
            Assert.Equal(article.Content.Sensitive is null, answer.Headers.ETag is not null);
            Assert.Equal(article.Content.Sensitive is not null, page.Contains("Êtes-vous en sécurité en ce moment", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("/aide/rien-de-tel")]
    [InlineData("/aide/rubrique/rien-de-tel")]
    [InlineData("/aide/rien/de/tel")]
    public async Task WhatIsNotPublishedIs404WithTheSearch(string address)
    {
        var (answer, page) = await ReadAsync(await services.OnAsync(Engine.Sqlite), address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("action=\"/aide/recherche\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASearchFindsTheArticleAndShowsTheQueryAsText()
    {
        var service = await services.OnAsync(Engine.Sqlite);

        var (answer, page) = await ReadAsync(service, "/aide/recherche?q=" + Uri.EscapeDataString("vélo volé <script>alert(1)</script> \"onfocus=x"));

        Assert.Contains("<li><a href=\"/aide/vol-velo?recherche=", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"onfocus", page, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory, EngineData]
    public async Task AnOpinionIsCountedAndThankedFor(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var before = await OpinionsAsync(service, "fourriere");

        var thanks = await service.Http.PostAsync("/aide/fourriere/avis", new FormUrlEncodedContent([new("utile", "oui")]), Stop);
        var neither = await service.Http.PostAsync("/aide/fourriere/avis", new FormUrlEncodedContent([new("utile", "peut-être")]), Stop);

        Assert.Contains("Merci, c’est noté.", await thanks.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, neither.StatusCode);
        Assert.Equal((before.Yes + 1, before.No), await OpinionsAsync(service, "fourriere"));
    }

    [Fact]
    public async Task AnUnchangedArticleIsNotSentTwiceAndAFragmentIsTheArticleAlone()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var (first, _) = await ReadAsync(service, "/aide/vol-velo");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/aide/vol-velo");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        var unchanged = await service.Http.SendAsync(again, Stop);
        var (_, fragment) = await ReadAsync(service, "/aide/vol-velo?partial=1");

        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.StartsWith("<article", fragment, StringComparison.Ordinal);
        Assert.EndsWith("</article>", fragment, StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task WhatAReaderMissedIsKeptWithoutWhoTheyAreAndNeverOnASensitiveArticle(Engine engine)
    {
        var service = await services.OnAsync(engine);

        var thanks = await service.Http.PostAsync("/aide/fourriere/avis", new FormUrlEncodedContent([new("mot", "il manque le prix, écrivez à moi@exemple.fr")]), Stop);
        var both = await service.Http.PostAsync("/aide/fourriere/avis", new FormUrlEncodedContent([new("utile", "non"), new("mot", new string('é', 400))]), Stop);
        var blank = await service.Http.PostAsync("/aide/fourriere/avis", new FormUrlEncodedContent([new("mot", "  ")]), Stop);
        var sensitive = await service.Http.PostAsync("/aide/violences-conjugales-que-faire/avis", new FormUrlEncodedContent([new("mot", "rien")]), Stop);

        var kept = await service.Services.GetRequiredService<RemarkBook>().OfAsync("fourriere", 10, Stop);
        Assert.Contains("Merci, c’est noté.", await thanks.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("Merci, c’est noté.", await both.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, blank.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, sensitive.StatusCode);
        Assert.Equal([new string('é', 300), "il manque le prix, écrivez à [retiré]"], kept.Select(remark => remark.Text));
        Assert.Empty(await service.Services.GetRequiredService<RemarkBook>().OfAsync("violences-conjugales-que-faire", 10, Stop));
    }

    [Fact]
    public async Task AnEasyVersionHasItsAddressAndTheListAndEachVersionLeadsToTheOther()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var easy = (await ArticlesAsync(service)).Where(article => article.Content.Easy is not null).ToList();
        var (_, list) = await ReadAsync(service, "/aide/facile");
        Assert.NotEmpty(easy);

        foreach (var article in easy)
        {
            var (answer, page) = await ReadAsync(service, $"/aide/{article.Slug}/facile");
            var (_, whole) = await ReadAsync(service, "/aide/" + article.Slug);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(article.Content.Sensitive is not null, answer.Headers.CacheControl!.NoStore);
            Assert.Contains($"href=\"/aide/{article.Slug}\"", page, StringComparison.Ordinal);
            Assert.Contains("Version complète", page, StringComparison.Ordinal);
            Assert.Contains($"href=\"/aide/{article.Slug}/facile\"", whole, StringComparison.Ordinal);
            Assert.Contains($"href=\"/aide/{article.Slug}/facile\"", list, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await ReadAsync(service, "/aide/vol-velo/facile")).Answer.StatusCode);
    }

    [Fact]
    public async Task OneWordShowsItsHeadingFirstAndAQuestionDoesNot()
    {
        var service = await services.OnAsync(Engine.Sqlite);

        var (_, word) = await ReadAsync(service, "/aide/recherche?q=amende");
        var (_, question) = await ReadAsync(service, "/aide/recherche?q=" + Uri.EscapeDataString("on m’a volé mon vélo devant la gare"));

        Assert.InRange(word.IndexOf("href=\"/aide/rubrique/route\"", StringComparison.Ordinal), 1, word.IndexOf("<ol class=\"rows\"", StringComparison.Ordinal));
        Assert.DoesNotContain("class=\"theme\"", question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheScriptIsOneSmallFileOfOurOwn()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var (answer, page) = await ReadAsync(service, "/aide/vol-velo");

        var scripts = Script.Matches(page).Select(match => match.Groups[1].Value).ToList();
        var script = await service.Http.GetAsync(Assert.Single(scripts), Stop);

        Assert.InRange((await script.Content.ReadAsByteArrayAsync(Stop)).Length, 1, 4096);
        Assert.Contains("script-src 'self';", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    private static async Task<(HttpResponseMessage Answer, string Page)> ReadAsync(Service service, string address)
    {
        var answer = await service.Http.GetAsync(address, Stop);
        return (answer, await answer.Content.ReadAsStringAsync(Stop));
    }

    private static async Task<List<Article>> ArticlesAsync(Service service)
    {
        await using var db = await service.Services.GetRequiredService<IDbContextFactory<KnowledgeDb>>().CreateDbContextAsync(Stop);
        return await db.Articles.AsNoTracking().Where(article => article.State == ArticleState.Published).ToListAsync(Stop);
    }

    private static async Task<(int Yes, int No)> OpinionsAsync(Service service, string slug)
    {
        await using var db = await service.Services.GetRequiredService<IDbContextFactory<KnowledgeDb>>().CreateDbContextAsync(Stop);
        return await db.Usefulness.Where(count => count.Slug == slug).Select(count => new { count.Yes, count.No }).SingleOrDefaultAsync(Stop) is { } found ? (found.Yes, found.No) : (0, 0);
    }

    private static string Only(Regex part, string page) => WebUtility.HtmlDecode(Assert.Single(part.Matches(page)).Groups[1].Value);

    [GeneratedRegex("<h1>(.*?)</h1>")]
    private static partial Regex Heading { get; }

    [GeneratedRegex("<script src=\"(/aide/aide\\.js\\?v=[0-9a-f]+)\" defer></script>")]
    private static partial Regex Script { get; }

    [GeneratedRegex("<title>(.*?)</title>")]
    private static partial Regex Title { get; }
}
