using BrigadeNumerique.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>The help centre as somebody uses it: with the keyboard, aloud, on paper, and without scripts or styles.</summary>
public sealed class HelpCenterTests(Browsers browsers)
{
    private const string Article = "/aide/perceval-fraude-carte", Sensitive = "/aide/violences-conjugales-que-faire";

    private const string CountShifts = "window.shifted = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifted += e.value; }).observe({ type: 'layout-shift', buffered: true });";

    /// <summary>A voice that says nothing and remembers what it was asked to say.</summary>
    private const string Voice = """
        Object.defineProperty(window, 'speechSynthesis', { value: { said: [], cancelled: 0, speak(line) { this.said.push([line.lang, line.text]); this.last = line; }, cancel() { this.cancelled++; } } });
        """;

    public static TheoryData<string> Pages => ["/aide", "/aide/rubrique/cyber", Article, Sensitive, Sensitive + "/facile", "/aide/facile", "/aide/recherche?q=amende"];

    [Fact]
    public async Task SuggestionsAreReachedWithArrowsChosenWithEnterAndLeftWithEscape()
    {
        await using var visitor = await browsers.VisitAsync();
        var page = visitor.Page;
        await page.GotoAsync("/aide");
        var field = page.GetByRole(AriaRole.Combobox, new PageGetByRoleOptions { Name = "Votre question" });
        await field.PressSequentiallyAsync("vél");
        var options = page.GetByRole(AriaRole.Option);
        await Expect(options.First).ToBeVisibleAsync();
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(page.Locator("#nombre")).ToContainTextAsync("proposition");
        await page.IsSoundAsync();

        await field.PressAsync("ArrowDown");
        await Expect(field).ToHaveAttributeAsync("aria-activedescendant", "p0");
        await Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        await field.PressAsync("ArrowUp");
        await Expect(options.Last).ToHaveAttributeAsync("aria-selected", "true");
        await field.PressAsync("Escape");
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "false");
        await field.PressAsync("Escape");
        await Expect(field).ToHaveValueAsync("vél");

