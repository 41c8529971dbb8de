using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>Two operators and a supervisor, each before a browser of their own.</summary>
public sealed class RoutingTests(Browsers browsers) : IAsyncLifetime
{
    private const string NoorEmail = "noor@exemple.fr", ChiefEmail = "alex@exemple.fr";

    private Service service = null!;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync(
        Engine.Sqlite,
        "Accounts:Seed:0:Skills=violence,en",
        $"Accounts:Seed:2:Email={NoorEmail}", $"Accounts:Seed:2:Password={Service.OperatorPassword}", "Accounts:Seed:2:Roles=operator", "Accounts:Seed:2:Name=Maréchale Noor", "Accounts:Seed:2:Skills=minors",
        $"Accounts:Seed:3:Email={ChiefEmail}", $"Accounts:Seed:3:Password={Service.OperatorPassword}", "Accounts:Seed:3:Roles=supervisor", "Accounts:Seed:3:Name=Capitaine Alex");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task AnOfferStandsInTheStripIsDeclinedByAKeyAndPassedOnByAnother()
    {
        await using var camille = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("je veux parler à une personne");
        await Expect(camille.Page.Locator(".strip.offer")).ToContainTextAsync("proposé à vous");
        await Expect(camille.Page.Locator(".strip remaining-time")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[1-4]?[0-9]$"));
        await Pictures.KeepAsync(camille.Page, "poste-proposition");

        await camille.Page.Keyboard.PressAsync("Alt+r");
        await Expect(camille.Page.Locator(".strip.offer")).ToHaveCountAsync(0);
        await Expect(camille.Page.GetByText("je veux parler").First).ToBeVisibleAsync();
        await using var noor = await browsers.SignInAsync(service, NoorEmail);
        await Expect(noor.Page.Locator(".strip.offer")).ToContainTextAsync("proposé à vous");
        await noor.Page.Keyboard.PressAsync("Alt+u");
        await Expect(citizen.Log.GetByText("Maréchale Noor a rejoint l’échange")).ToBeVisibleAsync();
        await Expect(noor.Page.Locator("#mine-title")).ToContainTextAsync("charge 1 / 6");

        await noor.Page.Keyboard.PressAsync("Alt+t");
        await Expect(noor.Page.Locator("#confirm-first")).ToBeFocusedAsync();
        await Pictures.KeepAsync(noor.Page, "poste-transfert");
        await noor.Page.Keyboard.PressAsync("Escape");
        await Expect(noor.Page.Locator("#act-transfer")).ToBeFocusedAsync();
        await noor.Page.Keyboard.PressAsync("Enter");
        await noor.Page.Locator("#confirm-first").SelectOptionAsync(new SelectOptionValue { Label = "Adjudante Camille · Disponible · charge 0 / 6 · anglais, violences" });
        await noor.Page.Locator("#transfer-note").FillAsync("elle préfère écrire");
        await noor.Page.Locator("#confirm-yes").ClickAsync();

        await Expect(camille.Page.Locator(".strip.offer")).ToContainTextAsync("proposé à vous");
        await camille.Page.Keyboard.PressAsync("Alt+u");
        await Expect(camille.Page.GetByText("Note de Maréchale Noor")).ToBeVisibleAsync();
        await Expect(citizen.Log.GetByText("elle préfère écrire")).ToHaveCountAsync(0);
        await Expect(citizen.Log.GetByText("Adjudante Camille a rejoint l’échange")).ToBeVisibleAsync();

        await camille.Page.Keyboard.PressAsync("Alt+w");
        await Expect(camille.Page.Locator("#confirm-first")).ToBeFocusedAsync();
        await Pictures.KeepAsync(camille.Page, "poste-fin");
        await camille.Page.Keyboard.PressAsync("Space");
        await camille.Page.Keyboard.PressAsync("ArrowDown");
        await camille.Page.Keyboard.PressAsync("Enter");
        await Expect(camille.Page.GetByText("Terminé par le gendarme · Orienté vers un service")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task PresenceIsChosenByTheKeyboardAndWhoGoesGivesAllBack()
    {
        await using var camille = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("je veux parler à une personne");
        await Expect(camille.Page.Locator(".strip.offer")).ToBeVisibleAsync();
        await camille.Page.Keyboard.PressAsync("Alt+u");
        await Expect(camille.Page.Locator("#act-help")).ToBeVisibleAsync();
        await camille.Page.Locator("#act-help").ClickAsync();
        await Expect(camille.Page.Locator("#act-help[aria-pressed=true]")).ToBeVisibleAsync();
        await camille.Page.Locator("#act-more").FocusAsync();
        await camille.Page.Keyboard.PressAsync("Enter");
        await Expect(camille.Page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Mettre en pause" })).ToBeFocusedAsync();
        await camille.Page.Keyboard.PressAsync("Enter");
        await Expect(camille.Page.Locator("#queue .it .w").First).ToHaveTextAsync("en pause");

        await camille.Page.Locator("#presence").FocusAsync();
        await camille.Page.Keyboard.PressAsync("Enter");
        await Expect(camille.Page.GetByRole(AriaRole.Menuitemradio, new PageGetByRoleOptions { Name = "Disponible" })).ToBeFocusedAsync();
        await Pictures.KeepAsync(camille.Page, "poste-presence");
        await camille.Page.SetViewportSizeAsync(360, 700);
        Assert.True(await camille.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);
        await Pictures.KeepAsync(camille.Page, "poste-presence-360");
        await camille.Page.SetViewportSizeAsync(1440, 900);
        await camille.Page.IsSoundAsync();
        await camille.Page.Keyboard.PressAsync("Escape");
        await Expect(camille.Page.Locator("#presence")).ToBeFocusedAsync();
        await camille.Page.Keyboard.PressAsync("Enter");
        await Expect(camille.Page.GetByRole(AriaRole.Menuitemradio, new PageGetByRoleOptions { Name = "Disponible" })).ToBeFocusedAsync();
        await camille.Page.Keyboard.PressAsync("End");
        await camille.Page.Keyboard.PressAsync("Enter");

        await Expect(camille.Page.Locator("#presence")).ToContainTextAsync("Hors du poste");
        await Expect(citizen.Log.GetByText("vous confie à un collègue")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WhatIsForTheTrainedShowsNoWordToTheOthers()
    {
        await using var camille = await browsers.SignInAsync(service);
        await using var noor = await browsers.SignInAsync(service, NoorEmail);
        await noor.Page.Locator("#presence").ClickAsync();
        await noor.Page.GetByRole(AriaRole.Menuitemradio, new PageGetByRoleOptions { Name = "Occupé" }).ClickAsync();
        await Expect(noor.Page.Locator("#presence")).ToContainTextAsync("Occupé");

        var id = Guid.NewGuid().ToString("N");
        await service.Transcript.OpenAsync(new Conversation(id, "directline", "v", "fr-FR", DateTimeOffset.UtcNow), conversation =>
        {
            conversation.Receive(new Line(Author.Citizen, "j’ai douze ans et je suis seule"), DateTimeOffset.UtcNow);
            conversation.RequestHandoff(HandoffReason.Sensitive, Priority.Sensitive, "minor-alone", "j’ai douze ans et je suis seule", DateTimeOffset.UtcNow);
            return;
        }, CancellationToken.None);

        await Expect(noor.Page.GetByText("j’ai douze ans").First).ToBeVisibleAsync();
        await camille.Page.GetByText("Réservé aux habilités").First.ClickAsync();
        await Expect(camille.Page.Locator(".cv .sealed")).ToBeVisibleAsync();
        await Expect(camille.Page.GetByText("j’ai douze ans")).ToHaveCountAsync(0);
        await camille.Page.SetViewportSizeAsync(360, 700);
        Assert.True(await camille.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);
    }

    [Fact]
    public async Task ASupervisorSetsSkillsAndMeasureAndNobodyElseSeesThePage()
    {
        await using var camille = await browsers.SignInAsync(service);
        await camille.Page.GotoAsync("/poste/equipe");
        await Expect(camille.Page.Locator(".member")).ToHaveCountAsync(0);
        await using var chief = await browsers.SignInAsync(service, ChiefEmail);
        await chief.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Équipe" }).ClickAsync();
        var member = chief.Page.GetByRole(AriaRole.Form, new PageGetByRoleOptions { Name = "Maréchale Noor" });
        await Expect(member.GetByLabel("mineurs")).ToBeCheckedAsync();

        await member.GetByLabel("détresse").CheckAsync();
        await member.GetByLabel("Langues").FillAsync("ar, uk");
        await member.GetByLabel("Charge maximale").FillAsync("4");
        await member.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Enregistrer" }).ClickAsync();

        await Expect(chief.Page.GetByText("Enregistré pour Maréchale Noor")).ToBeVisibleAsync();
        await Pictures.KeepAsync(chief.Page, "poste-equipe");
        await chief.Page.IsSoundAsync();
        await chief.Page.SetViewportSizeAsync(360, 700);
        Assert.True(await chief.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);
        await chief.Page.ReloadAsync();
        await Expect(chief.Page.GetByRole(AriaRole.Form, new PageGetByRoleOptions { Name = "Maréchale Noor" }).GetByLabel("Langues")).ToHaveValueAsync("ar, uk");
    }

    [Fact]
    public async Task ASearchFindsWhatIsOverAndAFilterIsKeptAndHidesNoDanger()
    {
        await using var camille = await browsers.SignInAsync(service);
        var over = await OpenedAsync("un vélo bleu a disparu", conversation =>
        {
            conversation.RequestHandoff(HandoffReason.Asked, Priority.Normal, null, null, DateTimeOffset.UtcNow);
            conversation.Close("operator", DateTimeOffset.UtcNow, "informed");
        });
        await OpenedAsync("bonjour, une question", conversation => conversation.RequestHandoff(HandoffReason.Asked, Priority.Normal, null, null, DateTimeOffset.UtcNow));
        await OpenedAsync("il a un couteau", conversation => conversation.RequestHandoff(HandoffReason.Emergency, Priority.Urgent, "emer.police", "il a un couteau", DateTimeOffset.UtcNow));
        await Expect(camille.Page.Locator(".it").Filter(new LocatorFilterOptions { HasText = "une question" })).ToBeVisibleAsync();

        await camille.Page.Locator("#desk-search").FillAsync("VÉLO bleu".ToLowerInvariant());
        await camille.Page.Locator("#desk-search").PressAsync("Enter");
        var row = camille.Page.Locator("#row-" + over);
        await Expect(row).ToContainTextAsync("terminé");
        await row.ClickAsync();
        await Expect(camille.Page.Locator("article").GetByText("un vélo bleu")).ToBeVisibleAsync();
        await Pictures.KeepAsync(camille.Page, "poste-recherche");
        await camille.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Revenir à la file" }).ClickAsync();

        await camille.Page.GetByLabel("Filtre de la file").SelectOptionAsync("skill:minors");
        await Expect(camille.Page.Locator(".it").Filter(new LocatorFilterOptions { HasText = "une question" })).ToHaveCountAsync(0);
        await Expect(camille.Page.Locator(".it").Filter(new LocatorFilterOptions { HasText = "couteau" })).ToBeVisibleAsync();
        await Expect(camille.Page.GetByText("1 autre, que le filtre cache")).ToBeVisibleAsync();
        await camille.Page.ReloadAsync();
        await Expect(camille.Page.GetByLabel("Filtre de la file")).ToHaveValueAsync("skill:minors");
    }

    private async Task<string> OpenedAsync(string words, Action<Conversation> then)
    {
        var id = Guid.NewGuid().ToString("N");
        await service.Transcript.OpenAsync(new Conversation(id, "directline", "v", "fr-FR", DateTimeOffset.UtcNow), conversation =>
        {
            conversation.Receive(new Line(Author.Citizen, words), DateTimeOffset.UtcNow);
            conversation.MarkAnswered(1);
            then(conversation);
        }, CancellationToken.None);
        return id;
    }
}
