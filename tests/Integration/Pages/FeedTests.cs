using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Articles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Pages;

/// <summary>What machines read of the help centre.</summary>
public sealed partial class FeedTests(Services services)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheSiteMapHasEveryArticleTheSensitiveOnesTooAndEachOfItsAddressesAnswers()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var addresses = XDocument.Parse(await service.Http.GetStringAsync("/sitemap.xml", Stop)).Descendants().Where(element => element.Name.LocalName == "loc").Select(element => element.Value).ToList();

        var articles = await ArticlesAsync(service);

        Assert.All(articles, article => Assert.Contains($"{service.Address}aide/{article.Slug}", addresses));
        Assert.Contains(articles, article => article.Content.Sensitive is not null);
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
        foreach (var address in addresses) Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync(address, Stop)).StatusCode);
    }

    [Fact]
    public async Task TheFeedIsAtomWithTitlesAlone()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var answer = await service.Http.GetAsync("/aide/changements.xml", Stop);

        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).Root!;

        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("{http://www.w3.org/2005/Atom}feed", feed.Name.ToString());
        var entries = feed.Elements().Where(element => element.Name.LocalName == "entry").ToList();
        Assert.InRange(entries.Count, 10, 50);
        Assert.All(entries, entry => Assert.Equal(["id", "link", "title", "updated"], entry.Elements().Select(element => element.Name.LocalName).Order()));
    }

    [Fact]
    public async Task RobotsAreToldOfTheSiteMapAndKeptFromWhatSomebodySearched()
    {
        var service = await services.OnAsync(Engine.Sqlite);

        var rules = await service.Http.GetStringAsync("/robots.txt", Stop);

        Assert.Contains($"Sitemap: {service.Address}sitemap.xml", rules, StringComparison.Ordinal);
        Assert.Contains("Disallow: /aide/recherche", rules, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AConfiguredAddressStandsInEverythingAndAForeignHostInNothingThatIsKept()
    {
        await using var service = await Service.StartAsync(Engine.Sqlite, "Site:PublicUrl=https://brigade.example.fr/");
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/aide/vol-velo");
        forged.Headers.Host = "mechant.example";
        var usual = await services.OnAsync(Engine.Sqlite);
        using var forgedUsual = new HttpRequestMessage(HttpMethod.Get, "/aide/vol-velo");
        forgedUsual.Headers.Host = "mechant.example";

        var page = await (await service.Http.SendAsync(forged, Stop)).Content.ReadAsStringAsync(Stop);
        var usualPage = await (await usual.Http.SendAsync(forgedUsual, Stop)).Content.ReadAsStringAsync(Stop);

        Assert.Contains("<link rel=\"canonical\" href=\"https://brigade.example.fr/aide/vol-velo\"", page, StringComparison.Ordinal);
        Assert.Contains("<link rel=\"canonical\" href=\"/aide/vol-velo\"", usualPage, StringComparison.Ordinal);
        Assert.DoesNotContain("mechant", page + usualPage, StringComparison.Ordinal);
        Assert.Contains("https://brigade.example.fr/aide/vol-velo<", await service.Http.GetStringAsync("/sitemap.xml", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnArticleSaysItsQuestionAndAnswerToMachines()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var page = await service.Http.GetStringAsync("/aide/vol-velo", Stop);

        using var json = JsonDocument.Parse(Assert.Single(Data.Matches(page)).Groups[1].Value);

        var question = json.RootElement.GetProperty("mainEntity")[0];
        Assert.Equal("FAQPage", json.RootElement.GetProperty("@type").GetString());
        Assert.StartsWith("Vélo ou trottinette", question.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("Portez plainte", question.GetProperty("acceptedAnswer").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    private static async Task<List<Article>> ArticlesAsync(Service service)
    {
        await using var db = await service.Services.GetRequiredService<IDbContextFactory<KnowledgeDb>>().CreateDbContextAsync(Stop);
        return await db.Articles.AsNoTracking().Where(article => article.State == ArticleState.Published).ToListAsync(Stop);
    }

    [GeneratedRegex("<script type=\"application/ld\\+json\">(.*?)</script>")]
    private static partial Regex Data { get; }
}
