using BrigadeNumerique.Bot.Review;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>An editor settles a correction, trains, and cannot put a worse model to work.</summary>
public sealed class StudioTests(Browsers browsers) : IAsyncLifetime
{
    private Service service = null!;

    public async ValueTask InitializeAsync() => service = await Service.StartAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task ACorrectionIsFreedOfNamesAndAccepted()
    {
        await CorrectedAsync("je m'appelle Léa Martin, 06 12 34 56 78, il me suit depuis la gare");
        await using var editor = await SignInAsync();
        await editor.Page.Locator(".tri .it").First.ClickAsync();

        await Expect(editor.Page.Locator(".traces")).ToContainTextAsync("06 12 34 56 78");
        await Expect(editor.Page.Locator(".traces")).ToContainTextAsync("Léa Martin");
        await editor.Page.Locator("#review-accept").ClickAsync();
        await Expect(editor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Retirez ce qui désigne une personne");
        await editor.Page.IsSoundAsync();
        await Pictures.KeepAsync(editor.Page, "atelier-tri");

        await editor.Page.FillAsync("#review-text", "il me suit depuis la gare");
        await Expect(editor.Page.Locator(".traces")).ToHaveCountAsync(0);
        await editor.Page.Locator("#review-accept").ClickAsync();

        await Expect(editor.Page.GetByText("Accepté. Il sera appris")).ToBeVisibleAsync();
        await Expect(editor.Page.Locator("#pending-title")).ToContainTextAsync("À relire · 0");
        await Expect(editor.Page.Locator(".q .kept")).ToContainTextAsync("il me suit depuis la gare");
    }

    [Fact]
    public async Task ACorrectionIsRefusedWithAReason()
    {
        await CorrectedAsync("il me suit depuis la gare");
        await using var editor = await SignInAsync();
        await editor.Page.Locator(".tri .it").First.ClickAsync();

        await editor.Page.Locator("#review-refuse").ClickAsync();
        await Expect(editor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Écrivez la raison");
        await editor.Page.FillAsync("#review-reason", "Le modèle avait raison.");
        await editor.Page.Locator("#review-refuse").ClickAsync();

        await Expect(editor.Page.Locator("#pending-title")).ToContainTextAsync("À relire · 0");
        await Expect(editor.Page.GetByText("Aucun exemple accepté.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AWorseModelIsShownBesideTheActiveOneAndCannotBeActivated()
    {
        var engine = service.Services.GetRequiredService<TriageEngine>();
        var weak = TriageModel.CurrentVersion + "+1-weak";
        engine.Shelf.Keep(TriageModel.Train([.. Examples.Load().Where((_, at) => at % 40 == 0)], [.. Dialogues.Load().Take(30)], weak));
        await using var editor = await SignInAsync();

        await editor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Comparer " + weak }).ClickAsync();

        await Expect(editor.Page.Locator("#model-refused")).ToContainTextAsync("ne peut pas être activé", new LocatorAssertionsToContainTextOptions { Timeout = 60_000 });
        await Expect(editor.Page.Locator("[data-figure=emergency-recall]")).ToContainTextAsync("moins bien");
        await Expect(editor.Page.Locator(".changed li").First).ToBeVisibleAsync();
        await Expect(editor.Page.Locator("#model-activate")).ToHaveCountAsync(0);
        await Pictures.KeepAsync(editor.Page, "atelier-comparaison");
    }

    [Fact]
    public async Task ABetterModelIsActivatedAndTheOneBeforeComeBackTo()
    {
        var engine = service.Services.GetRequiredService<TriageEngine>();
        var weak = TriageModel.CurrentVersion + "+1-weak";
        engine.Shelf.Keep(TriageModel.Train([.. Examples.Load().Where((_, at) => at % 40 == 0)], [.. Dialogues.Load().Take(30)], weak));
        engine.Shelf.Choose(weak);
        engine.Follow();
        Assert.Equal(weak, engine.Version);
        await using var editor = await SignInAsync();

        await editor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Comparer " + TriageModel.CurrentVersion }).ClickAsync();
        await editor.Page.Locator("#model-activate").ClickAsync(new LocatorClickOptions { Timeout = 60_000 });
        await Expect(editor.Page.Locator(".tri .told")).ToContainTextAsync("est en service", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        Assert.Equal(TriageModel.CurrentVersion, engine.Version);

        await editor.Page.Locator("#model-revert").ClickAsync();
        await Expect(editor.Page.Locator(".tri .told")).ToContainTextAsync("de nouveau en service");
        Assert.Equal(weak, engine.Version);
    }

    [Fact]
    public async Task AnOperatorHasNoBusinessInTheStudioNorAnEditorAtTheDesk()
    {
        await using var desk = await browsers.SignInAsync(service);
        await desk.Page.GotoAsync("/studio/tri");
        await Expect(desk.Page.Locator("#email")).ToBeVisibleAsync();

        await using var editor = await SignInAsync();
        await editor.Page.GotoAsync("/poste");
        await Expect(editor.Page.Locator("#email")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AnEditorWhoSignsInComesToTheStudio()
    {
        await using var visitor = await browsers.VisitAsync(service, 1440, 900);
        await visitor.Page.GotoAsync("/connexion");
        await visitor.Page.FillAsync("#email", Service.EditorEmail);
        await visitor.Page.FillAsync("#password", Service.OperatorPassword);
        await visitor.Page.ClickAsync("button[type=submit]");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Atelier des fiches" })).ToBeAttachedAsync(new LocatorAssertionsToBeAttachedOptions { Timeout = 20_000 });
    }

    private async Task CorrectedAsync(string text)
    {
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync(text);
        var conversation = citizen.Conversation;
        var sequence = (await service.Transcript.FindAsync(conversation, TestContext.Current.CancellationToken))!.LastCitizenSequence;
        await service.Desk.CorrectAsync(conversation, sequence, new Correction(CorrectionVerdict.Graver, "emergency", "harassment", "emergency", "police", "op-1", "v"), "Adjudante Camille", TestContext.Current.CancellationToken);
    }

    private async Task<Visitor> SignInAsync()
    {
        var visitor = await browsers.VisitAsync(service, 1440, 900);
        await visitor.Page.GotoAsync("/studio/tri");
        await visitor.Page.FillAsync("#email", Service.EditorEmail);
        await visitor.Page.FillAsync("#password", Service.OperatorPassword);
        await visitor.Page.ClickAsync("button[type=submit]");
        await Expect(visitor.Page.Locator("#models-title")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 20_000 });
        return visitor;
    }
}
