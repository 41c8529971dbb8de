using BrigadeNumerique.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>While one waits and when it ends: how to be reached, a copy, the end.</summary>
public sealed class WhileWaitingTests(Browsers browsers) : IAsyncLifetime
{
    private Service service = null!;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task WhoWaitsSaysHowToBeReachedAndTheOperatorReadsIt()
    {
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service, 375, 740);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("mon mari me frappe depuis des années, je ne sais plus quoi faire");
        await Pictures.KeepAsync(citizen.Page, "citoyen-attente");

        await Button(citizen, "Comment me joindre").PressAsync("Enter");
        await Expect(citizen.Page.GetByText("peut-on vous joindre sans risque")).ToBeVisibleAsync();
        await Button(citizen, "Oui").Last.PressAsync("Enter");
        await citizen.Page.Keyboard.TypeAsync("SMS au 06 00 00 00 00");
        await citizen.Page.GetByLabel("Où surtout pas").FillAsync("le fixe de la maison");
        await citizen.Page.IsSoundAsync();
        await Pictures.KeepAsync(citizen.Page, "citoyen-contact");
        await citizen.Page.Keyboard.PressAsync("Enter");

        await Expect(citizen.Log.GetByText("C’est noté")).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Alt+n");
        await Expect(desk.Page.Locator(".contact")).ToContainTextAsync("SMS au 06 00 00 00 00");
        await Expect(desk.Page.Locator(".contact")).ToContainTextAsync("le fixe de la maison");
        await Pictures.KeepAsync(desk.Page, "poste-contact");
    }

    [Fact]
    public async Task ACopyOfAGraveCaseNeedsTheCodeThatTheOperatorReadsOnce()
    {
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service, 375, 740);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("mon mari me frappe depuis des années, je ne sais plus quoi faire");
        await Expect(desk.Page.GetByText("mon mari").First).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Alt+n");
        await Expect(citizen.Log.GetByText("a rejoint l’échange")).ToBeVisibleAsync();

        await citizen.Page.Locator("#display").PressAsync("Enter");
        await Button(citizen, "Garder une copie").PressAsync("Enter");
        await Button(citizen, "Oui, garder une copie").PressAsync("Enter");
        await Expect(citizen.Page.GetByText("il faut un code")).ToBeVisibleAsync();
        await desk.Page.Locator("#tool-code").PressAsync("Enter");
        var code = await desk.Page.Locator(".code code").InnerTextAsync();
        await Pictures.KeepAsync(desk.Page, "poste-code");
        await desk.Page.Locator("#code-done").PressAsync("Enter");
        await Expect(desk.Page.GetByText(code)).ToHaveCountAsync(0);

        await citizen.Page.GetByLabel("Code donné par le gendarme").FillAsync(code);
        var download = await citizen.Page.RunAndWaitForDownloadAsync(() => citizen.Page.Keyboard.PressAsync("Enter"));

        Assert.Equal("copie.txt", download.SuggestedFilename);
        Assert.Contains("mon mari me frappe", await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCitizenEndsTheExchangeAfterAQuestion()
    {
        await using var citizen = await browsers.VisitAsync(service, 375, 740);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("merci beaucoup");
        await Expect(citizen.Log.GetByText("Je vous en prie")).ToBeVisibleAsync();

        await citizen.Page.Locator("#display").ClickAsync();
        await Button(citizen, "Terminer l’échange").ClickAsync();
        await citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Terminer", Exact = true }).ClickAsync();

        await Expect(Button(citizen, "Ouvrir un nouvel échange")).ToBeVisibleAsync();
        await Expect(Button(citizen, "Garder une copie")).ToBeVisibleAsync();
        await Pictures.KeepAsync(citizen.Page, "citoyen-fin");
    }

    private static ILocator Button(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });
}
