using BrigadeNumerique.KnowledgeBase.Lexicon;
using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>An editor teaches the search an everyday word, and sees what it changes before it does.</summary>
public sealed class SynonymsTests(Browsers browsers) : IAsyncLifetime
{
    private const string OtherEmail = "dominique@exemple.fr";

    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 60_000 };

    private Service service = null!;

    private SynonymBook Book => service.Services.GetRequiredService<SynonymBook>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync(Engine.Sqlite,
        $"Accounts:Seed:2:Email={OtherEmail}", $"Accounts:Seed:2:Password={Service.OperatorPassword}", "Accounts:Seed:2:Roles=editor", "Accounts:Seed:2:Name=Dominique");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task AWordIsTriedSavedFoundByCitizensSwitchedOffAndRemoved()
    {
        await using var lou = await OpenAsync(Service.EditorEmail, "/studio/synonymes");
        await lou.Page.ClickAsync("#syn-new");
        await lou.Page.FillAsync("#syn-said", "patatrasse");
        await lou.Page.FillAsync("#syn-meant", "drone");
        await lou.Page.FillAsync("#syn-note", "Entendu au tchat");
        await lou.Page.FillAsync("#syn-question", "ma patatrasse survole le voisin");
        await lou.Page.ClickAsync("#syn-try");
        var then = lou.Page.Locator("#syn-sides section").Nth(1);
        await Expect(then.Locator(".rk li").First).ToContainTextAsync("«\u00A0patatrasse\u00A0» lu «\u00A0drone\u00A0»", Patient);
        await Expect(lou.Page.Locator("#syn-sides section").First).Not.ToContainTextAsync("patatrasse");
        await lou.Page.ClickAsync("#syn-effect");
        await Expect(lou.Page.Locator("#syn-shown")).ToContainTextAsync("Aucune ne change de fiche.", Patient);
        Assert.DoesNotContain(await Book.ReadAsync(Stop), row => !row.BuiltIn);

        await lou.Page.ClickAsync("#syn-save");
        await Expect(lou.Page.Locator("#syn-done")).ToContainTextAsync("La recherche s’en sert.", Patient);
        await Expect(lou.Page.Locator("#syn-done")).ToBeFocusedAsync();
        await Expect(lou.Page.Locator(".ls .ai[aria-current]")).ToContainTextAsync("patatrasse");
        Assert.Contains("/aide/drone-voisin", await service.Http.GetStringAsync("/aide/recherche?q=patatrasse", Stop), StringComparison.Ordinal);

        await lou.Page.ClickAsync("#syn-switch");
        await Expect(lou.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("Désactiver ce groupe", Patient);
        await lou.Page.ClickAsync("#syn-sure");
        await Expect(lou.Page.Locator("#syn-done")).ToContainTextAsync("ne s’en sert plus");
        Assert.DoesNotContain("/aide/drone-voisin", await service.Http.GetStringAsync("/aide/recherche?q=patatrasse", Stop), StringComparison.Ordinal);

        await lou.Page.ClickAsync("#syn-remove");
        await Expect(lou.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("Supprimer ce groupe", Patient);
        await lou.Page.ClickAsync("#syn-sure");
        await Expect(lou.Page).ToHaveURLAsync(new Uri(service.Address, "/studio/synonymes").ToString());
        var last = lou.Page.Locator("#syn-changes li").First;
        await Expect(last).ToContainTextAsync("Supprimé par Rédaction Lou");
        await last.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(lou.Page.Locator("#syn-said")).ToHaveValueAsync("patatrasse");
        Assert.DoesNotContain(await Book.ReadAsync(Stop), row => !row.BuiltIn);
    }

    [Fact]
    public async Task WhatTakesAQuestionAwayIsListedAndNeedsAYes()
    {
        await using var lou = await OpenAsync(Service.EditorEmail, "/studio/synonymes/nouveau");
        await lou.Page.FillAsync("#syn-said", "plainte");
        await lou.Page.FillAsync("#syn-meant", "procuration");
        await lou.Page.ClickAsync("#syn-save");

        await Expect(lou.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("Enregistrer quand même", Patient);
        await Expect(lou.Page.GetByRole(AriaRole.Alertdialog)).ToBeFocusedAsync();
        await Expect(lou.Page.Locator("#syn-shown table").First.Locator("tbody tr").First).ToContainTextAsync("Variante");
        await Pictures.KeepAsync(lou.Page, "atelier-synonymes-effet");
        await lou.Page.ClickAsync("#syn-not");
        Assert.DoesNotContain(await Book.ReadAsync(Stop), row => !row.BuiltIn);

        await lou.Page.ClickAsync("#syn-save");
        await lou.Page.ClickAsync("#syn-sure");
        await Expect(lou.Page.Locator("#syn-done")).ToContainTextAsync("La recherche s’en sert.");
    }

    [Fact]
    public async Task WordsOfNoUseAreRefusedInTheirOwnName()
    {
        await using var lou = await OpenAsync(Service.EditorEmail, "/studio/synonymes/nouveau");
        await lou.Page.FillAsync("#syn-said", "bonjour\nfoo:bar AND (");
        await lou.Page.FillAsync("#syn-meant", "voiture, voitures");
        await lou.Page.ClickAsync("#syn-save");

        await Expect(lou.Page.Locator("#syn-problems li")).ToHaveTextAsync(["«\u00A0bonjour\u00A0»\u00A0: la recherche ignore ces mots.", "«\u00A0voitures\u00A0» y est déjà, à la terminaison ou à l’accent près."], new LocatorAssertionsToHaveTextOptions { Timeout = 20_000 });
        Assert.DoesNotContain(await Book.ReadAsync(Stop), row => !row.BuiltIn);
    }

    [Fact]
    public async Task OfTwoWhoWriteTheSameGroupTheSecondSeesBothAndNothingIsLost()
    {
        var made = (await Book.SaveAsync(null, 0, SynonymRules.Read("brimborion", "document", false, ""), new("9", "Alix"), Stop)).Row!;
        await using var lou = await OpenAsync(Service.EditorEmail, "/studio/synonymes/" + made.Key);
        await using var dominique = await OpenAsync(OtherEmail, "/studio/synonymes/" + made.Key);
        await dominique.Page.FillAsync("#syn-said", "brimborion\nbabiole");
        await dominique.Page.Keyboard.PressAsync("Control+s");
        await Expect(dominique.Page.Locator("#syn-done")).ToContainTextAsync("Enregistré", Patient);
        await lou.Page.FillAsync("#syn-said", "brimborion\ncolifichet");
        await lou.Page.Keyboard.PressAsync("Control+s");

        var told = lou.Page.GetByRole(AriaRole.Alert).Filter(new LocatorFilterOptions { HasText = "Dominique a modifié ce groupe" });
        await Expect(told).ToContainTextAsync("babiole", Patient);
        await Expect(told).ToContainTextAsync("colifichet");
        await lou.Page.ClickAsync("#syn-mine");
        await Expect(lou.Page.Locator("#syn-done")).ToContainTextAsync("Enregistré", Patient);

        Assert.Equal(["brimborion", "colifichet"], (await Book.ReadAsync(Stop)).Single(row => row.Key == made.Key).Words.Said);
        Assert.Equal(
            [SynonymChangeKind.Written, SynonymChangeKind.Aside, SynonymChangeKind.Written, SynonymChangeKind.Written],
            (await Book.ChangesAsync(10, Stop)).Select(change => change.Kind));
    }

    [Fact]
    public async Task WordsThatAreNotSavedAreNotWalkedAwayFromUnseen()
    {
        await using var lou = await OpenAsync(Service.EditorEmail, "/studio/synonymes/nouveau");
        await lou.Page.FillAsync("#syn-said", "patatrasse");
        await lou.Page.Locator(".ls .ai").First.ClickAsync();
        await Expect(lou.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("ne sont pas enregistrées");
        await lou.Page.ClickAsync("#leave-stay");
        await Expect(lou.Page.Locator("#syn-said")).ToHaveValueAsync("patatrasse");
        await lou.Page.Locator(".ls .ai").First.ClickAsync();
        await lou.Page.ClickAsync("#leave-go");
        await Expect(lou.Page.Locator("#syn-said")).Not.ToBeEditableAsync();
    }

    [Fact]
    public async Task TheKeyboardAloneFindsAGroupOfTheProductAndSwitchesItOff()
    {
        await using var lou = await OpenAsync(Service.EditorEmail, "/studio/synonymes");
        await lou.Page.FocusAsync("#syn-search");
        await lou.Page.Keyboard.TypeAsync("bagnol");
        await Expect(lou.Page.Locator(".ls .ai")).ToHaveCountAsync(1);
        for (var n = 0; n < 6 && !await lou.Page.EvaluateAsync<bool>("document.activeElement.matches('.ai')"); n++) await lou.Page.Keyboard.PressAsync("Tab");
        await lou.Page.Keyboard.PressAsync("Enter");
        await Expect(lou.Page.Locator("#syn-switch")).ToBeVisibleAsync();
        await lou.Page.FocusAsync("#syn-switch");
        await lou.Page.Keyboard.PressAsync("Enter");
        await Expect(lou.Page.GetByRole(AriaRole.Alertdialog)).ToBeFocusedAsync(new LocatorAssertionsToBeFocusedOptions { Timeout = 60_000 });
        await lou.Page.Keyboard.PressAsync("Tab");
        await lou.Page.Keyboard.PressAsync("Tab");
        await lou.Page.Keyboard.PressAsync("Enter");

        await Expect(lou.Page.Locator("#syn-done")).ToBeFocusedAsync();
        Assert.False((await Book.ReadAsync(Stop)).Single(row => row.Key == "origine-caisse").On);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task AxeFindsNothingSeriousNorOnATelephone(string theme)
    {
        var made = (await Book.SaveAsync(null, 0, SynonymRules.Read("gova, caisse à savon", "voiture", true, "Entendu au tchat, à La Réunion"), new("9", "Alix"), Stop)).Row!;
        await Book.SwitchAsync("origine-toubib", 0, false, new("9", "Alix"), Stop);
        await using var lou = await OpenAsync(Service.EditorEmail, "/studio/synonymes");
        await lou.Page.EvaluateAsync($"deskTheme.choose('{theme}')");
        foreach (var (width, height) in ((int, int)[])[(1400, 900), (375, 740)])
        {
            await lou.Page.SetViewportSizeAsync(width, height);
            await lou.Page.GotoAsync("/studio/synonymes");
            await Expect(lou.Page.Locator(".ls .ai").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 20_000 });
            await IsSoundAsync(lou.Page, width);
            await Pictures.KeepAsync(lou.Page, $"atelier-synonymes-liste-{width}-{theme}");
            await lou.Page.GotoAsync("/studio/synonymes/" + made.Key);
            await lou.Page.FillAsync("#syn-said", "gova\ncaisse à savon\nplainte");
            await lou.Page.FillAsync("#syn-question", "on m’a pris ma gova");
            await lou.Page.ClickAsync("#syn-try");
            await Expect(lou.Page.Locator("#syn-sides .rk li").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
            await lou.Page.ClickAsync("#syn-effect");
            await Expect(lou.Page.Locator("#syn-shown")).ToContainTextAsync("contiennent ces mots", Patient);
            await IsSoundAsync(lou.Page, width);
            await Pictures.KeepAsync(lou.Page, $"atelier-synonymes-groupe-{width}-{theme}");
        }
    }

    private static async Task IsSoundAsync(IPage page, int width)
    {
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
        await page.IsSoundAsync();
    }

    private async Task<Visitor> OpenAsync(string email, string address)
    {
        var visitor = await browsers.VisitAsync(service, 1400, 900);
        await visitor.Page.GotoAsync(address);
        await visitor.Page.FillAsync("#email", email);
        await visitor.Page.FillAsync("#password", Service.OperatorPassword);
        await visitor.Page.ClickAsync("button[type=submit]");
        await Expect(visitor.Page.Locator("html[data-studio=ready]")).ToBeAttachedAsync(new LocatorAssertionsToBeAttachedOptions { Timeout = 20_000 });
        return visitor;
    }
}
