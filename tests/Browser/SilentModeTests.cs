using BrigadeNumerique.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>Somebody who can neither type nor speak, and a gendarme who asks with buttons; both with the keyboard alone.</summary>
public sealed class SilentModeTests(Browsers browsers) : IAsyncLifetime
{
    private const string Question = "Est-il dans la même pièce que vous";

    private Service service = null!;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task AQuestionIsAnsweredWithLargeButtonsAndStandsAtTheDeskWithItsAnswer()
    {
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await VisitAsync(new BrowserNewContextOptions());
        await TakeAsync(desk, citizen);

        await AskAsync(desk, position: false);

        var buttons = citizen.Page.Locator(".silent button");
        await Expect(buttons.First).ToHaveTextAsync("Oui");
        await Expect(citizen.Page.GetByText("Mode silencieux")).ToBeVisibleAsync();
        Assert.True((await buttons.First.BoundingBoxAsync())!.Height >= 56);
        await Expect(citizen.Page.Locator("textarea#field")).ToBeHiddenAsync();
        await Pictures.KeepAsync(citizen.Page, "citoyen-silence");
        await citizen.Page.IsSoundAsync();

        await buttons.Nth(1).FocusAsync();
        await citizen.Page.Keyboard.PressAsync("Enter");

        await Expect(citizen.Own("Non")).ToBeVisibleAsync();
        var answer = desk.Page.Locator("article.l.c").Filter(new LocatorFilterOptions { HasText = "En réponse à" });
        await Expect(answer).ToContainTextAsync(Question);
        await Expect(answer).ToContainTextAsync("Non");
        await Pictures.KeepAsync(desk.Page, "poste-silence");

        // Writing is one key away, and the question stays answerable with buttons above the field.
        await citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Écrire à la place" }).PressAsync("Enter");
        await Expect(citizen.Field).ToBeFocusedAsync();
        await AskAsync(desk, position: false);
        await Expect(citizen.Page.Locator("#next button").First).ToHaveTextAsync("Oui");
        await Expect(citizen.Field).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ThePositionGoesOnlyAfterConsentAndCanBeCopiedAtTheDesk()
    {
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await VisitAsync(new BrowserNewContextOptions { Permissions = ["geolocation"], Geolocation = new Geolocation { Latitude = 47.09312f, Longitude = 5.49811f, Accuracy = 12 } });
        await TakeAsync(desk, citizen);

        await AskAsync(desk, position: true);
        var send = citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Envoyer ma position" });
        await send.PressAsync("Enter");
        await Expect(citizen.Page.GetByText("Votre position exacte sera envoyée")).ToBeFocusedAsync();
        await Expect(desk.Page.Locator(".position")).ToHaveCountAsync(0);
        await citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Continuer" }).PressAsync("Enter");

        await Expect(citizen.Own("Position envoyée à")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator(".position")).ToContainTextAsync("47.09312, 5.49811");
        await Expect(desk.Page.Locator(".position")).ToContainTextAsync("à 12 m près");
        await Pictures.KeepAsync(desk.Page, "poste-position");
        Assert.All(desk.Requests.Concat(citizen.Requests).Where(address => !address.StartsWith("blob:", StringComparison.Ordinal)), address => Assert.Contains(service.Address.Authority, address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhereTheDeviceRefusesThePersonIsToldWhatToWriteInstead()
    {
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await VisitAsync(new BrowserNewContextOptions());
        await TakeAsync(desk, citizen);

        await AskAsync(desk, position: true);
        await citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Envoyer ma position" }).PressAsync("Enter");
        await citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Continuer" }).PressAsync("Enter");

        await Expect(citizen.Page.GetByText("Écrivez la commune, la rue, ou ce que vous voyez").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WhoIsWritingIsNotInterruptedByAQuestion()
    {
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await VisitAsync(new BrowserNewContextOptions());
        await TakeAsync(desk, citizen);
        await citizen.Field.FillAsync("je suis dans la cave");

        await AskAsync(desk, position: false);

        await Expect(citizen.Page.Locator("#next button").First).ToHaveTextAsync("Oui");
        await Expect(citizen.Field).ToHaveValueAsync("je suis dans la cave");
    }

    private Task<Visitor> VisitAsync(BrowserNewContextOptions options)
    {
        options.BaseURL = service.Address.ToString();
        return browsers.VisitAsync(375, 740, options);
    }

    private static async Task TakeAsync(Visitor desk, Visitor citizen)
    {
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("je veux parler à une personne");
        await Expect(desk.Page.GetByText("je veux parler").First).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Alt+n");
        await Expect(citizen.Log.GetByText("a rejoint l’échange")).ToBeVisibleAsync();
    }

    private static async Task AskAsync(Visitor desk, bool position)
    {
        await desk.Page.Locator("#tool-ask").PressAsync("Enter");
        await Expect(desk.Page.Locator("#ask-ready")).ToBeFocusedAsync();
        await desk.Page.Locator("#ask-ready").SelectOptionAsync("Est-il dans la même pièce que vous\u202f?");
        await Expect(desk.Page.Locator("#ask-text")).ToHaveValueAsync("Est-il dans la même pièce que vous\u202f?");
        if (position) await desk.Page.GetByLabel("Demander aussi la position").PressAsync("Space");
        await desk.Page.Locator("#ask-send").PressAsync("Enter");
        await Expect(desk.Page.Locator(".asking")).ToHaveCountAsync(0);
    }
}
