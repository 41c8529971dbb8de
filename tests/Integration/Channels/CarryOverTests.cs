using System.Net;
using System.Text.RegularExpressions;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Support.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Channels;

public sealed partial class CarryOverTests(TelegramServices services) : IClassFixture<TelegramServices>
{
    private const string Sensitive = "mon mari me frappe depuis des années, que faire ?";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ASensitiveMatterGetsALinkThatCarriesTheConversationOver(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        using var browser = Browser(service);
        var citizen = new TelegramCitizen(telegram);
        var path = await LinkAsync(citizen);

        // A preview looks, and uses nothing up.
        Assert.Contains("Continuer ici", await (await browser.GetAsync(path, Stop)).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        var opened = await browser.PostAsync(path, null, Stop);

        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        var token = opened.Headers.Location!.OriginalString["/#suite=".Length..];
        var page = await Citizen.WithAsync(service.Http, token);
        Assert.Contains(await page.ReadsAsync(), activity => activity.Text() == Sensitive);
        await citizen.AwaitsAsync("L’échange continue sur la page");
        var before = citizen.Screen.Count;
        await page.WritesAsync("je suis chez ma sœur, je peux écrire ici");
        await page.AwaitsAsync(activity => activity.Text().Contains("gendarme", StringComparison.Ordinal), "An answer on the page");
        Assert.Equal(before, citizen.Screen.Count);
    }

    [Theory, EngineData]
    public async Task TheLinkOpensOnceAndWritingThereAgainBeginsAnew(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        using var browser = Browser(service);
        var citizen = new TelegramCitizen(telegram);
        var path = await LinkAsync(citizen);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => browser.PostAsync(path, null, Stop)));
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Redirect);
        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync(path, Stop)).StatusCode);
        await citizen.AwaitsAsync("L’échange continue sur la page");

        await citizen.WritesAsync("bonjour");
        await citizen.AwaitsAsync(_ => citizen.Screen.Count(text => text.Contains("assistant automatique", StringComparison.Ordinal)) == 2, "A second greeting");
    }

    [Theory, EngineData]
    public async Task TheCodeIsKeptAsAHashAlone(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);
        var code = (await LinkAsync(citizen))["/suite/".Length..];

        await using var db = await service.Services.GetRequiredService<IDbContextFactory<ChannelsDb>>().CreateDbContextAsync(Stop);
        Assert.DoesNotContain(await db.CarryCodes.Select(known => known.Hash).ToListAsync(Stop), hash => hash.Contains(code, StringComparison.OrdinalIgnoreCase));
        await using var record = await service.Services.GetRequiredService<IDbContextFactory<Handoff.HandoffDb>>().CreateDbContextAsync(Stop);
        Assert.False(await record.Messages.AnyAsync(line => line.Text.Contains(code), Stop));
    }

    private static HttpClient Browser(Service service) => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = service.Address };

    /// <summary>The path of the link that the citizen gets.</summary>
    private static async Task<string> LinkAsync(TelegramCitizen citizen)
    {
        await citizen.WritesAsync(Sensitive);
        return new Uri(Link().Match(await citizen.AwaitsAsync("/suite/")).Value).AbsolutePath;
    }

    [GeneratedRegex(@"https://brigade\.exemple\.fr/suite/[\w-]+")]
    private static partial Regex Link();
}
