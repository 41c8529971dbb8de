using BrigadeNumerique.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>Each on a service of its own: what other tests leave in the queue is nobody's business here.</summary>
public sealed class DeskTests(Browsers browsers) : IAsyncLifetime
{
    private Service service = null!;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task AnOperatorSeesTheAlertTakesItAndBothTalkUntilTheClose()
    {
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");

        await citizen.WritesAsync("il m’a enfermée dans la salle de bain, il a un couteau");
        await Expect(citizen.Log.Locator("a[href='tel:17']").First).ToBeVisibleAsync();
        await Expect(desk.Page.GetByText("salle de bain").First).ToBeVisibleAsync();
        await Expect(citizen.Page.GetByText("affichée chez les gendarmes")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 15_000 });
        await Pictures.KeepAsync(desk.Page, "poste-alerte");

        await desk.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Prendre" }).First.ClickAsync();
        await Expect(citizen.Log.GetByText("a rejoint l’échange")).ToBeVisibleAsync();

        var composer = desk.Page.Locator("textarea").First;
        await composer.FillAsync("Bonjour, j’ai lu vos messages. Pouvez-vous écrire sans danger ?");
        await composer.PressAsync("Control+Enter");
        await Expect(citizen.Log.GetByText("Pouvez-vous écrire sans danger")).ToBeVisibleAsync();
        await citizen.WritesAsync("oui, par écrit seulement");
        await Expect(desk.Page.GetByText("oui, par écrit seulement").First).ToBeVisibleAsync();
        await Pictures.KeepAsync(desk.Page, "poste-echange");
        await Pictures.KeepAsync(citizen.Page, "citoyen-gendarme");

        await Expect(desk.Page.GetByText("La personne écrit")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 2_000 });
        await citizen.Field.PressSequentiallyAsync("je vois");
        await Expect(desk.Page.GetByText("La personne écrit").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TheDeskIsShutToStrangersAndAWrongPasswordSaysNothingMore()
    {
        await using var stranger = await browsers.VisitAsync(service, 1280, 800);

        await stranger.Page.GotoAsync("/poste");
        await stranger.Page.WaitForURLAsync("**/connexion**");
        await stranger.Page.FillAsync("#email", Service.OperatorEmail);
        await stranger.Page.FillAsync("#password", "pas le bon mot de passe");
        await stranger.Page.ClickAsync("button[type=submit]");

        await Expect(stranger.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("incorrect");
    }

    [Theory]
    [InlineData(320, 568)]
    [InlineData(640, 400)]
    [InlineData(1024, 700)]
    public async Task NothingSticksOutOfANarrowOrZoomedDesk(int width, int height)
    {
        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("il m’a enfermée dans la salle de bain, il a un couteau");
        await using var desk = await browsers.SignInAsync(service);
        await desk.Page.SetViewportSizeAsync(width, height);
        Assert.True(await WidthAsync() <= width);

        await desk.Page.GetByText("salle de bain").Last.ClickAsync();
        await Expect(desk.Page.Locator("#take")).ToBeInViewportAsync(new LocatorAssertionsToBeInViewportOptions { Ratio = 1 });

        Assert.True(await WidthAsync() <= width);
        Task<int> WidthAsync() => desk.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
    }

    [Fact]
    public async Task AxeFindsNothingSeriousAtTheDesk()
    {
        await using var desk = await browsers.SignInAsync(service);

        await desk.Page.IsSoundAsync();
        Assert.All(desk.Requests, address => Assert.Contains(service.Address.Authority, address, StringComparison.Ordinal));
    }
}
