using BrigadeNumerique.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>A citizen and an operator, each before a browser of their own.</summary>
public sealed class BothSidesTests(Browsers browsers) : IAsyncLifetime
{
    private Service service = null!;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task EachSideSeesTheOtherWriteAndWhatTheOtherHasRead()
    {
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("je veux parler à une personne");
        await Expect(desk.Page.GetByText("je veux parler").First).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Alt+n");
        await Expect(citizen.Log.GetByText("a rejoint l’échange")).ToBeVisibleAsync();

        await Expect(citizen.Page.Locator("h1")).ToContainTextAsync("Adjudante Camille");
        await Expect(citizen.Own("je veux parler")).ToContainTextAsync("Lu");
        await citizen.Field.PressSequentiallyAsync("je vois");
        await Expect(desk.Page.GetByText("La personne écrit").First).ToBeVisibleAsync();
        await citizen.Field.FillAsync("");
        var composer = desk.Page.Locator("#composer");
        await composer.PressSequentiallyAsync("Bonjour");
        await Expect(citizen.Page.Locator("#typing")).ToContainTextAsync("Adjudante Camille écrit");
        await composer.PressAsync("Control+Enter");

        await Expect(citizen.Log.GetByText("Bonjour", new LocatorGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await Expect(Line(desk, "Bonjour")).ToContainTextAsync("· Lu");
        await citizen.WritesAsync("merci d’être là");
        await Expect(citizen.Own("merci d’être là")).ToContainTextAsync("Lu");
        await citizen.Page.ReloadAsync();
        await Expect(citizen.Own("merci d’être là")).ToContainTextAsync("Lu");
    }

    [Fact]
    public async Task WhatStandsOnAScreenThatNobodyLooksAtIsNotRead()
    {
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("je veux parler à une personne");
        await Expect(desk.Page.GetByText("je veux parler").First).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Alt+n");
        await Expect(citizen.Log.GetByText("a rejoint l’échange")).ToBeVisibleAsync();
        await HideAsync(citizen.Page, true);

        var composer = desk.Page.Locator("#composer");
        await composer.FillAsync("Êtes-vous là ?");
        await composer.PressAsync("Control+Enter");

        await Expect(citizen.Log.GetByText("Êtes-vous là")).ToHaveCountAsync(1);
        await citizen.Page.WaitForTimeoutAsync(1500);
        await Expect(Line(desk, "Êtes-vous là")).ToContainTextAsync("· Envoyé");
        await HideAsync(citizen.Page, false);
        await Expect(Line(desk, "Êtes-vous là")).ToContainTextAsync("· Lu");
    }

    private static ILocator Line(Visitor desk, string words) => desk.Page.Locator("article.l.a").Filter(new LocatorFilterOptions { HasText = words });

    /// <summary>As when another tab comes to the front; a headless browser has no other way to it.</summary>
    private static Task HideAsync(IPage page, bool hidden) => page.EvaluateAsync("""
        hidden => {
          Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """, hidden);
}
