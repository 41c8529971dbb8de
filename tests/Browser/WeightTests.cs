using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace BrigadeNumerique.Browser;

/// <summary>What a slow phone has to fetch; how long that takes is measured by <c>tests/Load</c>.</summary>
public sealed partial class WeightTests(Browsers browsers)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task TheLauncherHasAtMost10KilobytesAndTheWholeChat40(string way)
    {
        var (_, launcher) = await FetchAsync("/chat/launcher.js", way);
        var (html, page) = await FetchAsync("/", way);
        var parts = Asset.Matches(html).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Equal(3, parts.Count);

        var whole = page;
        foreach (var part in parts) whole += (await FetchAsync(part, way)).Bytes;

        Assert.InRange(launcher, 1, 10 * 1024);
        Assert.InRange(whole, 1, 40 * 1024);
    }

    [Fact]
    public async Task AnArticleIsCompressedOnTheWay()
    {
        var (_, bytes) = await FetchAsync("/aide/vol-velo", "gzip");

        Assert.InRange(bytes, 1, 5 * 1024);
    }

    private async Task<(string Text, long Bytes)> FetchAsync(string address, string way)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(way));
        var answer = await browsers.Service.Http.SendAsync(request, Stop);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal(way, answer.Content.Headers.ContentEncoding.SingleOrDefault() ?? string.Create(CultureInfo.InvariantCulture, $"{address} as it is, {bytes.Length} bytes"));
        return (await browsers.Service.Http.GetStringAsync(address, Stop), bytes.LongLength);
    }

    [GeneratedRegex("(?:src|href)=\"(/chat/[^\"]+\\.(?:js|css|svg)[^\"]*)\"")]
    private static partial Regex Asset { get; }
}
