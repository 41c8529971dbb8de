using System.Text.RegularExpressions;

namespace BrigadeNumerique.Integration.Pages;

/// <summary>Follows every link from the pages that strangers come to.</summary>
public sealed partial class LinkTests(Services services)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryLinkOfTheCitizensPageTheHelpCentreAndTheLauncherLeadsSomewhere()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var launcher = await service.Http.GetStringAsync("/chat/launcher.js", Stop);
        Assert.Contains("service + '/?embed=1'", launcher, StringComparison.Ordinal);
        Dictionary<string, string> read = [];
        List<(string From, string To)> followed = [];
        Queue<(string From, string To)> waiting = new([("start", "/"), ("launcher", "/?embed=1"), ("start", "/aide"), ("start", "/connexion")]);

        while (waiting.TryDequeue(out var link))
        {
            followed.Add(link);
            if (!read.TryAdd(PathOf(link.To), "")) continue;
            var page = read[PathOf(link.To)] = await ReadAsync(service, link);
            foreach (Match found in Link.Matches(page)) waiting.Enqueue((PathOf(link.To), Resolve(link.To, WebUtility.HtmlDecode(found.Groups[1].Value))));
        }

        Assert.True(read.Count > 150, $"Only {read.Count} pages were found.");
        Assert.Contains("/aide/vie-privee", read.Keys);
        Assert.Contains("/aide/rubrique/plainte", followed.Where(link => link.From == "/").Select(link => link.To));
        foreach (var (from, to) in followed.Where(link => link.To.Contains('#', StringComparison.Ordinal)))
            Assert.True(read[PathOf(to)].Contains($" id=\"{to[(to.IndexOf('#', StringComparison.Ordinal) + 1)..]}\"", StringComparison.Ordinal), $"{from} links to {to}, which is not on that page.");
    }

    [Fact]
    public async Task ThePrivacyPageSaysWhatOnlyTheServiceCanSayOnceItIsConfigured()
    {
        await using var service = await Service.StartAsync(Engine.Sqlite, "Privacy:Controller=La brigade de **Dole**, 3 rue des Lilas.", "Privacy:Retention=Trois mois.");

        var usual = await (await services.OnAsync(Engine.Sqlite)).Http.GetStringAsync("/aide/vie-privee", Stop);
        var configured = await service.Http.GetStringAsync("/aide/vie-privee", Stop);

        Assert.Contains("Il n’a pas encore indiqué ici son nom", usual, StringComparison.Ordinal);
        Assert.Contains("<p>La brigade de <strong>Dole</strong>, 3 rue des Lilas.</p>", configured, StringComparison.Ordinal);
        Assert.Contains("<p>Trois mois.</p>", configured, StringComparison.Ordinal);
        Assert.DoesNotContain("{", usual + configured, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(Service service, (string From, string To) link)
    {
        if (Uri.TryCreate(link.To, UriKind.Absolute, out var address) && address.Scheme is "tel" or "sms" or "https")
        {
            Assert.True(address.Scheme == "https" || PhoneNumber.IsMatch(link.To), $"{link.From} has {link.To}.");
            return "";
        }

        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = service.Address };
        var answer = await http.GetAsync(link.To, Stop);

        // The quick exit leads away from the service: it is not followed.
        var good = link.To == "/chat/quitter" ? answer.StatusCode is HttpStatusCode.Redirect : answer.IsSuccessStatusCode;
        Assert.True(good, $"{link.From} links to {link.To}, which answers {(int)answer.StatusCode}.");
        return answer.Content.Headers.ContentType?.MediaType == "text/html" ? await answer.Content.ReadAsStringAsync(Stop) : "";
    }

    private static string Resolve(string page, string href) => href switch
    {
        ['#', ..] => PathOf(page) + href,
        ['?', ..] => page.Split('?', '#')[0] + href,
        _ => href,
    };

    private static string PathOf(string address) => address.Split('#')[0];

    [GeneratedRegex("""(?:href|src)="([^"{]+)["]""")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"^(?:tel|sms):\+?\d{2,}$")]
    private static partial Regex PhoneNumber { get; }
}
