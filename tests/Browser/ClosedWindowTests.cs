using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Support;
using BrigadeNumerique.Support.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BrigadeNumerique.Browser;

/// <summary>What an operator sees when the channel lets nothing through to the citizen any more.</summary>
public sealed class ClosedWindowTests(Browsers browsers) : IAsyncLifetime
{
    private MessengerSimulator messenger = null!;
    private Service service = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        messenger = await MessengerSimulator.StartAsync();
        service = await Service.StartAsync(Engine.Sqlite, [.. messenger.Settings, "DirectLine:PublicAddress=https://chat.exemple.fr"]);
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await messenger.DisposeAsync();
    }

    [Theory]
    [InlineData(1440, 900, "poste-delai-ferme")]
    [InlineData(390, 844, "poste-delai-ferme-telephone")]
    public async Task TheDeskSaysSoBeforeAnythingIsSentAndKeepsTheWords(int width, int height, string picture)
    {
        var citizen = MessengerSimulator.NewCitizen();
        await using var desk = await TakenAsync(citizen);
        await Expect(desk.Page.Locator(".window-closed")).ToHaveCountAsync(0);
        await desk.Page.SetViewportSizeAsync(width, height);

        await FallSilentAsync(citizen);

        await Expect(desk.Page.Locator(".window-closed")).ToContainTextAsync("Messenger ne laisse plus rien passer", new LocatorAssertionsToContainTextOptions { Timeout = 20_000 });
        await WritesAsync(desk, "Êtes-vous encore là ?");
        await Expect(desk.Page.Locator("form.cm [role=alert]")).ToContainTextAsync("Rien n’est parti");
        await Expect(desk.Page.Locator("#composer")).ToHaveValueAsync("Êtes-vous encore là ?");
        await Pictures.KeepAsync(desk.Page, picture);
        await desk.Page.IsSoundAsync();
        Assert.DoesNotContain(messenger.To(citizen), message => message.Text.Contains("encore là", StringComparison.Ordinal));

        // The citizen writes again: the way is open again.
        await messenger.DeliversAsync(service.Http, messenger.Text(citizen, "oui"));
        await Expect(desk.Page.Locator(".window-closed")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = 20_000 });
    }

    [Fact]
    public async Task TheDeskShowsWhatBecameOfALineAndWhyItDidNotArrive()
    {
        var citizen = MessengerSimulator.NewCitizen();
        await using var desk = await TakenAsync(citizen);

        await WritesAsync(desk, "Bonjour, je vous lis.");
        var line = desk.Page.Locator("article.l.a").Filter(new LocatorFilterOptions { HasText = "je vous lis" });
        await Expect(line).ToContainTextAsync("Envoyé", new LocatorAssertionsToContainTextOptions { Timeout = 15_000 });
        var arrived = await messenger.AwaitsAsync(citizen, message => message.Text.Contains("je vous lis", StringComparison.Ordinal), "The operator's words");
        await messenger.DeliversAsync(service.Http, messenger.Delivered(citizen, arrived.Id));
        await Expect(line).ToContainTextAsync("Remis", new LocatorAssertionsToContainTextOptions { Timeout = 15_000 });
        await messenger.DeliversAsync(service.Http, messenger.Read(citizen));
        await Expect(line).ToContainTextAsync("Lu", new LocatorAssertionsToContainTextOptions { Timeout = 15_000 });

        messenger.Graph.Answer(400, GraphErrors.Json(551, 1545041));
        await WritesAsync(desk, "Êtes-vous toujours là ?");
        await Expect(desk.Page.Locator("article.l.a").Last).ToContainTextAsync("Non remis", new LocatorAssertionsToContainTextOptions { Timeout = 15_000 });
        await Pictures.KeepAsync(desk.Page, "poste-etats-messenger");
    }

    [Fact]
    public async Task TheReasonUnderTheLastLineIsNotHiddenBelowTheEnd()
    {
        var citizen = MessengerSimulator.NewCitizen();
        await using var desk = await TakenAsync(citizen);
        await desk.Page.SetViewportSizeAsync(390, 844);

        messenger.Graph.Answer(400, GraphErrors.Json(551, 1545041));
        await WritesAsync(desk, "Êtes-vous toujours là ?");
        var reason = desk.Page.Locator("article.l.a").Last.GetByText("Non remis");
        await Expect(reason).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 15_000 });

        await Pictures.KeepAsync(desk.Page, "poste-non-remis-telephone");

        await Expect(reason).ToBeInViewportAsync(new LocatorAssertionsToBeInViewportOptions { Ratio = 1 });
        Assert.InRange(await desk.Page.Locator(".tr").EvaluateAsync<double>("log => log.scrollHeight - log.scrollTop - log.clientHeight"), -1, 1);
    }

    /// <summary>The desk of an operator who has just taken a citizen that asked for a person.</summary>
    private async Task<Visitor> TakenAsync(string citizen)
    {
        await messenger.DeliversAsync(service.Http, messenger.Text(citizen, "je veux parler à une personne"));
        var desk = await browsers.SignInAsync(service);
        await Expect(desk.Page.Locator(".it").First).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Alt+n");
        await Expect(desk.Page.Locator("#composer")).ToBeFocusedAsync();
        return desk;
    }

    private static async Task WritesAsync(Visitor desk, string words)
    {
        await desk.Page.Locator("#composer").FillAsync(words);
        await desk.Page.Locator("#composer").PressAsync("Control+Enter");
    }

    private async Task FallSilentAsync(string citizen)
    {
        var key = service.Services.GetRequiredService<ChannelSecrets>().Key("messenger", citizen);
        await using var channels = await service.Services.GetRequiredService<IDbContextFactory<ChannelsDb>>().CreateDbContextAsync(Stop);
        var conversation = (await channels.Users.SingleAsync(user => user.UserKey == key, Stop)).ConversationId!;
        var then = DateTimeOffset.UtcNow.AddHours(-25);
        await using var db = await service.Services.GetRequiredService<IDbContextFactory<HandoffDb>>().CreateDbContextAsync(Stop);
        await db.Conversations.Where(row => row.Id == conversation).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastCitizenAt, then), Stop);
        service.Transcript.Forget(conversation);
        service.Services.GetRequiredService<Handoff.Live.IChangeFeed>().Publish(conversation);
    }
}
