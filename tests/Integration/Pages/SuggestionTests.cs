using System.Net.Http.Json;
using System.Text;

namespace BrigadeNumerique.Integration.Pages;

/// <summary>What is proposed while somebody types, and what hostile words do to the search.</summary>
public sealed class SuggestionTests(Services services)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheHelpCentreSuggestsHeadingsAndQuestionsAndNobodyKeepsThem()
    {
        var service = await services.OnAsync(Engine.Sqlite);

        var answer = await service.Http.GetAsync("/aide/suggestions?q=v%C3%A9l", Stop);

        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("/aide/vol-velo", Hrefs(await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)));
        Assert.Contains("/aide/rubrique/cyber", await HrefsAsync(service, "/aide/suggestions?q=cyb"));
        Assert.Empty(await HrefsAsync(service, "/aide/suggestions"));
    }

    [Theory]
    [InlineData("vélo volé")]
    [InlineData("amende")]
    public async Task TheChatSuggestsQuestionsAlone(string typed)
    {
        var service = await services.OnAsync(Engine.Sqlite);

        var found = await HrefsAsync(service, "/chat/suggestions?q=" + Uri.EscapeDataString(typed));

        Assert.InRange(found.Count, 1, 3);
        Assert.DoesNotContain(found, href => href.StartsWith("/aide/rubrique/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("il a un couteau")]
    [InlineData("mon mari me frappe")]
    [InlineData("je veux mourir")]
    [InlineData("on me suit dans la rue aidez moi")]
    [InlineData("violences conjugales")]
    [InlineData("viol")]
    public async Task TheChatSuggestsNothingBesideADangerOrAGraveSubject(string typed) =>
        Assert.Empty(await HrefsAsync(await services.OnAsync(Engine.Sqlite), "/chat/suggestions?q=" + Uri.EscapeDataString(typed)));

    [Fact]
    public async Task NoSensitiveTitleIsSuggestedInTheChatWhateverIsTyped()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var suggested = new HashSet<string>();

        foreach (var typed in (string[])["har", "enf", "conj", "men", "mineur", "dis", "victime", "pla", "cha", "sui", "dro", "int", "per"]) suggested.UnionWith(await HrefsAsync(service, "/chat/suggestions?q=" + typed));

        Assert.NotEmpty(suggested);
        foreach (var href in suggested) Assert.False((await service.Http.GetAsync(href, Stop)).Headers.CacheControl!.NoStore, href + " is sensitive.");
    }

    [Fact]
    public async Task WhoeverAsksTooFastIsToldToWait()
    {
        await using var service = await Service.StartAsync(Engine.Sqlite, "RateLimits:Factor=0.01");

        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 5; n++) answers.Add((await service.Http.GetAsync("/aide/suggestions?q=vol", Stop)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, answers[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    public static TheoryData<string> Hostile => new(
        "foo:bar AND (", "*", "~", "\"", "a* b* *?*?*?*", "((((((((", "[a TO z]", "\\", "vol\u0001\u001f\u007f velo", new string('*', 2000), string.Join(' ', Enumerable.Repeat("mot", 1000)), new string('a', 199) + "🚲", "<script>alert(1)</script>");

    [Theory, MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public async Task AnyWordsGiveAPage(string words)
    {
        var service = await services.OnAsync(Engine.Sqlite);

        foreach (var address in (string[])["/aide/recherche?q=", "/aide/suggestions?q=", "/chat/suggestions?q="])
            Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync(address + Uri.EscapeDataString(words), Stop)).StatusCode);
    }

    [Theory]
    [InlineData("%ED%A0%BD")]
    [InlineData("%00%01%FF%FE")]
    [InlineData("v%C3%A9lo%ED%B0%80")]
    public async Task BytesThatAreNoTextGiveAPageToo(string bytes)
    {
        var service = await services.OnAsync(Engine.Sqlite);

        foreach (var address in (string[])["/aide/recherche?q=", "/aide/suggestions?q=", "/chat/suggestions?q="])
            Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync(new Uri(service.Address, address) + bytes, Stop)).StatusCode);
    }

    [Fact]
    public async Task TenThousandWordsAreAnsweredOrRefusedAndTheServiceGoesOn()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var words = new StringBuilder();
        for (var n = 0; n < 10_000; n++) words.Append("mot").Append(n).Append('+');

        var answer = await service.Http.GetAsync("/aide/recherche?q=" + words, Stop);

        // The server takes no line so long; what it takes is searched by its first words.
        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.RequestUriTooLong]);
        Assert.Contains("/aide/vol-velo", await HrefsAsync(service, "/aide/suggestions?q=velo"));
    }

    private static async Task<List<string>> HrefsAsync(Service service, string address) => Hrefs(await service.Http.GetFromJsonAsync<JsonElement>(address, Stop));

    private static List<string> Hrefs(JsonElement answer) => [.. answer.GetProperty("suggestions").EnumerateArray().Select(one => one.GetProperty("href").GetString()!)];
}