        await field.PressSequentiallyAsync("o");
        await Expect(options.First).ToBeVisibleAsync();
        await field.PressAsync("ArrowDown");
        await field.PressAsync("Enter");
        await page.WaitForURLAsync("**/aide/vol-velo");
    }

    [Fact]
    public async Task EnterWithoutAChoiceSearchesAndNothingMovesWhileOneTypes()
    {
        await using var visitor = await browsers.VisitAsync(360, 740);
        await visitor.Page.AddInitScriptAsync(CountShifts);
        await visitor.Page.GotoAsync("/aide");
        await visitor.Page.Locator("#q").PressSequentiallyAsync("tapage", new LocatorPressSequentiallyOptions { Delay = 30 });
        await Expect(visitor.Page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await visitor.Page.WaitForTimeoutAsync(600);
        Assert.InRange(await visitor.Page.EvaluateAsync<double>("window.shifted"), 0, 0.02);

        await visitor.Page.Locator("#q").PressAsync("Enter");

        await visitor.Page.WaitForURLAsync("**/aide/recherche?q=tapage");
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task NothingShiftsAndAllOfAPageIsLight(string address)
    {
        foreach (var width in (int[])[320, 390, 1280])
        {
            await using var visitor = await browsers.VisitAsync(width, 740);
            var weights = new List<Task<long>>();
            visitor.Page.RequestFinished += (_, request) => weights.Add(WeightAsync(request));
            await visitor.Page.AddInitScriptAsync(CountShifts);
            await visitor.Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            await visitor.Page.WaitForTimeoutAsync(300);

            Assert.InRange(await visitor.Page.EvaluateAsync<double>("window.shifted"), 0, 0.02);
            Assert.InRange((await Task.WhenAll(weights)).Sum(), 1, 50 * 1024);
            Assert.All(visitor.Requests, url => Assert.StartsWith(browsers.Service.Address.ToString(), url, StringComparison.Ordinal));
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task WithLettersTwiceAsLargeNothingSticksOutAndTheNumbersStay(string address)
    {
        await using var visitor = await browsers.VisitAsync(390, 844);
        await visitor.Page.GotoAsync(address);
        await visitor.Page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");

        Assert.True(await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 390, $"{address} sticks out.");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("[...document.querySelectorAll('.strip a, .exit')].every(a => { const r = a.getBoundingClientRect(); return r.width > 0 && r.left >= 0 && r.right <= innerWidth; })"), $"{address}: a number is cut off.");
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task WithoutScriptsAndStylesTheOrderMakesSenseAndNoDeadButtonIsShown(string address)
    {
        await using var visitor = await browsers.VisitAsync(options: new BrowserNewContextOptions { JavaScriptEnabled = false });
        await visitor.Page.RouteAsync("**/*.css*", route => route.AbortAsync());
        await visitor.Page.GotoAsync(address);

        foreach (var dead in new[] { "Écouter", "Imprimer", "Copier le lien" })
            await Expect(visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new("^" + dead) })).ToHaveCountAsync(0);
        var words = await visitor.Page.Locator("body").InnerTextAsync();
        string[] order = ["Aller au contenu", "Quitter vite", "17", "114", await visitor.Page.Locator("h1").InnerTextAsync(), "Vie privée"];
        var places = order.Aggregate(new List<int> { -1 }, (found, part) => [.. found, words.IndexOf(part, found[^1] + 1, StringComparison.Ordinal)]);
        Assert.Equal(places[1..].Order(), places[1..]);
        Assert.DoesNotContain(-1, places[1..]);
    }

    [Fact]
    public async Task WithoutScriptsAnOpinionAndALineAreThankedFor()
    {
        await using var visitor = await browsers.VisitAsync(options: new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = visitor.Page;
        await page.GotoAsync("/aide/fourriere");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Non" }).ClickAsync();
        await Expect(page.GetByText("Merci, c’est noté.")).ToBeVisibleAsync();
        await page.GetByLabel("Que manque-t-il").FillAsync("le prix par jour");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Envoyer" }).ClickAsync();

        await Expect(page.GetByText("Merci, c’est noté.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Que manque-t-il")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(Article, "Écouter")]
    [InlineData(Sensitive, "Écouter à voix haute")]
    [InlineData(Sensitive + "/facile", "Écouter à voix haute")]
    public async Task AnArticleIsReadAloudOnlyWhenAskedAndStopsWhenAsked(string address, string label)
    {
        await using var visitor = await browsers.VisitAsync();
        var page = visitor.Page;
        await page.AddInitScriptAsync(Voice);
        await page.GotoAsync(address);
        var listen = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = label, Exact = true });
        await Expect(listen).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("speechSynthesis.said.length"));

        await listen.ClickAsync();

        Assert.Equal(await page.Locator("h1").TextContentAsync(), await page.EvaluateAsync<string>("speechSynthesis.said[0][1]"));
        Assert.True(await page.EvaluateAsync<bool>("speechSynthesis.said.length > 5 && speechSynthesis.said.every(line => line[0] === 'fr' && line[1].trim())"));
        var stop = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Arrêter la lecture" });
        var before = await page.EvaluateAsync<int>("speechSynthesis.cancelled");
        await stop.ClickAsync();
        Assert.Equal(before + 1, await page.EvaluateAsync<int>("speechSynthesis.cancelled"));

        // The end of what is read gives the button back its first words.
        await listen.ClickAsync();
        await page.EvaluateAsync("speechSynthesis.last.onend()");
        await Expect(listen).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WhereTheBrowserHasNoVoiceTheButtonStaysAway()
    {
        await using var visitor = await browsers.VisitAsync();
        await visitor.Page.AddInitScriptAsync("Object.defineProperty(window, 'speechSynthesis', { value: undefined })");
        await visitor.Page.GotoAsync(Article);

        await Expect(visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Imprimer" })).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("[data-do=listen]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task TheLinkIsCopiedWithoutWhatElseStandsInTheAddress()
    {
        await using var visitor = await browsers.VisitAsync(options: new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        await visitor.Page.GotoAsync(Article + "?avis=merci#avis");

        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Copier le lien" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Lien copié" })).ToBeVisibleAsync();
        Assert.Equal(new Uri(browsers.Service.Address, Article).ToString(), await visitor.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task OnPaperThereAreTheNumbersTheArticleItsAddressesAndTheDaysAndNothingElse()
    {
        await using var visitor = await browsers.VisitAsync(800, 1000);
        await visitor.Page.GotoAsync(Sensitive);
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        foreach (var gone in new[] { ".hd", ".ft", "aside", ".tools", ".crumb" }) await Expect(visitor.Page.Locator(gone)).ToBeHiddenAsync();
        foreach (var there in new[] { ".strip", "h1", ".src", ".printed" }) await Expect(visitor.Page.Locator(there)).ToBeVisibleAsync();
        Assert.Contains("https://", await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.svc .btn'), '::after').content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheChatSuggestsWhatOneWritesAndNothingMoves()
    {
        await using var citizen = await browsers.VisitAsync(390, 844);
        var page = citizen.Page;
        await page.AddInitScriptAsync(CountShifts);
        await page.GotoAsync("/");
        await Expect(page.Locator("html[data-ready]")).ToBeAttachedAsync();
        var dock = await page.Locator("#dock").BoundingBoxAsync();

        await citizen.Field.PressSequentiallyAsync("tapage");
        var suggestion = page.Locator("#props button").First;
        await Expect(suggestion).ToBeVisibleAsync();
        await page.IsSoundAsync();
        await Pictures.KeepAsync(page, "citoyen-propositions");
        Assert.Equal(dock!.Y, (await page.Locator("#dock").BoundingBoxAsync())!.Y);

        await citizen.Field.PressAsync("Escape");
        await Expect(suggestion).ToHaveCountAsync(0);
        await Expect(citizen.Field).ToHaveValueAsync("tapage");
        await citizen.Field.PressSequentiallyAsync(" ");
        await Expect(suggestion).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");

        await Expect(citizen.Log.Locator("a[href^='/aide/tapage']").First).ToBeVisibleAsync();
        await Expect(citizen.Field).ToHaveValueAsync("");
        await Expect(page.Locator("#props")).ToBeHiddenAsync();
        Assert.InRange(await page.EvaluateAsync<double>("window.shifted"), 0, 0.02);
    }

    [Fact]
    public async Task TheChatSuggestsNothingBesideADangerNorAfterOne()
    {
        await using var citizen = await browsers.VisitAsync();
        var page = citizen.Page;
        await page.GotoAsync("/");
        await Expect(page.Locator("html[data-ready]")).ToBeAttachedAsync();
        await citizen.Field.PressSequentiallyAsync("tapage");
        await Expect(page.Locator("#props button").First).ToBeVisibleAsync();

        await citizen.Field.FillAsync("il a un couteau");
        await Expect(page.Locator("#props")).ToBeHiddenAsync();
        await citizen.Field.PressAsync("Enter");
        await Expect(citizen.Log.Locator(".emer")).ToBeVisibleAsync();
        var asked = citizen.Requests.Count(url => url.Contains("/chat/suggestions", StringComparison.Ordinal));
        await citizen.Field.PressSequentiallyAsync("tapage");
        await page.WaitForTimeoutAsync(700);

        await Expect(page.Locator("#props")).ToBeHiddenAsync();
        Assert.Equal(asked, citizen.Requests.Count(url => url.Contains("/chat/suggestions", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task WhereAPersonAnswersTheChatSuggestsNothing()
    {
        await using var service = await Service.StartAsync();
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("je veux parler à une personne");
        await Expect(citizen.Log.Locator(".queue")).ToBeVisibleAsync();
        // The wish itself may have been looked up while it was typed: the assistant still answered then.
        var asked = citizen.Requests.Count(url => url.Contains("/chat/suggestions", StringComparison.Ordinal));

        await citizen.Field.PressSequentiallyAsync("tapage");
        await citizen.Page.WaitForTimeoutAsync(700);

        await Expect(citizen.Page.Locator("#props")).ToBeHiddenAsync();
        Assert.Equal(asked, citizen.Requests.Count(url => url.Contains("/chat/suggestions", StringComparison.Ordinal)));
    }

    private static async Task<long> WeightAsync(IRequest request)
    {
        var sizes = await request.SizesAsync();
        return sizes.ResponseBodySize + sizes.ResponseHeadersSize;
    }
}
