using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Integration.Asked;

/// <summary>Searches of the help centre are counted with and without a click, and nobody is followed.</summary>
public sealed partial class SearchLogTests(AskedTests.Apart services) : IClassFixture<AskedTests.Apart>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AResultThatIsOpenedCountsOnceHoweverOftenAndForAllWhoSearchedTheSameWords(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var first = await SearchAsync(service, "antivol de vélo disparu");
        var other = await SearchAsync(service, "ANTIVOL de velo disparu ?");
        Assert.Equal(TokenOf(first), TokenOf(other));

        for (var n = 0; n < 3; n++) await OpenAsync(service, first);
        var row = await RowAsync(service, "antivol");

        // Two searched; three openings of at least one of them are no more than two.
        Assert.Equal((2, 2), (row.Shown, row.Opened));
        await SearchAsync(service, "antivol de vélo disparu");
        row = await RowAsync(service, "antivol");
        Assert.Equal((3, 2), (row.Shown, row.Opened));
        Assert.Equal(Of<HelpSearch>(service).Today, row.Day);
        var figures = (await Of<AskedFigures>(service).OfAsync(7, Stop)).Searches;
        Assert.Equal(new SearchedCount(row.Text, 3, 1, row.Nearest), figures.Rows.Single(one => one.Text == row.Text));
        Assert.True(figures.Shown >= 3 && figures.Without >= 1);
    }

    [Theory, EngineData]
    public async Task ThePageIsTheSameWithTheTokenAndItsCanonicalAddressIsWithout(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var link = (await SearchAsync(service, "rétroviseur de voiture volé"))!;

        var (with, without) = (await service.Http.GetAsync(link, Stop), await service.Http.GetAsync(link.Split('?')[0], Stop));

        Assert.Equal(await without.Content.ReadAsStringAsync(Stop), await with.Content.ReadAsStringAsync(Stop));
        Assert.Equal(without.Headers.ETag, with.Headers.ETag);
        Assert.False(with.Headers.Contains("Set-Cookie"));
        Assert.Contains($"<link rel=\"canonical\" href=\"{link.Split('?')[0]}\"", await with.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task NothingOfASensitiveSubjectIsCountedAndNoLinkToOneSaysWhereItComesFrom(Engine engine)
    {
        var service = await services.OnAsync(engine);
        foreach (var grave in (string[])["mon mari me frappe ornithorynque", "j'ai envie de mourir ornithorynque"])
        {
            var page = await service.Http.GetStringAsync("/aide/recherche?q=" + Uri.EscapeDataString(grave), Stop);
            foreach (var slug in Linked().Matches(page).Select(match => match.Groups[1].Value)) Assert.Null(Of<HelpSearch>(service).Published.Find(slug)?.Content.Sensitive);
        }

        await SearchAsync(service, "vélo volé par un ornithorynque");

        Assert.Contains("vélo", (await RowAsync(service, "ornithorynque")).Text, StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task WhatTellsWhoSearchesIsNotWritten(Engine engine)
    {
        var service = await services.OnAsync(engine);

        await SearchAsync(service, "mon vélo volé, 06 12 34 56 78, kangourou");

        Assert.DoesNotContain("06 12", (await RowAsync(service, "kangourou")).Text, StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task ATokenOfNoSearchAndAPageFetchedInAdvanceCountNothing(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var link = await SearchAsync(service, "casque de moto égaré");
        foreach (var made in (string[])["000000000000", "x", "'; DROP TABLE searches; --", new string('a', 5000)]) (await service.Http.GetAsync("/aide/vol-velo?recherche=" + Uri.EscapeDataString(made), Stop)).EnsureSuccessStatusCode();
        using var early = new HttpRequestMessage(HttpMethod.Get, link);
        early.Headers.Add("Sec-Purpose", "prefetch");
        (await service.Http.SendAsync(early, Stop)).EnsureSuccessStatusCode();

        Assert.Equal((1, 0), await RowAsync(service, "casque") is { } row ? (row.Shown, row.Opened) : default);
    }

    [Theory, EngineData]
    public async Task WhatIsOlderThanItMayBecomeIsRemoved(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var last = Of<HelpSearch>(service).Today.AddDays(-Of<IOptions<KnowledgeOptions>>(service).Value.AskedDays);
        await using var db = await Of<IDbContextFactory<KnowledgeDb>>(service).CreateDbContextAsync(Stop);
        db.Searches.AddRange(Row("aaaaaaaaaaaa", last), Row("bbbbbbbbbbbb", last.AddDays(-1)));
        await db.SaveChangesAsync(Stop);

        await Of<SearchLog>(service).PurgeAsync(Stop);

        Assert.Equal(["aaaaaaaaaaaa"], await db.Searches.AsNoTracking().Where(row => row.Text == "zèbre").Select(row => row.Token).ToListAsync(Stop));

        static SearchCount Row(string token, DateOnly day) => new() { Token = token, Day = day, Text = "zèbre", Nearest = "vol-velo", Shown = 1 };
    }

    /// <summary>The address of the first result that leads to an article on no sensitive subject.</summary>
    private static async Task<string?> SearchAsync(Service service, string words)
    {
        var page = await service.Http.GetStringAsync("/aide/recherche?q=" + Uri.EscapeDataString(words), Stop);
        return Linked().Match(page) is { Success: true } match ? match.Groups[0].Value[6..^1] : null;
    }

    private static async Task OpenAsync(Service service, string? link) => (await service.Http.GetAsync(link, Stop)).EnsureSuccessStatusCode();

    private static string TokenOf(string? link) => link!.Split("recherche=")[1];

    private static async Task<SearchCount> RowAsync(Service service, string word)
    {
        await Of<SearchLog>(service).WriteAsync(Stop);
        await using var db = await Of<IDbContextFactory<KnowledgeDb>>(service).CreateDbContextAsync(Stop);
        return await db.Searches.AsNoTracking().SingleAsync(row => row.Text.Contains(word), Stop);
    }

    private static T Of<T>(Service service)
        where T : notnull => service.Services.GetRequiredService<T>();

    [GeneratedRegex("href=\"/aide/([a-z0-9-]+)\\?recherche=[0-9a-f]{12}\"")]
    private static partial Regex Linked();
}
