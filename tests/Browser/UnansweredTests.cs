using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>What a citizen asked in vain becomes a way of asking, and is answered.</summary>
public sealed class UnansweredTests(Browsers browsers) : IAsyncLifetime
{
    private const string OtherEmail = "dominique@exemple.fr", Question = "faut-il une vignette pour mon cerf-volant";

    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 60_000 };

    private Service service = null!;

    private AskedLog Log => service.Services.GetRequiredService<AskedLog>();

    public async ValueTask InitializeAsync() => service = await Service.StartAsync(Engine.Sqlite,
        $"Accounts:Seed:2:Email={OtherEmail}", $"Accounts:Seed:2:Password={Service.OperatorPassword}", "Accounts:Seed:2:Roles=editor", "Accounts:Seed:2:Name=Dominique");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task AQuestionAskedInVainIsMadeAVariantApprovedByASecondPersonAndAnswered()
    {
        await using var before = await browsers.VisitAsync(service);
        await before.Page.GotoAsync("/");
        await before.WritesAsync(Question);
        await Expect(before.Log.GetByText("Je ne suis pas sûr d’avoir compris.")).ToBeVisibleAsync();
        await before.WritesAsync("merci quand même");
        await ArrivesAsync(Question);

        await using var lou = await OpenAsync(Service.EditorEmail, "/studio/sans-reponse");
        var row = lou.Page.Locator(".un > li").Filter(new LocatorFilterOptions { HasText = Question });
        await Expect(row).ToContainTextAsync("1 fois");
        var slug = await row.Locator("select").InputValueAsync();
        await row.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Variante" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await Expect(lou.Page.Locator("#unanswered-done")).ToContainTextAsync("est une variante du brouillon");
        await Expect(lou.Page.Locator("#unanswered-done")).ToBeFocusedAsync();
        await lou.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Ouvrir la fiche" }).ClickAsync();
        await Expect(lou.Page.Locator("#saved")).ToContainTextAsync("version 1", new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });
        await lou.Page.ClickAsync("#step-ask");
        await Expect(lou.Page.GetByText("La relecture est demandée.").Or(lou.Page.Locator("#break-anyway")).First).ToBeVisibleAsync(Patient);
        if (await lou.Page.Locator("#break-anyway").IsVisibleAsync()) await lou.Page.ClickAsync("#break-anyway");
        await Expect(lou.Page.Locator("[aria-current=step]")).ToHaveTextAsync("En relecture", new LocatorAssertionsToHaveTextOptions { Timeout = 20_000 });

        await using var dominique = await OpenAsync(OtherEmail, "/studio/fiches/" + slug);
        await dominique.Page.ClickAsync("#step-approve");
        await Expect(dominique.Page.GetByText("Publiée. Le bot répond avec ce texte.").Or(dominique.Page.Locator("#break-anyway")).First).ToBeVisibleAsync(Patient);
        if (await dominique.Page.Locator("#break-anyway").IsVisibleAsync()) await dominique.Page.ClickAsync("#break-anyway");
        await Expect(dominique.Page.GetByText("Publiée. Le bot répond avec ce texte.")).ToBeVisibleAsync(Patient);

        await using var after = await browsers.VisitAsync(service);
        await after.Page.GotoAsync("/");
        await after.WritesAsync(Question);
        await Expect(after.Page.Locator($"a[href='/aide/{slug}']").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AQuestionBecomesAVariantOfAnyArticleByItsTitleWithTheKeyboardAlone()
    {
        Log.Note(AskedKind.NoArticle, "où acheter une sonnette pour drone");
        await ArrivesAsync("sonnette");
        await using var lou = await OpenAsync(Service.EditorEmail, "/studio/sans-reponse");
        var row = lou.Page.Locator(".un > li").Filter(new LocatorFilterOptions { HasText = "sonnette" });
        await row.Locator("select").SelectOptionAsync("*");
        var field = row.GetByRole(AriaRole.Combobox, new LocatorGetByRoleOptions { Name = "Chercher une fiche pour" });
        await row.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Variante" }).ClickAsync();
        await Expect(lou.Page.Locator("#unanswered-done")).ToContainTextAsync("Choisissez d’abord une fiche");

        await field.FocusAsync();
        await lou.Page.Keyboard.TypeAsync("telepho vol");
        await Expect(row.Locator(".pick [role=option]").First).ToContainTextAsync("éléphone");
        await lou.Page.IsSoundAsync();
        await Pictures.KeepAsync(lou.Page, "atelier-choisir-fiche");
        await lou.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(field).ToHaveAttributeAsync("aria-activedescendant", "pick0-0");
        await lou.Page.Keyboard.PressAsync("Escape");
        await Expect(row.GetByRole(AriaRole.Listbox)).ToBeHiddenAsync();
        await lou.Page.Keyboard.PressAsync("ArrowDown");
        await lou.Page.Keyboard.PressAsync("Enter");
        await Expect(field).ToHaveValueAsync("Mon téléphone a été volé\u00A0: comment le bloquer et porter plainte\u202F?");
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(field).ToBeFocusedAsync();
        await lou.Page.Keyboard.PressAsync("Tab");
        await lou.Page.Keyboard.PressAsync("Enter");

        await Expect(lou.Page.Locator("#unanswered-done")).ToContainTextAsync("est une variante du brouillon «\u00A0Mon téléphone a été volé");
        await Expect(lou.Page.Locator(".un > li")).ToHaveCountAsync(0);
        var book = service.Services.GetRequiredService<BrigadeNumerique.KnowledgeBase.Studio.StudioBook>();
        Assert.Contains("où acheter une sonnette pour drone", (await book.OpenAsync("vol-telephone", TestContext.Current.CancellationToken))!.Article.Content.Variants);
    }

    [Fact]
    public async Task TheEditorShowsTheNearQuestionsAndTakesOneAsAVariantWithoutLosingWhatIsBeingTyped()
    {
        Log.Note(AskedKind.NotChosen, "on a cisaillé le cadenas de mon vélo cargo");
        await ArrivesAsync("on a cisaillé le cadenas de mon vélo cargo");
        await using var lou = await OpenAsync(Service.EditorEmail, "/studio/fiches/vol-velo");
        await Expect(lou.Page.Locator(".near li")).ToContainTextAsync("1 fois");
        await lou.Page.FillAsync("#part-short", "Des mots qui ne sont pas encore enregistrés.");

        await lou.Page.Locator(".near").GetByRole(AriaRole.Button).ClickAsync();

        await Expect(lou.Page.Locator(".near li")).ToHaveCountAsync(0);
        await Expect(lou.Page.Locator("#part-short")).ToHaveValueAsync("Des mots qui ne sont pas encore enregistrés.");
        await lou.Page.ClickAsync("#tab-variants");
        Assert.EndsWith("on a cisaillé le cadenas de mon vélo cargo", await lou.Page.Locator("#part-variants").InputValueAsync(), StringComparison.Ordinal);
        await Expect(lou.Page.Locator("#saved")).ToContainTextAsync("version 1");
    }

    [Fact]
    public async Task ADismissedQuestionStaysAwayAndANewArticleBeginsWithAQuestion()
    {
        Log.Note(AskedKind.NoArticle, "vernir une commode antique");
        Log.Note(AskedKind.NoArticle, "où acheter une sonnette pour drone");
        await ArrivesAsync("sonnette");
        await using var lou = await OpenAsync(Service.EditorEmail, "/studio/sans-reponse");
        await lou.Page.Locator(".un > li").Filter(new LocatorFilterOptions { HasText = "commode" }).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Écarter" }).ClickAsync();
        await Expect(lou.Page.Locator("#unanswered-done")).ToContainTextAsync("est écartée");
        await Expect(lou.Page.Locator(".un > li")).ToHaveCountAsync(1);

        await lou.Page.Locator(".un > li").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Nouvelle fiche" }).ClickAsync();

        await lou.Page.WaitForURLAsync("**/studio/fiches/ou-acheter-une-sonnette-pour-drone");
        await Expect(lou.Page.Locator("#part-question")).ToHaveValueAsync("Où acheter une sonnette pour drone\u202f?", new LocatorAssertionsToHaveValueOptions { Timeout = 20_000 });
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task AxeFindsNothingSeriousOnTheUnansweredQuestionsNorTheMeasuresNorOnATelephone(string theme)
    {
        foreach (var words in (string[])["prelevement netflix pas moi", "prélèvement Netflix, pas moi !", "on a cisaillé le cadenas de mon vélo cargo", "vernir une commode antique", Question]) Log.Note(AskedKind.NotChosen, words);
        Log.Note(AskedKind.NoArticle, "où acheter une sonnette pour drone");
        Log.Note(AskedKind.Person, "mon vélo a disparu du garage à vélos", "vol-velo");
        Log.Hit("vol-velo", "on m’a volé mon vélo");
        await ArrivesAsync("sonnette");
        await using var lou = await OpenAsync(Service.EditorEmail, "/studio/sans-reponse");
        await lou.Page.EvaluateAsync($"deskTheme.choose('{theme}')");
        await lou.Page.IsSoundAsync();
        await Pictures.KeepAsync(lou.Page, "atelier-sans-reponse-" + theme);
        (await service.Http.GetAsync("/aide/recherche?q=" + Uri.EscapeDataString("cadenas de vélo cargo cisaillé"), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await service.Services.GetRequiredService<SearchLog>().WriteAsync(TestContext.Current.CancellationToken);
        await lou.Page.GotoAsync("/studio/mesures");
        await Expect(lou.Page.Locator("section").Filter(new LocatorFilterOptions { HasText = "Recherches sans clic" })).ToContainTextAsync("cadenas de vélo cargo cisaillé");
        await lou.Page.IsSoundAsync();
        await Pictures.KeepAsync(lou.Page, "atelier-mesures-" + theme);
        await lou.Page.GotoAsync("/studio/fiches/vol-velo");
        await Expect(lou.Page.Locator(".near li").First).ToBeVisibleAsync();
        await Expect(lou.Page.Locator("#filter-unanswered")).ToContainTextAsync("Sans réponse");
        await lou.Page.ClickAsync("#tab-variants");
        await Expect(lou.Page.Locator(".hits")).ToContainTextAsync("trouvée 1 fois");
        await lou.Page.IsSoundAsync();
        await Pictures.KeepAsync(lou.Page, "atelier-variantes-" + theme);

        await lou.Page.SetViewportSizeAsync(360, 740);
        foreach (var page in (string[])["/studio/sans-reponse", "/studio/mesures"])
        {
            await lou.Page.GotoAsync(page);
            await Expect(lou.Page.Locator(".shelf section, .un").First).ToBeVisibleAsync();
            Assert.True(await lou.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);
            await lou.Page.IsSoundAsync();
            await Pictures.KeepAsync(lou.Page, "atelier-telephone" + page.Replace('/', '-') + "-" + theme);
        }
    }

    /// <summary>Written, so that a page that is opened now reads it.</summary>
    private async Task ArrivesAsync(string words)
    {
        var book = service.Services.GetRequiredService<AskedBook>();
        for (var attempt = 0; ; attempt++)
        {
            await Log.WriteAsync(TestContext.Current.CancellationToken);
            await book.SettleAsync("rien qui ressemble à quoi que ce soit", null, TestContext.Current.CancellationToken);
            if ((await book.GroupsAsync(TestContext.Current.CancellationToken)).Any(group => group.Text.Contains(words, StringComparison.Ordinal))) return;
            Assert.True(attempt < 50, "It was not written.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task<Visitor> OpenAsync(string email, string address)
    {
        var visitor = await browsers.VisitAsync(service, 1584, 990);
        await visitor.Page.GotoAsync(address);
        await visitor.Page.FillAsync("#email", email);
        await visitor.Page.FillAsync("#password", Service.OperatorPassword);
        await visitor.Page.ClickAsync("button[type=submit]");
        await Expect(visitor.Page.Locator("html[data-studio=ready]")).ToBeAttachedAsync(new LocatorAssertionsToBeAttachedOptions { Timeout = 20_000 });
        return visitor;
    }
}
