using System.Text.RegularExpressions;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.KnowledgeBase.Drafting.Calls;
using BrigadeNumerique.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>What a language model drafts, as a citizen, an operator and an administrator see it.</summary>
public sealed class DraftsTests(Browsers browsers) : IAsyncLifetime
{
    private const string AdminEmail = "admin@exemple.fr", Question = "on m’a volé mon vélo, que faire ?";

    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 20_000 };

    private ModelServer model = null!;
    private Service service = null!;

    public async ValueTask InitializeAsync()
    {
        model = await ModelServer.StartAsync();
        model.Answers = Answer;
        service = await Service.StartAsync(Engine.Sqlite, [.. model.Settings, .. Admin]);
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await model.DisposeAsync();
    }

    private static string[] Admin => [$"Accounts:Seed:4:Email={AdminEmail}", $"Accounts:Seed:4:Password={Service.OperatorPassword}", "Accounts:Seed:4:Roles=admin", "Accounts:Seed:4:Name=Capitaine Dany"];

    [Fact]
    public async Task ACitationNamesItsArticleToScreenReadersTheKeyboardPaperAndTheCopy()
    {
        await using var citizen = await browsers.VisitAsync(service, 360, 740);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync(Question);
        var cited = citizen.Log.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Source 1\u00A0: Vélo ou trottinette volé", Exact = false }).First;
        await Expect(cited).ToHaveTextAsync("1");
        await Expect(cited).ToHaveAttributeAsync("href", "/aide/vol-velo");
        await citizen.Page.IsSoundAsync();
        await Pictures.KeepAsync(citizen.Page, "citoyen-reponse-reformulee");

        await citizen.Page.Keyboard.PressAsync("Shift+Tab");
        await cited.FocusAsync();
        Assert.Contains("Vélo", await BesideAsync(cited), StringComparison.Ordinal);
        Assert.True(await WidthAsync(citizen.Page) <= 360);
        await citizen.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await cited.BlurAsync();
        Assert.Contains("Vélo", await BesideAsync(cited), StringComparison.Ordinal);
        await citizen.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        Assert.Equal("none", await BesideAsync(cited));

        await citizen.Page.Locator("#display").ClickAsync();
        await citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Garder une copie" }).ClickAsync();
        var download = await citizen.Page.RunAndWaitForDownloadAsync(() => citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Oui, garder une copie" }).ClickAsync());
        var copy = await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.Matches(@"\[1\] Vélo ou trottinette volé[^\n]*\(/aide/vol-velo\)", copy);
    }

    [Fact]
    public async Task AnOperatorTakesChangesAndPutsAwayDraftsWithTheKeyboardAlone()
    {
        await using var desk = await browsers.SignInAsync(service);
        await WaitsAsync("on m’a volé mon vélo devant la gare, je veux parler à un gendarme");
        await Expect(desk.Page.Locator("#queue .it")).ToHaveCountAsync(1);
        await desk.Page.Keyboard.PressAsync("Alt+n");
        await Expect(desk.Page.Locator("#tab-drafts")).ToHaveTextAsync("Brouillons · 1", new LocatorAssertionsToHaveTextOptions { Timeout = 20_000 });
        await desk.Page.Locator("#tab-drafts").PressAsync("Enter");
        var drafts = desk.Page.Locator(".drafts");
        await Expect(drafts).ToContainTextAsync("vélo volé devant la gare");
        await Expect(drafts).ToContainTextAsync("Brouillon automatique");

        await desk.Page.Locator("#ask-Replies").PressAsync("Enter");
        await Expect(drafts.Locator(".suggested li")).ToHaveCountAsync(3);
        await Expect(desk.Page.Locator("#ask-Replies")).ToBeFocusedAsync();
        await Expect(drafts.GetByRole(AriaRole.Status)).ToHaveTextAsync("Réponses possibles\u00A0: brouillon prêt.");
        await desk.Page.IsSoundAsync();
        await Pictures.KeepAsync(desk.Page, "poste-brouillons");
        await desk.Page.Locator("#dismiss-reply-2").PressAsync("Enter");
        await Expect(drafts.Locator(".suggested li")).ToHaveCountAsync(2);
        await Expect(drafts.GetByRole(AriaRole.Status)).ToHaveTextAsync("Brouillon écarté.");
        await Expect(desk.Page.Locator("#dismiss-reply-2")).ToBeFocusedAsync();
        await desk.Page.Locator("#use-reply-1").PressAsync("Enter");
        var composer = desk.Page.Locator("#composer");
        await Expect(composer).ToBeFocusedAsync();
        await Expect(composer).ToHaveValueAsync(new Regex("^Portez plainte, en ligne ou en brigade"));

        await desk.Page.Locator("#dismiss-reply-1").PressAsync("Enter");
        await Expect(desk.Page.Locator("#ask-Replies")).ToBeFocusedAsync();
        await Expect(drafts).ToContainTextAsync("Brouillon écarté.");
        await desk.Page.Locator("#use-Summary").PressAsync("Enter");
        await Expect(composer).ToHaveValueAsync(new Regex("Faits\u00A0: vélo volé devant la gare"));
        await desk.Page.Locator("#ask-Relay").PressAsync("Enter");
        await desk.Page.Locator("#use-Relay").PressAsync("Enter");
        await Expect(desk.Page.Locator("#tab-relay")).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Contains("devant la gare", await desk.Page.EvaluateAsync<string>("[...document.querySelectorAll('#panel textarea, #panel input')].map(e => e.value).join(' | ')"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLineADraftRestsOnIsOneKeyAwayAndATelephoneShowsAllOfIt()
    {
        await using var desk = await browsers.SignInAsync(service);
        await WaitsAsync("on m’a volé mon vélo devant la gare, je veux parler à un gendarme");
        await Expect(desk.Page.Locator("#queue .it")).ToHaveCountAsync(1);
        await desk.Page.Keyboard.PressAsync("Alt+n");
        await Expect(desk.Page.Locator("#tab-drafts")).ToContainTextAsync("1", new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });
        await desk.Page.Locator("#tab-drafts").PressAsync("Enter");
        var line = desk.Page.Locator(".drafts .ref").First;
        var number = await line.InnerTextAsync();
        await line.PressAsync("Enter");
        await Expect(desk.Page.Locator("#line-" + number)).ToBeFocusedAsync();
        await desk.Page.Locator("#ask-Replies").PressAsync("Enter");
        await Expect(desk.Page.Locator(".suggested li")).ToHaveCountAsync(3);

        await desk.Page.SetViewportSizeAsync(360, 740);
        await desk.Page.Keyboard.PressAsync("Alt+p");
        await Expect(desk.Page.Locator("#panel")).ToBeVisibleAsync();
        await desk.Page.Locator("#tab-drafts").ClickAsync();
        await Expect(desk.Page.Locator("#use-reply-1")).ToBeVisibleAsync();
        Assert.True(await WidthAsync(desk.Page) <= 360);
        await Pictures.KeepAsync(desk.Page, "poste-brouillons-telephone");
        await desk.Page.IsSoundAsync();
    }

    [Fact]
    public async Task AForeignersWordsStandBesideTheirTranslationAndAReplyIsTranslatedBeforeItIsTaken()
    {
        await using var desk = await browsers.SignInAsync(service);
        await WaitsAsync("my bicycle was stolen near the station, I want to talk to a police officer", "en-GB");
        await Expect(desk.Page.Locator("#queue .it")).ToHaveCountAsync(1);
        await desk.Page.Keyboard.PressAsync("Alt+n");
        // Taking puts the keyboard into the field for the reply, which may come after the next keys.
        await Expect(desk.Page.Locator("#composer")).ToBeFocusedAsync();
        await desk.Page.Locator("#tab-drafts").PressAsync("Enter");
        await desk.Page.Locator("#ask-Translation").PressAsync("Enter");
        await Expect(desk.Page.Locator(".pairs dd").First).ToHaveTextAsync("Mon vélo a été volé près de la gare, je veux parler à un policier.");
        await Expect(desk.Page.Locator(".pairs dt").First).ToHaveAttributeAsync("lang", "en");
        await Expect(desk.Page.Locator("#ask-Translation")).ToBeFocusedAsync();

        await desk.Page.Locator("#ask-translate-mine").PressAsync("Enter");
        await Expect(desk.Page.Locator(".drafts").GetByRole(AriaRole.Status)).ToContainTextAsync("Écrivez d’abord");
        await desk.Page.FillAsync("#composer", "Avez-vous la facture de votre vélo ?");
        await desk.Page.Locator("#ask-translate-mine").PressAsync("Enter");
        await Expect(desk.Page.Locator("#use-translation")).ToBeVisibleAsync(Patient);
        await Pictures.KeepAsync(desk.Page, "poste-brouillons-traduction");
        await desk.Page.IsSoundAsync();
        await desk.Page.Locator("#use-translation").PressAsync("Enter");
        await Expect(desk.Page.Locator("#composer")).ToHaveValueAsync("Do you have the invoice of your bicycle?\n\nAvez-vous la facture de votre vélo ?");
        await Expect(desk.Page.Locator("#composer")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task TheQueueShowsInWordsWhatIsToBeReadAgainAndFiltersIt()
    {
        await using var desk = await browsers.SignInAsync(service);
        await WaitsAsync("je veux parler à un gendarme");
        var id = await WaitsAsync("je voudrais une personne");
        await service.Transcript.ChangeAsync(id, conversation => conversation.AskToReread(conversation.LastCitizenSequence, "parle d’une dispute qui revient", DateTimeOffset.UtcNow), TestContext.Current.CancellationToken);
        await Expect(desk.Page.Locator("#queue .it")).ToHaveCountAsync(2);
        await Expect(desk.Page.Locator("#row-" + id)).ToContainTextAsync("À relire\u00A0: parle d’une dispute qui revient");
        await Pictures.KeepAsync(desk.Page, "poste-a-relire");

        await desk.Page.Locator("#queue select").SelectOptionAsync("reread");

        await Expect(desk.Page.Locator("#queue .it")).ToHaveCountAsync(1);
        await Expect(desk.Page.Locator("#queue .it")).ToContainTextAsync("À relire");
        await desk.Page.IsSoundAsync();
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task AnAdministratorSwitchesAUseReadsTheFiguresAndAxeFindsNothing(string theme)
    {
        await using (var citizen = await browsers.VisitAsync(service))
        {
            await citizen.Page.GotoAsync("/");
            await citizen.WritesAsync(Question);
            await Expect(citizen.Log.Locator(".cite").First).ToBeVisibleAsync(Patient);
            model.Answers = _ => "Nous allons retrouver votre vélo [1].";
            await citizen.WritesAsync("comment porter plainte pour le vol de mon vélo ?");
            await Expect(citizen.Log.Locator(".card.art")).ToHaveCountAsync(2);
            await service.Services.GetRequiredService<CallLog>().WriteAsync(TestContext.Current.CancellationToken);
        }

        await using var dany = await browsers.SignInAsync(service, AdminEmail, "/administration/modele");
        await Expect(dany.Page.Locator("#use-Answer")).ToHaveAttributeAsync("aria-checked", "true", new LocatorAssertionsToHaveAttributeOptions { Timeout = 20_000 });
        await dany.Page.EvaluateAsync($"window.deskTheme?.choose('{theme}')");
        await dany.Page.ReloadAsync();
        await Expect(dany.Page.Locator("table")).ToContainTextAsync("50", new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });
        await Expect(dany.Page.Locator(".reasons")).ToContainTextAsync("1");
        await dany.Page.Locator("#use-Answer").PressAsync("Space");
        await Expect(dany.Page.Locator("#use-Answer")).ToHaveAttributeAsync("aria-checked", "false");
        await Expect(dany.Page.Locator("#use-Answer")).ToBeFocusedAsync();
        await Expect(dany.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("désactivé");
        await dany.Page.IsSoundAsync();
        await Pictures.KeepAsync(dany.Page, "administration-modele-" + theme);
        await dany.Page.SetViewportSizeAsync(360, 740);
        Assert.True(await WidthAsync(dany.Page) <= 360);
        await dany.Page.IsSoundAsync();
        await Pictures.KeepAsync(dany.Page, "administration-modele-telephone-" + theme);
    }

    [Fact]
    public async Task WithoutAModelThePageSaysSoAndTheDeskHasNoTabForIt()
    {
        await using var without = await Service.StartAsync(Engine.Sqlite, Admin);
        await using var dany = await browsers.SignInAsync(without, AdminEmail, "/administration/modele", 360, 740);
        await Expect(dany.Page.Locator("main")).ToContainTextAsync("Aucun modèle", new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });
        Assert.True(await WidthAsync(dany.Page) <= 360);
        await Expect(dany.Page.GetByRole(AriaRole.Switch)).ToHaveCountAsync(0);
        await dany.Page.IsSoundAsync();
        await Pictures.KeepAsync(dany.Page, "administration-modele-aucun");

        await using var desk = await browsers.SignInAsync(without);
        await Expect(desk.Page.Locator("#tab-drafts")).ToHaveCountAsync(0);
    }

    private static ModelAnswer Answer(ModelRequest request)
    {
        var said = Regex.Match(request.User, @"^(\d+)\. Personne", RegexOptions.Multiline).Groups[1].Value;
        if (request.System.Contains("Tu résumes un échange", StringComparison.Ordinal)) return $"Faits : vélo volé devant la gare [{said}]\nDemande : parler à un gendarme [{said}]\nSignes d’urgence : rien\nDéjà tenté : rien";
        if (request.System.Contains("fiche de relais", StringComparison.Ordinal)) return $"Qui : inconnu\nOù : devant la gare [{said}]\nQuoi : vélo volé [{said}]";
        if (request.System.Contains("trois réponses possibles", StringComparison.Ordinal))
        {
            var at = request.User.Split('\n').First(line => line.Contains("numéro du cadre", StringComparison.Ordinal))[1];
            return $"Portez plainte, en ligne ou en brigade [{at}].\nDonnez la facture, une photo et le numéro du cadre [{at}].\nDéclarez le vol sur le site de l’opérateur de marquage, puis prévenez votre assurance [{at}].";
        }

        if (request.User.Contains("my bicycle", StringComparison.Ordinal)) return "Mon vélo a été volé près de la gare, je veux parler à un policier.";
        if (request.User.Contains("Avez-vous la facture", StringComparison.Ordinal)) return "Do you have the invoice of your bicycle?";
        return "Portez plainte en ligne ou en brigade, et donnez la facture, une photo et le numéro du cadre [1]. Déclarez le vol sur le site de l’opérateur de marquage, puis prévenez votre assurance [1].";
    }

    /// <summary>A citizen asks for a person and waits.</summary>
    private async Task<string> WaitsAsync(string words, string locale = "fr-FR")
    {
        var citizen = await Citizen.ArriveAsync(service.Http, locale);
        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(words));
        if ((await service.Transcript.FindAsync(citizen.Conversation, TestContext.Current.CancellationToken))!.Custody is Custody.Bot) await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("je veux parler à un gendarme"));
        return citizen.Conversation;
    }

    private static Task<string> BesideAsync(ILocator cited) => cited.EvaluateAsync<string>("e => getComputedStyle(e, '::after').content");

    private static Task<int> WidthAsync(IPage page) => page.EvaluateAsync<int>("document.documentElement.scrollWidth");
}
