using BrigadeNumerique.KnowledgeBase.Studio;
using BrigadeNumerique.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>Editors write, meet, try what the bot would say, and publish with a second person.</summary>
public sealed class ArticleStudioTests(Browsers browsers) : IAsyncLifetime
{
    private const string OtherEmail = "dominique@exemple.fr";

    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 60_000 };

    private Service service = null!;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync(Engine.Sqlite,
        $"Accounts:Seed:2:Email={OtherEmail}", $"Accounts:Seed:2:Password={Service.OperatorPassword}", "Accounts:Seed:2:Roles=editor", "Accounts:Seed:2:Name=Dominique");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task WhatAnEditorWritesAndASecondPersonApprovesIsWhatTheBotSays()
    {
        await using var lou = await OpenAsync(Service.EditorEmail, "vol-velo");
        await lou.Page.FillAsync("#part-short", "Appelez d’abord la brigade des vélos.");
        await Expect(lou.Page.Locator("#saved")).ToContainTextAsync("version 1");

        await lou.Page.FillAsync("#bot-question", "on m’a volé mon vélo, que faire ?");
        await lou.Page.ClickAsync("#bot-try");
        await Expect(lou.Page.Locator(".rk li").First).ToContainTextAsync("ce brouillon", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await Expect(lou.Page.Locator(".say")).ToContainTextAsync("Appelez d’abord la brigade des vélos.");
        await Expect(lou.Page.Locator(".say h3")).ToContainTextAsync("passe le seuil");
        await Pictures.KeepAsync(lou.Page, "atelier-fiche");
        await lou.Page.IsSoundAsync();

        await lou.Page.ClickAsync("#step-ask");
        await Expect(lou.Page.GetByText("La relecture est demandée.")).ToBeVisibleAsync(Patient);
        await Expect(lou.Page.GetByText("une autre personne doit approuver").First).ToBeVisibleAsync();
        await Expect(lou.Page.Locator("#step-approve")).ToHaveCountAsync(0);

        await using var dominique = await OpenAsync(OtherEmail, "vol-velo");
        await dominique.Page.ClickAsync("#step-compare");
        await Expect(dominique.Page.Locator(".cmp2 ins").Filter(new LocatorFilterOptions { HasText = "vélos." })).ToBeVisibleAsync();
        await dominique.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Revenir au texte" }).ClickAsync();
        await dominique.Page.ClickAsync("#step-approve");
        await Expect(dominique.Page.GetByText("Publiée. Le bot répond avec ce texte.")).ToBeVisibleAsync(Patient);

        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("on m’a volé mon vélo, que faire ?");
        await Expect(citizen.Log.GetByText("Appelez d’abord la brigade des vélos.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task OfTwoWhoWriteAtOnceTheSecondSeesBothTextsAndNothingIsLost()
    {
        await using var lou = await OpenAsync(Service.EditorEmail, "vol-telephone");
        await using var dominique = await OpenAsync(OtherEmail, "vol-telephone");
        await dominique.Page.FillAsync("#part-short", "De la part de Dominique.");
        await lou.Page.FillAsync("#part-short", "De la part de Lou.");
        await dominique.Page.Keyboard.PressAsync("Control+s");
        await Expect(dominique.Page.Locator("#saved")).ToContainTextAsync("version 1");
        await lou.Page.Keyboard.PressAsync("Control+s");

        var conflict = lou.Page.Locator(".conflict");
        await Expect(conflict).ToContainTextAsync("Dominique a modifié cette fiche à ");
        await Expect(conflict.Locator("del")).ToContainTextAsync("Dominique.");
        await Expect(conflict.Locator("ins")).ToContainTextAsync("Lou.");
        await Expect(conflict).ToContainTextAsync("votre texte est gardé, version 2");
        await lou.Page.IsSoundAsync();
        await Pictures.KeepAsync(lou.Page, "atelier-conflit");

        await lou.Page.ClickAsync("#conflict-hand");
        await Expect(lou.Page.Locator("#part-short")).ToHaveValueAsync("De la part de Lou.");
        await Expect(lou.Page.Locator(".beside")).ToContainTextAsync("Le texte de Dominique");
        var book = service.Services.GetRequiredService<StudioBook>();

        // Longer than the pause of the hand after which words are saved: those that stand aside already are not kept twice.
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.Equal(2, (await book.VersionsAsync("vol-telephone", TestContext.Current.CancellationToken)).Count);

        await lou.Page.FillAsync("#part-short", "De la part de Dominique et de Lou.");
        await lou.Page.Keyboard.PressAsync("Control+s");
        await Expect(lou.Page.Locator("#saved")).ToContainTextAsync("version 3");

        var versions = await book.VersionsAsync("vol-telephone", TestContext.Current.CancellationToken);
        Assert.Equal(["De la part de Dominique et de Lou.", "De la part de Lou.", "De la part de Dominique."], versions.Select(version => version.Content.Short));
    }

    [Fact]
    public async Task APublicationThatTakesAWitnessAwayIsToldAndNeedsAYes()
    {
        await using var lou = await OpenAsync(Service.EditorEmail, "vol-telephone");
        await lou.Page.ClickAsync("#tab-variants");
        var variants = lou.Page.Locator("#part-variants");
        await variants.FillAsync(await variants.InputValueAsync() + "\non m'a volé mon vélo");
        await lou.Page.ClickAsync("#step-ask");

        var told = lou.Page.GetByRole(AriaRole.Alertdialog);
        await Expect(told).ToContainTextAsync("de fiche.", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await Expect(told).ToContainTextAsync("« on m'a volé mon vélo » (Vélo ou trottinette volé".Replace("« ", "«\u00A0", StringComparison.Ordinal).Replace(" »", "\u00A0»", StringComparison.Ordinal));
        await Expect(lou.Page.Locator("[aria-current=step]")).ToHaveTextAsync("Brouillon");
        await lou.Page.ClickAsync("#break-anyway");

        await Expect(lou.Page.Locator("[aria-current=step]")).ToHaveTextAsync("En relecture");
    }

    [Fact]
    public async Task TheKeyboardAloneWritesMarksSavesAndAsksTheBot()
    {
        await using var lou = await OpenAsync(Service.EditorEmail, "vol-velo");
        var body = lou.Page.Locator("#part-body");
        await body.FocusAsync();
        await lou.Page.Keyboard.PressAsync("Control+a");
        await lou.Page.Keyboard.TypeAsync("Appelez le ");
        await lou.Page.Keyboard.PressAsync("Control+b");
        await lou.Page.Keyboard.TypeAsync("17");
        await lou.Page.Keyboard.PressAsync("Control+End");
        await lou.Page.Keyboard.PressAsync("Control+k");
        await lou.Page.Keyboard.TypeAsync("site");
        await Expect(body).ToHaveValueAsync("Appelez le **17**[site](https://)");
        await lou.Page.Keyboard.PressAsync("Control+s");
        await Expect(lou.Page.Locator("#saved")).ToContainTextAsync("version 1");

        await lou.Page.FocusAsync("#tab-words");
        await lou.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(lou.Page.Locator("#tab-variants")).ToBeFocusedAsync();
        await lou.Page.Keyboard.PressAsync("Enter");
        await Expect(lou.Page.Locator("#part-variants")).ToBeVisibleAsync();
        await lou.Page.Keyboard.PressAsync("Alt+b");
        await Expect(lou.Page.Locator("#bot-question")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task AnyTwoVersionsAreComparedTheOlderFirst()
    {
        var book = service.Services.GetRequiredService<StudioBook>();
        foreach (var (name, body) in ((string, string)[])[("Alix", "Un texte d’Alix."), ("Dominique", "Un texte de Dominique."), ("Camille", "Un texte de Camille.")])
        {
            var open = (await book.OpenAsync("vol-velo", TestContext.Current.CancellationToken))!;
            await book.SaveAsync("vol-velo", open.Article.Stamp, open.Article.Content with { Body = body }, new(name, name), apart: false, TestContext.Current.CancellationToken);
        }

        await using var lou = await OpenAsync(Service.EditorEmail, "vol-velo");
        await lou.Page.ClickAsync("#tab-versions");
        await Expect(lou.Page.Locator("#compare-older option")).ToHaveCountAsync(5);
        await lou.Page.Locator("#compare-older").SelectOptionAsync(new SelectOptionValue { Label = await OptionAsync(lou.Page, "Alix") });
        await lou.Page.Locator("#compare-newer").SelectOptionAsync(new SelectOptionValue { Label = await OptionAsync(lou.Page, "Dominique") });
        await lou.Page.IsSoundAsync();
        await Pictures.KeepAsync(lou.Page, "atelier-versions");
        await lou.Page.ClickAsync("#compare-two");

        await Expect(lou.Page.Locator(".cmp2 del").Filter(new LocatorFilterOptions { HasText = "Alix." })).ToBeVisibleAsync();
        await Expect(lou.Page.Locator(".cmp2 ins").Filter(new LocatorFilterOptions { HasText = "Dominique." })).ToBeVisibleAsync();
        await Expect(lou.Page.Locator(".cmp2")).Not.ToContainTextAsync("Camille");

        static async Task<string> OptionAsync(IPage page, string name) => (await page.Locator("#compare-older option").AllInnerTextsAsync()).Single(text => text.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ATeleserviceIsFoundByItsNameOrPurposeAndItsLinkIsWrittenWhereTheHandWas()
    {
        await using var lou = await OpenAsync(Service.EditorEmail, "vol-velo");
        var body = lou.Page.Locator("#part-body");
        await body.FillAsync("Allez sur  ou appelez.");
        await body.EvaluateAsync("field => field.setSelectionRange(10, 10)");
        await lou.Page.ClickAsync("[data-mark=net][data-for=part-body]");
        var picker = lou.Page.Locator("#part-body-services");
        await Expect(picker.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await lou.Page.IsSoundAsync();
        await lou.Page.Keyboard.TypeAsync("carte achats");
        await Expect(picker.GetByRole(AriaRole.Button)).ToHaveCountAsync(1);
        await Pictures.KeepAsync(lou.Page, "atelier-teleservice");
        await lou.Page.Keyboard.PressAsync("Tab");
        await lou.Page.Keyboard.PressAsync("Enter");

        await Expect(picker).ToHaveCountAsync(0);
        await Expect(body).ToHaveValueAsync("Allez sur [Perceval](https://www.service-public.gouv.fr/particuliers/vosdroits/R46526) ou appelez.");
        await Expect(body).ToBeFocusedAsync();
        await lou.Page.ClickAsync("[data-mark=net][data-for=part-body]");
        await Expect(picker.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await lou.Page.Keyboard.PressAsync("Escape");
        await Expect(picker).ToHaveCountAsync(0);
        await Expect(lou.Page.Locator("[data-mark=net][data-for=part-body]")).ToBeFocusedAsync();

        await lou.Page.ClickAsync("#tab-links");
        await lou.Page.ClickAsync("#link-service");
        await lou.Page.Locator("#link-services").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "THESEE" }).ClickAsync();
        await Expect(lou.Page.Locator("#tab-links")).ToContainTextAsync("3");
        await Expect(lou.Page.Locator("#link-service")).ToBeFocusedAsync();
        await lou.Page.Keyboard.PressAsync("Control+s");
        await Expect(lou.Page.Locator(".studio[data-unsaved]")).ToHaveCountAsync(0);
        var saved = (await service.Services.GetRequiredService<StudioBook>().OpenAsync("vol-velo", TestContext.Current.CancellationToken))!.Article.Content;
        Assert.Equal(("https://www.service-public.gouv.fr/particuliers/vosdroits/R48112", "THESEE"), (saved.Links[^1].Url, saved.Links[^1].Label));
    }

    [Fact]
    public async Task TheListShowsOneHeadingAndAScriptInATranslationIsTold()
    {
        await using var lou = await OpenAsync(Service.EditorEmail, "vol-velo");
        await lou.Page.SelectOptionAsync("#list-topic", "route");
        await Expect(lou.Page.Locator(".ls .ai[aria-current]")).ToHaveCountAsync(0);
        var titles = await lou.Page.Locator(".ls .ai").CountAsync();
        await lou.Page.SelectOptionAsync("#list-topic", "");
        await Expect(lou.Page.Locator(".ls .ai[aria-current]")).ToHaveCountAsync(1);
        Assert.InRange(titles, 3, 60);

        await lou.Page.ClickAsync("#tab-translations");
        await lou.Page.ClickAsync("#translation-add");
        await lou.Page.Locator(".lang textarea").Last.FillAsync("Go. <iframe src='https://exemple.fr'></iframe>");
        await lou.Page.Locator(".lang textarea").Last.BlurAsync();
        await Expect(lou.Page.Locator(".lang .warnline")).ToContainTextAsync("<iframe>");
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task AxeFindsNothingSeriousOnAnyTabNorOnATelephone(string theme)
    {
        await using var lou = await OpenAsync(Service.EditorEmail, "vol-velo");
        await lou.Page.EvaluateAsync($"deskTheme.choose('{theme}')");
        foreach (var tab in (string[])["words", "variants", "easy", "links", "witnesses", "translations", "versions"])
        {
            await lou.Page.ClickAsync("#tab-" + tab);
            await Expect(lou.Page.Locator($"#tab-{tab}[aria-selected=true]")).ToBeVisibleAsync();
            await lou.Page.IsSoundAsync();
        }

        await lou.Page.SetViewportSizeAsync(360, 740);
        await lou.Page.ClickAsync("#tab-bot");
        await Expect(lou.Page.Locator("#bot-question")).ToBeVisibleAsync();
        Assert.True(await lou.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 360);
        await lou.Page.IsSoundAsync();
    }

    [Fact]
    public async Task ANewArticleBeginsAsADraftAndAScriptInItIsTold()
    {
        await using var lou = await OpenAsync(Service.EditorEmail, "vol-velo");
        await lou.Page.ClickAsync("#new-article");
        await lou.Page.FillAsync("#new-question", "Où acheter une sonnette de vélo ?");
        await Expect(lou.Page.Locator("#new-slug")).ToHaveValueAsync("ou-acheter-une-sonnette-de-velo");
        await lou.Page.ClickAsync("#new-create");

        // Until the new article is there, what is typed goes into the one before.
        await Expect(lou.Page.Locator(".ls .ai[aria-current]")).ToContainTextAsync("sonnette");
        await lou.Page.FillAsync("#part-body", "Chez un vélociste. <script>alert(1)</script>");

        await Expect(lou.Page.Locator("#part-body-removed")).ToContainTextAsync("<script>");
        await lou.Page.ClickAsync("#step-ask");
        await Expect(lou.Page.GetByText("« En bref » est vide.")).ToBeVisibleAsync();
        await Expect(lou.Page.Locator(".ls .ai[aria-current]")).ToContainTextAsync("sonnette");
    }

    private async Task<Visitor> OpenAsync(string email, string slug)
    {
        var visitor = await browsers.VisitAsync(service, 1584, 990);
        await visitor.Page.GotoAsync("/studio/fiches/" + slug);
        await visitor.Page.FillAsync("#email", email);
        await visitor.Page.FillAsync("#password", Service.OperatorPassword);
        await visitor.Page.ClickAsync("button[type=submit]");
        await Expect(visitor.Page.Locator("#part-body")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 20_000 });
        await Expect(visitor.Page.Locator("html[data-studio=ready]")).ToBeAttachedAsync();
        return visitor;
    }
}
