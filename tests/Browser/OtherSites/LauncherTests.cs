using BrigadeNumerique.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser.OtherSites;

/// <summary>Our own chat on the page of another site, by one script tag.</summary>
public sealed class LauncherTests(Browsers browsers) : IAsyncLifetime
{
    private OtherSite site = null!;
    private Service service = null!;

    public async ValueTask InitializeAsync()
    {
        site = await OtherSite.StartAsync();
        site.Service = service = await Service.StartAsync(Engine.Sqlite, "DirectLine:AllowedOrigins:0=" + site.Origin);
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await site.DisposeAsync();
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(1280, 800)]
    public async Task OneTagOpensTheChatWhichIsAnsweredReducedAndLeft(int width, int height)
    {
        await using var visitor = await browsers.VisitAsync(width, height);
        await visitor.Page.RouteAsync("**/ailleurs", route => route.FulfillAsync(new RouteFulfillOptions { Body = "<title>Météo</title>", ContentType = "text/html" }));
        await visitor.Page.GotoAsync(site.Origin + "/lanceur");
        var pill = visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Une question à la gendarmerie" });
        await Expect(pill).ToBeVisibleAsync();
        Assert.DoesNotContain(visitor.Requests, address => address.Contains("embed", StringComparison.Ordinal));

        await pill.ClickAsync();
        var chat = visitor.Page.FrameLocator("iframe");
        await chat.Locator("#traces summary").ClickAsync();
        var beside = await visitor.Page.Context.RunAndWaitForPageAsync(() => chat.Locator("#traces a").ClickAsync());
        await Expect(beside.Locator("h1")).ToHaveTextAsync("Traces et vie privée");
        await beside.CloseAsync();
        await chat.Locator("#field").FillAsync("on m’a volé mon vélo, que faire ?");
        await chat.Locator("#field").PressAsync("Enter");
        await Expect(chat.Locator("button.art")).ToBeVisibleAsync();
        await visitor.Page.IsSoundAsync();
        await chat.Locator("#field").PressAsync("Escape");
        await Expect(pill).ToBeFocusedAsync();

        await pill.ClickAsync();
        await Expect(chat.Locator("button.art")).ToHaveCountAsync(1);
        await chat.GetByText("Quitter vite").First.ClickAsync();
        await visitor.Page.WaitForURLAsync("**/ailleurs");
    }

    [Fact]
    public async Task ASiteThatIsNotAllowedCannotFrameThePage()
    {
        await using var visitor = await browsers.VisitAsync();
        await visitor.Page.GotoAsync(site.Origin.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/lanceur");

        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Une question" }).ClickAsync();
        await visitor.Page.WaitForTimeoutAsync(1500);

        await Expect(visitor.Page.FrameLocator("iframe").Locator("#field")).ToHaveCountAsync(0);
    }
}
