using BrigadeNumerique.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>What an operator writes, and with what help.</summary>
public sealed class WritingTests(Browsers browsers) : IAsyncLifetime
{
    private Service service = null!;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync(Engine.Sqlite, "Accounts:Seed:0:Roles=supervisor");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task AReadyMadeReplyIsFoundAndSentByKeyboardAlone()
    {
        var (citizen, desk) = await TalkingAsync("je veux parler à une personne");
        await using var one = citizen;
        await using var two = desk;
        var (composer, keyboard, list) = (desk.Page.Locator("#composer"), desk.Page.Keyboard, desk.Page.Locator("#replies"));
        await Expect(composer).ToBeFocusedAsync();

        await keyboard.TypeAsync("/bless");
        await Expect(list.GetByRole(AriaRole.Option)).ToHaveCountAsync(3);
        await Pictures.KeepAsync(desk.Page, "poste-reponses");
        await Expect(composer).ToHaveAttributeAsync("aria-activedescendant", "reply-0");
        await keyboard.PressAsync("ArrowDown");
        await Expect(list.Locator("[aria-selected=true]")).ToContainTextAsync("certificat");
        await keyboard.PressAsync("ArrowUp");
        await keyboard.PressAsync("Enter");
        await Expect(composer).ToHaveValueAsync("Quelqu’un est-il blessé\u202f?");
        await Expect(list).ToHaveCountAsync(0);
        await keyboard.PressAsync("Control+Enter");
        await Expect(citizen.Log.GetByText("Quelqu’un est-il blessé")).ToBeVisibleAsync();

        // Faster than the list: Enter waits for the list of these letters. Variables are filled.
        await Expect(composer).ToHaveValueAsync("");
        await keyboard.TypeAsync("/bonjour");
        await keyboard.PressAsync("Enter");
        await Expect(composer).ToHaveValueAsync("Bonjour, je suis Camille, adjudante à la brigade numérique. J’ai lu vos messages.");

        // Escape leaves the letters, and Enter is a line again.
        await composer.FillAsync("");
        await keyboard.TypeAsync("/arme");
        await Expect(list).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Expect(list).ToHaveCountAsync(0);
        await Expect(composer).ToHaveValueAsync("/arme");
    }

