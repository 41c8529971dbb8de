using BrigadeNumerique.Handoff.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

public sealed class CitizenTests(Browsers browsers)
{
    private const string Danger = "il tape a la porte il a un couteau";

    [Fact]
    public async Task TheNumbersAreThereBeforeAnyScript()
    {
        await using var visitor = await browsers.VisitAsync(options: new BrowserNewContextOptions { JavaScriptEnabled = false });

        await visitor.Page.GotoAsync("/");

        foreach (var address in new[] { "tel:17", "tel:18", "tel:15", "tel:112", "sms:114" })
            await Expect(visitor.Page.Locator($"a[href='{address}']").First).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("form[action='/aide/recherche'] [name=q]").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AnEverydayQuestionGetsAnArticleWithItsLink()
    {
        await using var visitor = await browsers.VisitAsync();
        await visitor.Page.GotoAsync("/");

        await visitor.WritesAsync("on m’a volé mon vélo, que faire ?");

        var card = visitor.Log.Locator("a[href^='/aide/vol-velo']").First;
        await Expect(card).ToBeVisibleAsync();
        await Pictures.KeepAsync(visitor.Page, "citoyen-reponse");
        await Expect(visitor.Page.GetByText("Cette réponse vous aide-t-elle")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task InDangerTheCitizenSees17And114InASecondAndIsAtTheHeadOfTheQueue()
    {
        await using var visitor = await browsers.VisitAsync();
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Field).ToBeEnabledAsync();

        await visitor.WritesAsync(Danger);

        await Expect(visitor.Log.Locator("a[href='tel:17']").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 5000 });
        await Expect(visitor.Log.Locator("a[href='sms:114']").First).ToBeVisibleAsync();
        await Expect(visitor.Log.Locator(".emer .lines")).Not.ToContainTextAsync("114");
        await Expect(visitor.Page.Locator("[role=alert]").First).ToContainTextAsync("17");
        await Pictures.KeepAsync(visitor.Page, "citoyen-urgence");
        var waiting = await browsers.Service.Services.GetRequiredService<QueueBoard>().WaitingAsync(TestContext.Current.CancellationToken);
        Assert.Contains(waiting, item => item.Trigger == Danger);
    }

    [Fact]
    public async Task EverythingCanBeDoneWithTheKeyboardAlone()
    {
        await using var visitor = await browsers.VisitAsync(1280, 900);
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Field).ToBeEnabledAsync();

        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.Keyboard.TypeAsync("je veux parler à une personne");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Log.GetByText("Je transmets à un gendarme")).ToBeVisibleAsync();
        await Expect(visitor.Field).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("button")]
    [InlineData("keys")]
    public async Task QuickExitLeavesNothing(string way)
    {
        await using var visitor = await browsers.VisitAsync();
        await visitor.Page.RouteAsync("**/ailleurs", route => route.FulfillAsync(new RouteFulfillOptions { Body = "<title>Météo</title>", ContentType = "text/html" }));
        await visitor.Page.GotoAsync("/");
        await visitor.WritesAsync("bonjour");
        await Expect(visitor.Log.GetByText("Que se passe-t-il").Last).ToBeVisibleAsync();

        if (way == "button") await visitor.Page.GetByText("Quitter vite").First.ClickAsync();
        else await PressShiftThriceAsync(visitor.Page);

        await visitor.Page.WaitForURLAsync("**/ailleurs");
        await visitor.Page.GoBackAsync(new PageGoBackOptions { WaitUntil = WaitUntilState.Commit });
        await visitor.Page.WaitForTimeoutAsync(500);
        Assert.DoesNotContain("bonjour", await visitor.Page.Locator("body").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        if (visitor.Page.Url.StartsWith(browsers.Service.Address.ToString(), StringComparison.Ordinal))
            Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("sessionStorage.length"));
    }

    /// <summary>Three times within two seconds; a busy machine may be slower than a frightened hand, so it is tried again.</summary>
    private static async Task PressShiftThriceAsync(IPage page)
    {
        for (var attempt = 0; attempt < 5 && !page.Url.EndsWith("/ailleurs", StringComparison.Ordinal); attempt++)
        {
            for (var n = 0; n < 3; n++) await page.Keyboard.PressAsync("Shift");
            try
            {
                await page.WaitForURLAsync("**/ailleurs", new PageWaitForURLOptions { Timeout = 2500 });
            }
            catch (TimeoutException)
            {
                // Not quick enough.
            }
        }
    }

    [Theory]
    [InlineData(320, 640)]
    [InlineData(390, 844)]
    [InlineData(1280, 900)]
    public async Task AxeFindsNothingSeriousAndNoPageAsksAnyoneElse(int width, int height)
    {
        await using var visitor = await browsers.VisitAsync(width, height);
        await visitor.Page.GotoAsync("/");
        await visitor.WritesAsync(Danger);
        await Expect(visitor.Log.Locator("a[href='tel:17']").First).ToBeVisibleAsync();

        await visitor.Page.IsSoundAsync();
        Assert.All(visitor.Requests, address => Assert.StartsWith(browsers.Service.Address.ToString().Replace("http", "", StringComparison.Ordinal), address[(address.IndexOf(':', StringComparison.Ordinal))..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task NothingIsLeftInTheBrowserBeyondTheTab()
    {
        await using var visitor = await browsers.VisitAsync();
        await visitor.Page.GotoAsync("/");
        await visitor.WritesAsync("merci beaucoup");
        await Expect(visitor.Log.GetByText("Je vous en prie")).ToBeVisibleAsync();
        foreach (var address in new[] { "/aide", "/aide/vol-velo", "/aide/vie-privee", "/" }) await visitor.Page.GotoAsync(address);

        Assert.Empty(await visitor.Page.Context.CookiesAsync());
        Assert.Equal("0 0 0", await visitor.Page.EvaluateAsync<string>("(async () => [localStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length].join(' '))()"));
        Assert.All(visitor.Requests, address => Assert.Contains(browsers.Service.Address.Authority, address, StringComparison.Ordinal));
        var other = await visitor.Page.Context.NewPageAsync();
        await other.GotoAsync("/");
        await Expect(other.Locator("html[data-ready]")).ToBeAttachedAsync();
        await Expect(other.GetByText("merci beaucoup")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task TheQuestionOfSafetyStandsAboveItsAnswersWhateverCameBetween()
    {
        await using var visitor = await browsers.VisitAsync(360, 740);
        await visitor.Page.GotoAsync("/");

        await visitor.WritesAsync("mon mari me frappe depuis des années, je ne sais plus quoi faire");

        await Expect(visitor.Log.GetByText("Un gendarme va vous répondre ici")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("#next").GetByText("Êtes-vous en sécurité en ce moment")).ToBeInViewportAsync();
        await visitor.Page.Locator("#next").GetByText("Oui", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator("#next")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task WhatIsPastedWithSignsNobodyTypedIsSentAndBlanksAreNot()
    {
        await using var visitor = await browsers.VisitAsync();
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Page.Locator("html[data-ready]")).ToBeAttachedAsync();

        await visitor.WritesAsync("merci \0beaucoup\u0007");
        await Expect(visitor.Own("merci beaucoup").GetByText("Envoyé")).ToBeVisibleAsync();
        await visitor.WritesAsync("   ");

        await Expect(visitor.Log.Locator("article.me")).ToHaveCountAsync(1);
        await Expect(visitor.Field).ToHaveValueAsync("");
        Assert.Equal("Écrivez d’abord votre message.", await visitor.Field.GetAttributeAsync("placeholder"));
    }

    [Fact]
    public async Task AFileThatIsDroppedDoesNotReplaceThePage()
    {
        await using var visitor = await browsers.VisitAsync();
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Page.Locator("html[data-ready]")).ToBeAttachedAsync();

        var kept = await visitor.Page.EvaluateAsync<bool>("""
            ['dragover', 'drop'].every(name => {
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File(['x'], 'photo.png', { type: 'image/png' }));
              return !document.querySelector('main').dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
            })
            """);

        Assert.True(kept);
    }

    [Fact]
    public async Task AReloadShowsTheSameConversationOnce()
    {
        await using var visitor = await browsers.VisitAsync();
        await visitor.Page.GotoAsync("/");
        await visitor.WritesAsync("merci beaucoup");
        await Expect(visitor.Log.GetByText("Je vous en prie")).ToBeVisibleAsync();

        await visitor.Page.ReloadAsync();

        await Expect(visitor.Log.GetByText("merci beaucoup")).ToHaveCountAsync(1);
        await Expect(visitor.Log.GetByText("Je vous en prie")).ToHaveCountAsync(1);
    }
}
