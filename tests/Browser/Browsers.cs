using BrigadeNumerique.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BrigadeNumerique.Browser.Browsers))]

namespace BrigadeNumerique.Browser;

/// <summary>One Chromium and one service for the whole run.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    /// <summary>Chromium opens two hidden pages for its address field beside every page, which nobody sees here and which cost as much as the page itself; the others are Playwright's own, whose list this one replaces.</summary>
    private static readonly string[] WithoutFeatures =
    [
        "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
        "AimEnabled", "AutoDeElevate", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync", "BlockOriginHeaderModificationOnRedirect", "DestroyProfileOnBrowserClose",
        "DialMediaRouteProvider", "GlobalMediaControls", "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "ThirdPartyStoragePartitioning", "Translate",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public Service Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Service = await Service.StartAsync();
        if (!File.Exists(Executable)) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-features=" + string.Join(',', WithoutFeatures)],
        });
    }

    /// <summary>A fresh profile and a page whose script errors fail the test.</summary>
    public async Task<Visitor> VisitAsync(int width = 390, int height = 844, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(browser is null, "Chromium is not installed.");
        options ??= new BrowserNewContextOptions();
        options.BaseURL ??= Service.Address.ToString();
        options.ViewportSize = new ViewportSize { Width = width, Height = height };
        options.Locale ??= "fr-FR";
        var context = await browser!.NewContextAsync(options);
        return new Visitor(context, await context.NewPageAsync());
    }

    /// <summary>A citizen of another service than the common one.</summary>
    public Task<Visitor> VisitAsync(Service service, int width = 390, int height = 844) =>
        VisitAsync(width, height, new BrowserNewContextOptions { BaseURL = service.Address.ToString() });

    /// <summary>A member of the staff on a page of theirs.</summary>
    public async Task<Visitor> SignInAsync(Service service, string email, string page, int width = 1512, int height = 1092)
    {
        var visitor = await VisitAsync(service, width, height);
        await visitor.Page.GotoAsync(page);
        await visitor.Page.FillAsync("#email", email);
        await visitor.Page.FillAsync("#password", Service.OperatorPassword);
        await visitor.Page.ClickAsync("button[type=submit]");
        return visitor;
    }

    /// <summary>An operator at the desk.</summary>
    public async Task<Visitor> SignInAsync(Service service, string email = Service.OperatorEmail)
    {
        var visitor = await SignInAsync(service, email, "/poste", 1440, 900);
        await Assertions.Expect(visitor.Page.GetByText("Mes échanges").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 20_000 });

        // Drawn is not yet listening: a key pressed before is heard by nobody.
        await Assertions.Expect(visitor.Page.Locator("html[data-desk=ready]")).ToBeAttachedAsync(new LocatorAssertionsToBeAttachedOptions { Timeout = 20_000 });
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        await Service.DisposeAsync();
    }
}

/// <summary>Somebody before a screen.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;

    public Visitor(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.PageError += (_, error) => Errors.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    public List<string> Errors { get; } = [];

    public List<string> Requests { get; } = [];

    public ILocator Field => Page.Locator("textarea").First;

    public ILocator Log => Page.Locator("[role=log]");

    /// <summary>The citizen's own message with these words, with its state.</summary>
    public ILocator Own(string words) => Log.Locator("article.me").Filter(new LocatorFilterOptions { HasText = words });

    /// <summary>The conversation that the page is in.</summary>
    public Task<string> ConversationAsync() => Page.EvaluateAsync<string>("JSON.parse(sessionStorage.getItem('session')).conversationId");

    public async Task WritesAsync(string text)
    {
        await Field.FillAsync(text);
        await Field.PressAsync("Enter");
    }

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        Assert.Empty(Errors);
    }
}
