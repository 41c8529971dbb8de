using BrigadeNumerique.Support;
using Microsoft.Playwright;

namespace BrigadeNumerique.Browser;

/// <summary>The pictures of the README come from the tests: they cannot show what the product does not do.</summary>
internal static class Pictures
{
    /// <summary>Keeps a picture under <c>docs/images</c> when <c>KEEP_PICTURES</c> is set.</summary>
    public static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("KEEP_PICTURES") is not { Length: > 0 }) return;
        await page.WaitForTimeoutAsync(300);
        var bytes = await page.ScreenshotAsync();
        var folder = Directory.CreateDirectory(Path.Combine(Clients.Repository(), "docs", "images"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name + ".png"), bytes);
    }
}
