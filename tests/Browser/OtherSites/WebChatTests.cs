using BrigadeNumerique.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser.OtherSites;

/// <summary>botframework-webchat from npm, unchanged, on the page of another site.</summary>
public sealed class WebChatTests(Browsers browsers) : IAsyncLifetime
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

    [Fact]
    public async Task WebChatAsksIsAnsweredTalksToAnOperatorAndComesBackAfterAReload()
    {
        await using var visitor = await VisitAsync();
        await visitor.Page.GotoAsync(site.Origin);
        await Expect(visitor.Page.GetByText("assistant automatique").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });

        await WriteAsync(visitor, "on m’a volé mon vélo, que faire ?");
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "vélo" }).Or(visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "vélo" })).First).ToBeVisibleAsync();
        await WriteAsync(visitor, "je veux parler à une personne");
        await Expect(visitor.Page.GetByText("Je transmets à un gendarme").First).ToBeVisibleAsync();
        var conversation = await visitor.Page.EvaluateAsync<string>("JSON.parse(sessionStorage.getItem('exchange')).conversationId");
        await service.OpenDeskAsync();
        await service.Desk.TakeAsync(conversation, "op-1", "Adjudante Camille", TestContext.Current.CancellationToken);
        await service.Desk.WriteAsync(conversation, "op-1", "Bonjour, j’ai lu *vos* messages.", "desk-1", TestContext.Current.CancellationToken);
        await SeesAllOnceAsync(visitor);
        await Expect(visitor.Page.GetByText("Échec de l'envoi")).ToHaveCountAsync(0);

        await visitor.Page.ReloadAsync();

        await SeesAllOnceAsync(visitor);
        await WriteAsync(visitor, "me revoilà");
        await Expect(Bubbles(visitor, "me revoilà")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task ASiteThatIsNotAllowedGetsNothing()
    {
        // The same page under another name of the same machine is another origin.
        await using var visitor = await VisitAsync();
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        visitor.Page.RequestFailed += (_, request) =>
        {
            if (request.Url.EndsWith("/v3/directline/conversations", StringComparison.Ordinal)) refused.TrySetResult();
        };

        await visitor.Page.GotoAsync(site.Origin.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await refused.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        // « Connecting » is as far as it comes: Web Chat goes on trying.
        await Expect(visitor.Page.Locator("body[data-status='1']")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("assistant automatique")).ToHaveCountAsync(0);
    }

    private static async Task SeesAllOnceAsync(Visitor visitor)
    {
        foreach (var words in new[] { "on m’a volé mon vélo, que faire ?", "je veux parler à une personne", "Bonjour, j’ai lu *vos* messages." })
            await Expect(Bubbles(visitor, words)).ToHaveCountAsync(1, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
    }

    private static ILocator Bubbles(Visitor visitor, string words) => visitor.Page.Locator(".webchat__bubble__content").Filter(new LocatorFilterOptions { HasText = words });

    private static async Task WriteAsync(Visitor visitor, string words)
    {
        var box = visitor.Page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Zone de saisie" });
        await box.FillAsync(words);
        await box.PressAsync("Enter");
    }

    private Task<Visitor> VisitAsync()
    {
        Assert.SkipWhen(OtherSite.Bundle is null, "The npm clients are not installed: npm ci in tests/Integration/Npm.");
        return browsers.VisitAsync(1024, 768);
    }
}