    [Fact]
    public async Task ANoteIsWrittenInThePlaceOfAMessageAndTheCitizenNeverSeesIt()
    {
        var (citizen, desk) = await TalkingAsync("je veux parler à une personne");
        await using var one = citizen;
        await using var two = desk;
        var composer = desk.Page.Locator("#composer");
        await composer.FillAsync("Bonjour, je regarde");

        var writes = citizen.Page.Locator("#typing").GetByText("écrit");
        await Expect(writes).ToBeVisibleAsync();

        await desk.Page.Keyboard.PressAsync("Alt+o");
        await Expect(desk.Page.Locator(".cm.note")).ToBeVisibleAsync();
        await Expect(writes).ToBeHiddenAsync(new LocatorAssertionsToBeHiddenOptions { Timeout = 15_000 });
        await Expect(composer).ToHaveValueAsync("");
        await Expect(desk.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new("Ajouter la note Ctrl") })).ToBeVisibleAsync();
        await composer.PressSequentiallyAsync("a déjà écrit hier soir");
        await Pictures.KeepAsync(desk.Page, "poste-note");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(desk.Page.Locator(".l.nt")).ToContainTextAsync("a déjà écrit hier soir");
        await Expect(desk.Page.Locator("#tab-notes")).ToContainTextAsync("1");
        await Expect(writes).ToBeHiddenAsync(new LocatorAssertionsToBeHiddenOptions { Timeout = 1 });

        // The message that was begun stands where it was.
        await desk.Page.Keyboard.PressAsync("Alt+o");
        await Expect(composer).ToHaveValueAsync("Bonjour, je regarde");
        await composer.PressAsync("Control+Enter");
        await Expect(citizen.Log.GetByText("Bonjour, je regarde")).ToBeVisibleAsync();
        await Expect(citizen.Log).Not.ToContainTextAsync("hier soir");
        await citizen.Page.ReloadAsync();
        await Expect(citizen.Log.GetByText("Bonjour, je regarde")).ToBeVisibleAsync();
        await Expect(citizen.Log).Not.ToContainTextAsync("hier soir");
    }

    [Fact]
    public async Task TheSheetForThe17IsFilledFromTheWordsCopiedInOneActAndItsRelayTold()
    {
        var (citizen, desk) = await TalkingAsync("il est derrière la porte avec un couteau, je suis au 3 rue des Lilas à Dole");
        await using var one = citizen;
        await using var two = desk;
        await desk.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);

        await desk.Page.Locator("#tab-relay").ClickAsync();
        await Expect(desk.Page.Locator("#relay-weapons")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("couteau.*\\(l\\.\u00a0\\d+\\)"));
        await Expect(desk.Page.Locator("#relay-where")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("3 rue des Lilas"));
        await Expect(desk.Page.Locator("#relay-children")).ToHaveValueAsync("");
        await desk.Page.Locator("#relay-children").FillAsync("deux, dans la chambre");
        await Pictures.KeepAsync(desk.Page, "poste-relais");
        await desk.Page.Locator("#relay-copy").ClickAsync();

        await Expect(desk.Page.Locator(".relay .told")).ToContainTextAsync("Copié");
        var copied = await desk.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Contains("Enfants\u00a0: deux, dans la chambre", copied);
        Assert.Contains("Joindre sans risque\u00a0: à demander", copied);
        Assert.Contains("3 rue des Lilas", copied);

        await desk.Page.Locator("#relay-to").FillAsync("Adj. Morel, CORG 39");
        await desk.Page.Locator("#relay-to").PressAsync("Enter");
        await Expect(desk.Page.Locator(".relay .done")).ToContainTextAsync("pris par Adj. Morel");
        await Expect(desk.Page.Locator(".tr")).ToContainTextAsync("Relais transmis par Adjudante Camille");
        await Expect(citizen.Page.GetByText("a transmis au 17 à")).ToBeVisibleAsync();

        await desk.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Expect(desk.Page.Locator(".paper")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator(".strip")).ToBeHiddenAsync();
        await Pictures.KeepAsync(desk.Page, "poste-relais-papier");
    }

    [Fact]
    public async Task AnEmergencyTextAndAnArticleAreSentByKeyboard()
    {
        var (citizen, desk) = await TalkingAsync("je veux parler à une personne");
        await using var one = citizen;
        await using var two = desk;
        var keyboard = desk.Page.Keyboard;

        await keyboard.PressAsync("Alt+e");
        await Expect(desk.Page.Locator("#pick-field")).ToBeFocusedAsync();
        await keyboard.TypeAsync("feu");
        await Expect(desk.Page.Locator("#pick-list [role=option]").First).ToContainTextAsync("Feu");
        await Pictures.KeepAsync(desk.Page, "poste-texte-urgence");
        await keyboard.PressAsync("Enter");
        await Expect(citizen.Log.Locator("a[href='tel:18']")).ToBeVisibleAsync();
        await Expect(desk.Page.Locator("#composer")).ToBeFocusedAsync();

        await keyboard.PressAsync("Alt+a");
        await Expect(desk.Page.Locator("#pick-field")).ToBeFocusedAsync();
        await keyboard.TypeAsync("vol de vélo");
        await Expect(desk.Page.Locator("#pick-list [role=option]").First).ToBeVisibleAsync();
        await keyboard.PressAsync("Enter");
        await Expect(desk.Page.Locator("#composer")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(service.Address + "aide/"));
    }

    [Fact]
    public async Task WhatIsBeingWrittenIsThereAfterAReloadAndACrossedMessageIsSaid()
    {
        var (citizen, desk) = await TalkingAsync("je veux parler à une personne");
        await using var one = citizen;
        await using var two = desk;
        var composer = desk.Page.Locator("#composer");
        await composer.PressSequentiallyAsync("Je vous réponds dans");

        await desk.Page.ReloadAsync();
        await Expect(desk.Page.Locator("html[data-desk=ready]")).ToBeAttachedAsync(new LocatorAssertionsToBeAttachedOptions { Timeout = 20_000 });
        await desk.Page.Keyboard.PressAsync("Alt+1");
        await Expect(composer).ToHaveValueAsync("Je vous réponds dans");

        await citizen.WritesAsync("attendez, il y a du nouveau");
        await Expect(desk.Page.Locator(".tr")).ToContainTextAsync("il y a du nouveau");
        await composer.PressAsync("Control+Enter");
        await Expect(desk.Page.GetByText("Un message est arrivé pendant que vous écriviez.")).ToBeVisibleAsync();
        await desk.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Envoyer quand même" }).ClickAsync();
        await Expect(citizen.Log.GetByText("Je vous réponds dans")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task EverythingIsFoundInThePaletteAndAPauseIsProposedAfterAGraveCase()
    {
        var (citizen, desk) = await TalkingAsync("il est derrière la porte avec un couteau");
        await using var one = citizen;
        await using var two = desk;
        var keyboard = desk.Page.Keyboard;

        await keyboard.PressAsync("Control+k");
        await Expect(desk.Page.Locator("#pick-field")).ToBeFocusedAsync();
        await keyboard.TypeAsync("?");
        await Expect(desk.Page.Locator("#pick-list")).Not.ToContainTextAsync("Ouvrir la fiche de relais");
        await Expect(desk.Page.Locator("#pick-list")).ToContainTextAsync("Alt+Q");
        await Pictures.KeepAsync(desk.Page, "poste-palette");
        await desk.Page.Locator("#pick-field").FillAsync("terminer");
        await keyboard.PressAsync("Enter");
        await Expect(desk.Page.Locator("#confirm-first")).ToBeFocusedAsync();
        await keyboard.PressAsync("Space");
        await desk.Page.Locator("#confirm-yes").ClickAsync();

        await Expect(desk.Page.GetByText("Voulez-vous une pause de 10 minutes")).ToBeVisibleAsync();
        await desk.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Oui", Exact = true }).ClickAsync();
        await Expect(desk.Page.Locator("#presence")).ToContainTextAsync("En pause");
        await Expect(desk.Page.GetByText("En pause jusqu’à")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ASupervisorAddsAReplyThatTheDeskOffersAtOnce()
    {
        await using var desk = await browsers.SignInAsync(service);
        await desk.Page.GotoAsync("/poste/reponses");
        await desk.Page.Locator("#manage-add").ClickAsync();
        await Expect(desk.Page.Locator("#edit-first")).ToBeFocusedAsync();

        await desk.Page.Locator("#edit-first").FillAsync("Pas bon");
        await desk.Page.GetByLabel("Texte envoyé").FillAsync("Bonjour {nom_usager}");
        await desk.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Enregistrer" }).ClickAsync();
        await Expect(desk.Page.Locator("#edit-faults")).ToContainTextAsync("Raccourci");
        await Expect(desk.Page.Locator("#edit-faults")).ToContainTextAsync("variable");
        await Pictures.KeepAsync(desk.Page, "poste-reponses-gestion");
        await desk.Page.Locator("#edit-first").FillAsync("velo");
        await desk.Page.GetByLabel("À quoi elle sert").FillAsync("Vélo retrouvé");
        await desk.Page.GetByLabel("Texte envoyé").FillAsync("Votre vélo, référence {reference}.");
        await desk.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Enregistrer" }).ClickAsync();
        await Expect(desk.Page.GetByText("/velo est enregistrée.")).ToBeVisibleAsync();
        await desk.Page.IsSoundAsync();

        await desk.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Retirer /velo" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Retirer /velo pour tous" }).ClickAsync();
        await Expect(desk.Page.GetByText("/velo est retirée.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TheDeskSpeaksEnglishToWhomeverChoseItAndTheCitizenReadsFrenchAllTheSame()
    {
        var (citizen, desk) = await TalkingAsync("je veux parler à une personne");
        await using var one = citizen;
        await using var two = desk;

        await desk.Page.GetByLabel("Langue du poste").SelectOptionAsync("en");
        await Expect(desk.Page.GetByText("My conversations").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 20_000 });
        await Expect(desk.Page.Locator("html[lang=en][data-desk=ready]")).ToBeAttachedAsync(new LocatorAssertionsToBeAttachedOptions { Timeout = 20_000 });

        // What wakes the page comes on the citizen's thread: it still speaks the reader's language.
        await citizen.WritesAsync("encore une question");
        await Expect(desk.Page.Locator(".q")).ToContainTextAsync("encore une question");
        await Expect(desk.Page.Locator(".q")).ToContainTextAsync("My conversations");
        await Expect(desk.Page.Locator(".q")).Not.ToContainTextAsync("Mes échanges");
        await Pictures.KeepAsync(desk.Page, "poste-anglais");
        await desk.Page.Keyboard.PressAsync("Alt+1");
        await desk.Page.Keyboard.PressAsync("Alt+w");
        await desk.Page.GetByLabel("Informed").CheckAsync();
        await desk.Page.Locator("#confirm-yes").ClickAsync();
        await Expect(citizen.Log).ToContainTextAsync("L’échange est terminé");
    }

    [Theory]
    [InlineData(1584, 990, "")]
    [InlineData(900, 800, "-900")]
    public async Task AxeFindsNothingSeriousInTheNewParts(int width, int height, string suffix)
    {
        var (citizen, desk) = await TalkingAsync("il est derrière la porte avec un couteau");
        await using var one = citizen;
        await using var two = desk;
        await desk.Page.SetViewportSizeAsync(width, height);
        await desk.Page.Locator("#composer").PressSequentiallyAsync("/se");
        await Expect(desk.Page.Locator("#replies [aria-selected=true]")).ToBeVisibleAsync();
        await Pictures.KeepAsync(desk.Page, "poste-barre" + suffix);
        await desk.Page.IsSoundAsync();
        Assert.True(await desk.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
        await desk.Page.Keyboard.PressAsync("Escape");

        foreach (var tab in (string[])["assessment", "relay", "notes", "before"])
        {
            if (width < 1280 && !await desk.Page.Locator("#panel").IsVisibleAsync()) await desk.Page.Keyboard.PressAsync("Alt+p");
            await desk.Page.Locator("#tab-" + tab).ClickAsync();
            await Expect(desk.Page.Locator($"#tab-{tab}[aria-selected=true]")).ToBeVisibleAsync();
            await Pictures.KeepAsync(desk.Page, "poste-cote-" + tab + suffix);
            await desk.Page.IsSoundAsync();
        }

        await desk.Page.Keyboard.PressAsync("Control+k");
        await Expect(desk.Page.Locator("#pick-list [aria-selected=true]")).ToBeVisibleAsync();
        await desk.Page.IsSoundAsync();
    }

    private async Task<(Visitor Citizen, Visitor Desk)> TalkingAsync(string words)
    {
        var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync(words);
        var desk = await browsers.SignInAsync(service);
        await Expect(desk.Page.Locator(".it").First).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Alt+n");
        await Expect(desk.Page.Locator("#composer")).ToBeFocusedAsync();
        return (citizen, desk);
    }
}
