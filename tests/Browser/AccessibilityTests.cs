using BrigadeNumerique.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>axe-core, narrow and zoomed screens, the keyboard alone, less motion, forced colours, no script: every page that somebody may need.</summary>
public sealed class AccessibilityTests(Browsers browsers)
{
    private const string Danger = "il tape a la porte il a un couteau";

    public static TheoryData<string> Pages => ["/", "/aide", "/aide/rubrique/vol-perte", "/aide/vol-velo", "/aide/violences-conjugales-que-faire", "/aide/recherche?q=v%C3%A9lo", "/aide/recherche?q=zzqq", "/aide/recherche?q=amende", "/aide/facile", "/aide/violences-conjugales-que-faire/facile", "/aide/perceval-fraude-carte", "/aide/vol-velo?avis=merci", "/aide/vie-privee", "/connexion", "/rien-de-tel"];

    [Theory, MemberData(nameof(Pages))]
    public async Task AxeFindsNothingSeriousOnAnyPageInAnyColours(string address)
    {
        await using var visitor = await browsers.VisitAsync(390, 844);
        foreach (var colours in new PageEmulateMediaOptions[] { new() { ColorScheme = ColorScheme.Light }, new() { ColorScheme = ColorScheme.Dark }, new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.Active } })
        {
            await visitor.Page.EmulateMediaAsync(colours);
            await visitor.Page.GotoAsync(address);
            await visitor.Page.IsSoundAsync();
        }
    }

    [Fact]
    public async Task OnATelephoneAt200PercentTheNumbersStandApart()
    {
        await using var visitor = await browsers.VisitAsync(180, 370);
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Page.Locator("html[data-ready]")).ToBeAttachedAsync();

        var apart = await visitor.Page.EvaluateAsync<bool>("""
            (() => {
              const words = [...document.querySelectorAll('.numbers b')].map(b => b.getBoundingClientRect());
              const exit = document.getElementById('exit').getBoundingClientRect();
              return words.every((w, i) => w.width > 0 && w.right <= innerWidth && (i === 0 || words[i - 1].right < w.left)) && exit.width > 0 && exit.right <= innerWidth;
            })()
            """);

        Assert.True(apart);
    }

    [Fact]
    public async Task AxeFindsNothingSeriousInAnyStateOfTheExchange()
    {
        // Its own queue: what other tests leave in theirs would be taken first.
        await using var service = await Service.StartAsync();
        await using var desk = await browsers.SignInAsync(service);
        await using var citizen = await browsers.VisitAsync(service);
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("on m’a volé mon vélo, que faire ?");
        await Expect(citizen.Log.Locator("a[href^='/aide/vol-velo']").First).ToBeVisibleAsync();
        await citizen.Page.IsSoundAsync();

        await citizen.WritesAsync("je veux parler à une personne");
        await Expect(citizen.Log.Locator(".queue")).ToBeVisibleAsync();
        await citizen.Page.IsSoundAsync();

        await Expect(desk.Page.GetByText("je veux parler").First).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Alt+n");
        await desk.Page.Locator("#composer").FillAsync("Bonjour, je vous lis.");
        await desk.Page.Locator("#composer").PressAsync("Control+Enter");
        await Expect(citizen.Log.GetByText("Bonjour, je vous lis.")).ToBeVisibleAsync();
        await citizen.Page.IsSoundAsync();
        await desk.Page.IsSoundAsync();

        await desk.Page.Keyboard.PressAsync("Alt+w");
        await desk.Page.Locator("#confirm-first").CheckAsync();
        await desk.Page.Locator("#confirm-yes").ClickAsync();
        await Expect(citizen.Log.GetByText("Cet échange vous a-t-il aidé")).ToBeVisibleAsync();
        await citizen.Page.IsSoundAsync();
        await citizen.Log.GetByText("5", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Envoyer l’avis" }).ClickAsync();
        await Expect(citizen.Log.GetByText("Merci.", new LocatorGetByTextOptions { Exact = true })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    [InlineData("contrast")]
    public async Task AxeFindsNothingSeriousInDangerInASheetOrInSilence(string theme)
    {
        await using var citizen = await browsers.VisitAsync();
        await citizen.Page.AddInitScriptAsync($"sessionStorage.setItem('display', JSON.stringify({{ theme: '{theme}', easy: true, size: '3' }}))");
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync(Danger);
        await Expect(citizen.Log.Locator(".emer")).ToBeVisibleAsync();
        await citizen.Page.IsSoundAsync();

        await citizen.Page.Locator("#display").ClickAsync();
        await Expect(citizen.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await citizen.Page.IsSoundAsync();
        await citizen.Page.Keyboard.PressAsync("Escape");
        await Expect(citizen.Page.Locator("#display")).ToBeFocusedAsync();

        await citizen.Page.GetByText("Répondre par boutons").ClickAsync();
        await Expect(citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Il est là" })).ToBeVisibleAsync();
        await citizen.Page.IsSoundAsync();
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task NothingSticksOutOnASmallPhoneOrUnderAStrongZoom(string address)
    {
        // 1280 × 800 at 200 % is 640 × 400 to the page.
        await using var visitor = await browsers.VisitAsync();
        foreach (var (width, height) in new[] { (320, 568), (360, 740), (640, 400) })
        {
            await visitor.Page.SetViewportSizeAsync(width, height);
            await visitor.Page.GotoAsync(address);
            Assert.True(await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{address} is wider than {width}.");
        }
    }

    [Theory]
    [InlineData(320, 568)]
    [InlineData(640, 400)]
    [InlineData(360, 300)]
    [InlineData(1280, 800)]
    public async Task TheNumbersTheExitAndTheFieldStayInSightAndInPlaceWhateverIsSaid(int width, int height)
    {
        await using var citizen = await browsers.VisitAsync(width, height);
        await citizen.Page.GotoAsync("/");
        await Expect(citizen.Page.Locator("html[data-ready]")).ToBeAttachedAsync();
        var before = await PlacesAsync(citizen.Page);

        await citizen.WritesAsync(Danger);
        await Expect(citizen.Log.Locator(".emer")).ToBeVisibleAsync();
        await Expect(citizen.Page.Locator(".state")).ToBeAttachedAsync();

        Assert.Equal(before[..^1], (await PlacesAsync(citizen.Page))[..^1]);
        await Expect(citizen.Field).ToBeInViewportAsync(new LocatorAssertionsToBeInViewportOptions { Ratio = 1 });
        Assert.True(await citizen.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    [Theory]
    [InlineData(360, 740)]
    [InlineData(1280, 800)]
    public async Task NothingShiftsWhileThePageOpensAndAnswers(int width, int height)
    {
        await using var citizen = await browsers.VisitAsync(width, height);
        await citizen.Page.AddInitScriptAsync("window.shifted = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifted += e.value; }).observe({ type: 'layout-shift', buffered: true });");
        await citizen.Page.GotoAsync("/");
        await Expect(citizen.Page.Locator("html[data-ready]")).ToBeAttachedAsync();
        await citizen.WritesAsync(Danger);
        await Expect(citizen.Page.Locator(".state")).ToBeVisibleAsync();
        await citizen.Page.WaitForTimeoutAsync(1500);

        Assert.InRange(await citizen.Page.EvaluateAsync<double>("window.shifted"), 0, 0.02);
    }

    [Fact]
    public async Task TheKeyboardReachesTheChoicesTheMessagesAndTheNumbersAndComesBack()
    {
        await using var citizen = await browsers.VisitAsync();
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync("on m’a volé mon vélo, que faire ?");
        await Expect(citizen.Log.Locator(".useful")).ToBeVisibleAsync();
        await Expect(citizen.Field).ToBeFocusedAsync();

        await citizen.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(citizen.Log.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Pas tout à fait" })).ToBeFocusedAsync();
        for (var n = 0; n < 8 && await citizen.Page.EvaluateAsync<bool>("!document.activeElement.matches('.item')"); n++) await citizen.Page.Keyboard.PressAsync("Shift+Tab");
        await citizen.Page.Keyboard.PressAsync("Home");
        await Expect(citizen.Page.Locator("#greet")).ToBeFocusedAsync();
        await citizen.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(citizen.Own("on m’a volé")).ToBeFocusedAsync();
        await citizen.Page.Keyboard.PressAsync("Escape");
        await Expect(citizen.Field).ToBeFocusedAsync();
    }

    [Fact]
    public async Task NothingMovesForWhoAskedForLessMotion()
    {
        await using var citizen = await browsers.VisitAsync(390, 844, new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync(Danger);
        await Expect(citizen.Log.Locator(".emer")).ToBeVisibleAsync();
        await citizen.Page.Locator("#display").ClickAsync();

        var moving = await citizen.Page.EvaluateAsync<int>("document.getAnimations().filter(a => a.playState === 'running' && a.effect.getComputedTiming().duration > 0).length");

        Assert.Equal(0, moving);
    }

    [Fact]
    public async Task InForcedColoursEveryBubbleButtonAndCardKeepsAnEdge()
    {
        await using var citizen = await browsers.VisitAsync(390, 844, new BrowserNewContextOptions { ForcedColors = ForcedColors.Active });
        await citizen.Page.GotoAsync("/");
        await citizen.WritesAsync(Danger);
        await Expect(citizen.Log.Locator(".emer")).ToBeVisibleAsync();

        var bare = await citizen.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.bub, .btn, .emer, .numbers a, .field')].filter(e => e.offsetParent && !(parseFloat(getComputedStyle(e).borderTopWidth) > 0)).map(e => e.className)");

        Assert.Empty(bare);
    }

    [Fact]
    public async Task WithoutScriptsTheSearchFormLeadsToTheArticle()
    {
        await using var citizen = await browsers.VisitAsync(390, 844, new BrowserNewContextOptions { JavaScriptEnabled = false });
        await citizen.Page.GotoAsync("/");

        await citizen.Page.FillAsync("#q", "vol de vélo");
        await citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Chercher dans le centre d’aide" }).ClickAsync();
        await citizen.Page.Locator("a[href^='/aide/vol-velo']").ClickAsync();
        await citizen.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Oui" }).ClickAsync();

        await Expect(citizen.Page.GetByText("Merci, c’est noté.")).ToBeVisibleAsync();
    }

    /// <summary>Where the five numbers, the exit and the field stand.</summary>
    private static Task<string[]> PlacesAsync(IPage page) => page.EvaluateAsync<string[]>("""
        [...document.querySelectorAll('.numbers a'), document.getElementById('exit'), document.getElementById('field')].map(e => {
          const r = e.getBoundingClientRect();
          return r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight && r.height >= 44 ? [r.left, r.top, r.width, r.height].map(Math.round).join(' ') : 'out of sight: ' + e.outerHTML.slice(0, 60);
        })
        """);
}
