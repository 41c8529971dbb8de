using BrigadeNumerique.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>Two operators and a supervisor, each before a browser of their own.</summary>
public sealed class BoardTests(Browsers browsers) : IAsyncLifetime
{
    private Service service = null!;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task ASupervisorWatchesWhispersAndTakesOverWhileTheCitizenSeesOnlyTheChange()
    {
        await using var camille = await browsers.SignInAsync(service);
        await using var sacha = await browsers.SignInAsync(service, Service.SecondOperatorEmail);
        await using var board = await BoardAsync();
        await Expect(board.Page.Locator("#figure-online")).ToContainTextAsync("2 / 2");
        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("je veux parler à une personne");
        await Expect(camille.Page.GetByText("je veux parler").First).ToBeVisibleAsync();
        await Expect(board.Page.Locator("#figure-waiting dd").First).ToHaveTextAsync("1");
        await camille.Page.Keyboard.PressAsync("Alt+n");
        await Expect(citizen.Log.GetByText("a rejoint l’échange")).ToBeVisibleAsync();
        await Expect(board.Page.Locator("#figure-waiting dd").First).ToHaveTextAsync("0");

        await Named(board, "Observer les échanges de Adjudante Camille").ClickAsync();
        await Expect(board.Page.Locator(".watched").GetByText("je veux parler")).ToBeVisibleAsync();
        await Expect(camille.Page.GetByText("Major Dominique observe cet échange")).ToBeVisibleAsync();
        await board.Page.FillAsync("#whisper", "Demandez la commune.");
        await board.Page.ClickAsync("#whisper-send");
        await Expect(camille.Page.GetByText("Demandez la commune.")).ToBeVisibleAsync();
        await Expect(board.Page.Locator("#whisper")).ToHaveValueAsync("");
        await Pictures.KeepAsync(board.Page, "supervision-observer");
        await Expect(citizen.Page.GetByText("Dominique")).ToHaveCountAsync(0);
        await Expect(citizen.Page.GetByText("Demandez la commune.")).ToHaveCountAsync(0);

        await board.Page.ClickAsync("#take-over");
        await board.Page.WaitForURLAsync("**/poste");
        await Expect(board.Page.GetByText("Mes échanges · 1")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 20_000 });
        await Expect(camille.Page.GetByText("Vous n’avez plus l’échange")).ToBeVisibleAsync();
        await Expect(citizen.Page.Locator("h1")).ToContainTextAsync("Major Dominique");
    }

    [Fact]
    public async Task AnUrgentWithoutAnOwnerIsFirstAndRedAndIsGivenToSomebodyWithTheKeyboardAlone()
    {
        await using var sacha = await browsers.SignInAsync(service, Service.SecondOperatorEmail);
        await using var board = await BoardAsync();
        await Expect(board.Page.Locator("#figure-urgent dd").First).ToHaveTextAsync("0");
        await Expect(board.Page.Locator("#figure-urgent.r")).ToHaveCountAsync(0);
        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("il m’a enfermée dans la salle de bain, il a un couteau");

        await Expect(board.Page.Locator("#figure-urgent.r dd").First).ToHaveTextAsync("1");
        await Expect(board.Page.GetByText("Urgent sans gendarme")).ToBeVisibleAsync();
        await board.Page.Locator("#queue-open").FocusAsync();
        await board.Page.Keyboard.PressAsync("Enter");
        await Expect(board.Page.Locator("#watch-title")).ToBeFocusedAsync();
        await board.Page.Locator(".watch .it").FocusAsync();
        await board.Page.Keyboard.PressAsync("Enter");
        await board.Page.Locator("#assign").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await board.Page.Locator("#assign-send").FocusAsync();
        await board.Page.Keyboard.PressAsync("Enter");

        await Expect(sacha.Page.GetByText("Mes échanges · 1")).ToBeVisibleAsync();
        await Expect(board.Page.Locator("#figure-urgent dd").First).ToHaveTextAsync("0");
        await board.Page.Keyboard.PressAsync("Escape");
        await Expect(board.Page.Locator(".watch")).ToHaveCountAsync(0);
        await Expect(board.Page.GetByText("Urgent", new PageGetByTextOptions { Exact = true })).ToHaveCountAsync(0);
        await Pictures.KeepAsync(board.Page, "supervision");
    }

    [Fact]
    public async Task SkillsAndTheEndOfAServiceAreSetAndHandsAreEmptied()
    {
        await using var camille = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("je veux parler à une personne");
        await Expect(camille.Page.GetByText("je veux parler").First).ToBeVisibleAsync();
        await camille.Page.Keyboard.PressAsync("Alt+n");
        await Expect(camille.Page.GetByText("Mes échanges · 1")).ToBeVisibleAsync();
        await using var board = await BoardAsync();

        await Named(board, "Régler les habilitations et la charge de Adjudante Camille").ClickAsync();
        await board.Page.GetByLabel("violences").CheckAsync();
        await board.Page.FillAsync("#profile-languages", "en, zzzz");
        await board.Page.ClickAsync("#profile-save");
        await Expect(board.Page.GetByText("n’est pas un code de langue")).ToBeVisibleAsync();
        await board.Page.FillAsync("#profile-languages", "en");
        await board.Page.FillAsync("#profile-capacity", "4");
        await board.Page.ClickAsync("#profile-save");
        await Expect(board.Page.Locator("tr").Filter(new LocatorFilterOptions { HasText = "Camille" })).ToContainTextAsync("anglais, violences");
        await Expect(board.Page.Locator("tr").Filter(new LocatorFilterOptions { HasText = "Camille" })).ToContainTextAsync("1 / 4");

        await Named(board, "Vider les échanges de Adjudante Camille").ClickAsync();
        await Expect(board.Page.Locator("#confirm-yes")).ToBeFocusedAsync();
        await board.Page.Keyboard.PressAsync("Enter");
        await Expect(board.Page.GetByText("1 échange remis en file")).ToHaveCountAsync(2);
        await Expect(camille.Page.GetByText("Mes échanges · 0")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TheSurgeIsSwitchedWithTheKeyboardAndSaysSinceWhen()
    {
        await using var board = await BoardAsync();
        await Expect(board.Page.Locator("#surge")).ToBeEnabledAsync();

        await board.Page.Locator("#surge").FocusAsync();
        await board.Page.Keyboard.PressAsync("Space");

        await Expect(board.Page.Locator("#surge")).ToHaveAttributeAsync("aria-checked", "true");
        await Expect(board.Page.GetByText("par Major Dominique")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TheBoardIsShutToOperators()
    {
        await using var camille = await browsers.SignInAsync(service);

        await camille.Page.GotoAsync("/poste/supervision");

        await Expect(camille.Page.GetByText("n’a pas accès").Or(camille.Page.Locator("#email"))).ToBeVisibleAsync();
        await Expect(camille.Page.Locator(".board")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(1512)]
    [InlineData(900)]
    [InlineData(390)]
    public async Task AxeFindsNothingSeriousAndNothingSticksOut(int width)
    {
        await using var camille = await browsers.SignInAsync(service);
        await using var board = await BoardAsync(width);
        await Expect(board.Page.Locator("#figure-online")).ToContainTextAsync("1 / 1");

        await board.Page.IsSoundAsync();
        Assert.True(await board.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
        Assert.All(board.Requests, address => Assert.Contains(service.Address.Authority, address, StringComparison.Ordinal));
    }

    private static ILocator Named(Visitor board, string name) => board.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });

    private async Task<Visitor> BoardAsync(int width = 1512)
    {
        var board = await browsers.SignInAsync(service, Service.SupervisorEmail, "/poste/supervision", width);
        await Expect(board.Page.GetByText("Mis à jour à").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 20_000 });
        await Expect(board.Page.Locator("html[data-desk=ready]")).ToBeAttachedAsync(new LocatorAssertionsToBeAttachedOptions { Timeout = 20_000 });
        return board;
    }
}
