using BrigadeNumerique.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>The desk says why, and is told when it is wrong.</summary>
public sealed class CorrectionTests(Browsers browsers) : IAsyncLifetime
{
    private Service service = null!;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task TheAssessmentIsExplainedInFrenchForTheLastOrTheChosenMessage()
    {
        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("il est derrière la porte avec un couteau");
        await Expect(citizen.Log.Locator("a[href='tel:17']").First).ToBeVisibleAsync();
        await citizen.WritesAsync("laissez tomber, c’est rien");
        await using var desk = await browsers.SignInAsync(service);
        await Expect(desk.Page.Locator(".strip.alarm")).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Alt+u");
        var panel = desk.Page.Locator("#panel");

        await Expect(panel).ToContainTextAsync("possible contrainte : la personne se rétracte");
        await Expect(panel).ToContainTextAsync("Lecture automatique du dernier message");
        await desk.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new("Évaluation du message") }).First.ClickAsync();

        var finding = panel.Locator(".fd");
        await Expect(finding).ToContainTextAsync("urgence · vital");
        await Expect(finding).ToContainTextAsync("17");
        await Expect(finding).ToContainTextAsync("derrière la porte");
        await Expect(finding).ToContainTextAsync("rules-");
        await Expect(finding.GetByText(new System.Text.RegularExpressions.Regex(@"\(\d+ %\)"))).ToBeVisibleAsync();
        await Pictures.KeepAsync(desk.Page, "poste-evaluation");
    }

    [Fact]
    public async Task AMessageIsFoundGraverByKeyboardAloneAndTheCitizenSeesNothingOfIt()
    {
        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("je veux parler à une personne");
        await using var desk = await browsers.SignInAsync(service);
        await desk.Page.GetByRole(AriaRole.Listitem).GetByText("je veux parler").ClickAsync();
        await Expect(desk.Page.Locator("#correct-graver")).ToBeVisibleAsync();

        await desk.Page.Keyboard.PressAsync("Alt+g");
        await Expect(desk.Page.Locator("#correct-first")).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("Enter");

        await Expect(desk.Page.Locator(".cr .done")).ToContainTextAsync("Plus grave → urgence");
        await Expect(desk.Page.Locator(".strip.alarm")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator(".tr")).ToContainTextAsync("Évaluation relue par Adjudante Camille");
        await Expect(desk.Page.Locator("#correct-graver")).ToBeFocusedAsync();
        await Expect(desk.Page.Locator(".q")).Not.ToContainTextAsync("répondu");

        await desk.Page.Locator("#correct-right").ClickAsync();
        await Expect(desk.Page.Locator(".cr .done")).ToContainTextAsync("Juste");
        await Expect(citizen.Log).Not.ToContainTextAsync("Évaluation");
        await Expect(citizen.Log).Not.ToContainTextAsync("affichée chez les gendarmes");

        // A danger that is found later is an alert like any other.
        await citizen.WritesAsync("il est derrière la porte avec un couteau");
        await Expect(citizen.Page.GetByText("affichée chez les gendarmes")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 15_000 });
    }
}
