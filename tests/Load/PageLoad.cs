using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BrigadeNumerique.Load;

/// <summary>
/// The citizen's page on a slow phone: 400 kbit/s each way, 400 ms to every answer, the processor slowed four times, an
/// empty cache, in Chromium against the service. What counts is when a letter that is typed stands in the field.
/// </summary>
internal static partial class PageLoad
{
    private const string Executable = "/usr/bin/chromium";

    /// <summary>Notes the first letter, the script's readiness and the first paint, by the page's own clock.</summary>
    private const string Watch = """
        addEventListener('input', () => window.letterAt ??= performance.now(), true);
        new MutationObserver(() => { if ('ready' in document.documentElement.dataset) window.readyAt ??= performance.now(); }).observe(document, { attributes: true, subtree: true });
        """;

    public static Command Create()
    {
        var runs = LoadOptions.Count("--runs", 5, 1, "How often the page is opened.");
        var command = new Command("page", "Bytes of the citizen's page, and when one can type on a slow phone.") { runs };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(runs)));
        return command;
    }

    private static async Task<int> RunAsync(int runs)
    {
        await using var service = await LoadedService.StartAsync();
        await WeighAsync(service.Address);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = ["--no-sandbox", "--disable-gpu"] });
        List<Times> all = [];
        for (var run = 0; run < runs; run++) all.Add(await OpenAsync(browser, service.Address));
        Print("first paint", all.Select(times => times.Paint));
        Print("a letter stands in the field", all.Select(times => times.Letter));
        Print("the script runs", all.Select(times => times.Ready));
        Print("a message is acknowledged", all.Select(times => times.Sent));
        return 0;
    }

    private static async Task<Times> OpenAsync(IBrowser browser, Uri address)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 360, Height = 740 }, Locale = "fr-FR" });
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Watch);
        var chromium = await context.NewCDPSessionAsync(page);
        await chromium.SendAsync("Network.enable");
        await chromium.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object> { ["offline"] = false, ["latency"] = 400, ["downloadThroughput"] = 400_000 / 8, ["uploadThroughput"] = 400_000 / 8 });
        await chromium.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = 4 });
        await page.GotoAsync(address.ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.Commit });

        // The letter that starts the message is typed as soon as the field takes it, as an impatient hand would.
        await page.Locator("#field").PressSequentiallyAsync("bonjour");
        var letter = await page.EvaluateAsync<double>("window.letterAt");
        await page.Locator("html[data-ready]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await page.Locator("#field").PressAsync("Enter");
        await page.Locator(".me .meta time").First.WaitForAsync();
        var sent = await page.EvaluateAsync<double>("performance.now()");
        var paint = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        return new Times(paint, letter, await page.EvaluateAsync<double>("window.readyAt"), sent);
    }

    private static async Task WeighAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        var (_, launcher) = await FetchAsync(http, "/chat/launcher.js");
        var (html, whole) = await FetchAsync(http, "/");
        foreach (var part in Asset().Matches(html).Select(match => match.Groups[1].Value).Distinct()) whole += (await FetchAsync(http, part)).Bytes;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"launcher: {launcher} bytes, whole chat: {whole} bytes, compressed with Brotli"));
    }

    private static async Task<(string Text, long Bytes)> FetchAsync(HttpClient http, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        var bytes = await (await http.SendAsync(request)).Content.ReadAsByteArrayAsync();
        using var text = new StreamReader(new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress));
        return (await text.ReadToEndAsync(), bytes.LongLength);
    }

    private static void Print(string what, IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: median {sorted[sorted.Count / 2] / 1000:F2} s, worst {sorted[^1] / 1000:F2} s of {sorted.Count}"));
    }

    [GeneratedRegex("(?:src|href)=\"(/chat/[^\"]+\\.(?:js|css|svg)[^\"]*)\"")]
    private static partial Regex Asset();

    private sealed record Times(double Paint, double Letter, double Ready, double Sent);
}
