using System.Text.Json;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>A line that is bad, cut, or has no sockets: nothing is lost, nothing comes twice, and the page says where one stands.</summary>
public sealed class CutLineTests(Browsers browsers)
{
    private const string Posts = "**/v3/directline/conversations/*/activities";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMessageThatFailedIsSentAgainUnderTheSameIdentifier()
    {
        await using var visitor = await browsers.VisitAsync();
        var ids = new List<string>();
        await visitor.Page.RouteAsync(Posts, route =>
        {
            if (route.Request.Method == "POST") ids.Add(ClientId(route.Request));
            return route.AbortAsync();
        });
        await visitor.Page.GotoAsync("/");

        await visitor.WritesAsync("merci beaucoup");
        await Expect(visitor.Own("merci beaucoup")).ToContainTextAsync("Envoi…");
        await Expect(visitor.Own("merci beaucoup")).ToContainTextAsync("Non envoyé", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await visitor.Page.UnrouteAsync(Posts);
        await visitor.Page.RouteAsync(Posts, route =>
        {
            ids.Add(ClientId(route.Request));
            return route.ContinueAsync();
        });
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Renvoyer" }).ClickAsync();

        await Expect(visitor.Own("merci beaucoup")).ToContainTextAsync("Envoyé");
        await Expect(visitor.Log.GetByText("Je vous en prie")).ToHaveCountAsync(1);
        Assert.True(ids.Count > 4, $"{ids.Count} attempts");
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task AnAcknowledgementThatIsLostDoublesNothing()
    {
        await using var visitor = await browsers.VisitAsync();
        await WithoutSocketsAsync(visitor.Page);
        var lost = 0;
        await visitor.Page.RouteAsync(Posts, async route =>
        {
            if (lost++ > 1)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            await route.AbortAsync();
        });
        await visitor.Page.GotoAsync("/");

        await visitor.WritesAsync("merci beaucoup");

        await Expect(visitor.Own("merci beaucoup")).ToContainTextAsync("Envoyé", new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });
        await Expect(visitor.Log.GetByText("Je vous en prie")).ToHaveCountAsync(1);
        var lines = await browsers.Service.Transcript.ReadAsync(await visitor.ConversationAsync(), 0, 100, Stop);
        Assert.Single(lines, line => line.Author is Author.Citizen);
    }

    [Fact]
    public async Task ACutInTheMiddleLosesAndDoublesNothingOnEitherSide()
    {
        await using var visitor = await browsers.VisitAsync();
        await visitor.Page.GotoAsync("/");
        await visitor.WritesAsync("je veux parler à une personne");
        await Expect(visitor.Log.GetByText("Je transmets à un gendarme")).ToBeVisibleAsync();
        var conversation = await visitor.ConversationAsync();
        await browsers.Service.Desk.TakeAsync(conversation, "op-cut", "Adjudante Camille", Stop);
        await Expect(visitor.Log.GetByText("a rejoint l’échange")).ToBeVisibleAsync();

        await visitor.Page.Context.SetOfflineAsync(true);
        await Expect(visitor.Page.Locator("#bar")).ToContainTextAsync("Connexion perdue");
        await visitor.WritesAsync("premier message hors ligne");
        await visitor.WritesAsync("second message hors ligne");
        foreach (var n in new[] { 1, 2, 3 }) await browsers.Service.Desk.WriteAsync(conversation, "op-cut", $"ligne {n} du gendarme", "cut-" + n, Stop);
        await visitor.Page.WaitForTimeoutAsync(2000);
        await Expect(visitor.Own("premier message hors ligne")).ToContainTextAsync("Envoi…");
        await visitor.Page.Context.SetOfflineAsync(false);

        await Expect(visitor.Page.Locator("#bar")).ToContainTextAsync("Connexion retrouvée", new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });
        await Expect(visitor.Own("second message hors ligne")).ToContainTextAsync("Envoyé");
        foreach (var n in new[] { 1, 2, 3 }) await Expect(visitor.Log.GetByText($"ligne {n} du gendarme")).ToHaveCountAsync(1);
        await Expect(visitor.Log.GetByText("message hors ligne")).ToHaveTextAsync(["premier message hors ligne", "second message hors ligne"]);
        var lines = await browsers.Service.Transcript.ReadAsync(conversation, 0, 100, Stop);
        Assert.Equal(["je veux parler à une personne", "premier message hors ligne", "second message hors ligne"], lines.Where(line => line.Author is Author.Citizen).Select(line => line.Text));
    }

    [Fact]
    public async Task WhereSocketsAreRefusedThePagePollsAndNobodyNotices()
    {
        await using var visitor = await browsers.VisitAsync();
        await WithoutSocketsAsync(visitor.Page);
        await visitor.Page.GotoAsync("/");

        await visitor.WritesAsync("merci beaucoup");
        await Expect(visitor.Log.GetByText("Je vous en prie")).ToHaveCountAsync(1, new LocatorAssertionsToHaveCountOptions { Timeout = 10_000 });
        await visitor.WritesAsync("je veux parler à une personne");
        await Expect(visitor.Log.GetByText("Je transmets à un gendarme")).ToHaveCountAsync(1);

        await Expect(visitor.Own("merci beaucoup")).ToContainTextAsync("Envoyé");
        await Expect(visitor.Page.Locator("#bar")).ToBeHiddenAsync();
        Assert.Contains(visitor.Requests, address => address.Contains("/activities?watermark=", StringComparison.Ordinal));
    }

    /// <summary>As behind a proxy that knows no upgrade: every socket ends before it opens.</summary>
    private static Task WithoutSocketsAsync(IPage page) => page.AddInitScriptAsync(
        "window.WebSocket = class { constructor() { setTimeout(() => this.onclose && this.onclose({}), 50); } close() {} send() {} };");

    private static string ClientId(IRequest request) =>
        JsonDocument.Parse(request.PostData!).RootElement.GetProperty("channelData").GetProperty("clientActivityID").GetString()!;
}
