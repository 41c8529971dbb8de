using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Bot.Turns;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BrigadeNumerique.Integration.Citizens;

/// <summary>What a citizen who waits is told and offered.</summary>
public sealed class WaitingTests(Services services)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task WhoWaitsLongInAnOrdinaryCaseIsOfferedOtherWaysOnce(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (ordinary, grave, urgent) = (await WaitingAsync(service, Priority.Normal), await WaitingAsync(service, Priority.Sensitive), await WaitingAsync(service, Priority.Urgent));
        var watch = service.Services.GetRequiredService<WaitingWatch>();

        await watch.LookAsync(Stop);
        await watch.LookAsync(Stop);

        var line = Assert.Single(await LinesAsync(service, ordinary, Replies.Patience));
        Assert.StartsWith("L’attente est longue", line.Text, StringComparison.Ordinal);
        Assert.Contains("Être recontacté sans risque", line.Data, StringComparison.Ordinal);
        Assert.Empty(await LinesAsync(service, grave, Replies.Patience));
        Assert.Empty(await LinesAsync(service, urgent, Replies.Patience));
    }

    [Fact]
    public async Task WhoWaitsWhileTheLastOperatorGoesIsToldOnceAndOnlyAfterAMinute()
    {
        await using var service = await Service.StartAsync();
        var waiting = await WaitingAsync(service, Priority.Normal);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var watch = new WaitingWatch(
            service.Services.GetRequiredService<IDbContextFactory<HandoffDb>>(), service.Transcript, service.Services.GetRequiredService<Replies>(), service.Services.GetRequiredService<LanguageOf>(),
            service.Services.GetRequiredService<DeskPresence>(), Options.Create(new WaitingOptions { PatienceMinutes = 240 }), clock, NullLogger<WaitingWatch>.Instance);

        await watch.LookAsync(Stop);
        Assert.Empty(await LinesAsync(service, waiting, Replies.NobodyThere));
        clock.Advance(TimeSpan.FromSeconds(61));
        await watch.LookAsync(Stop);
        await watch.LookAsync(Stop);

        var line = Assert.Single(await LinesAsync(service, waiting, Replies.NobodyThere));
        Assert.StartsWith("Aucun gendarme n’est libre", line.Text, StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task WhatWasAskedBeforeGivesSomethingToReadMeanwhileButNotInAGraveCase(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("on m’a volé mon vélo, que faire ?"));
        await citizen.WritesAsync("je veux parler à une personne");

        var line = await citizen.AwaitsAsync(activity => activity.Kind() == "meanwhile", "Articles");

        var articles = line.GetProperty("channelData").GetProperty("articles").EnumerateArray().ToList();
        Assert.NotEmpty(articles);
        Assert.DoesNotContain(articles, article => article.GetProperty("slug").GetString() == "vol-velo");
        Assert.Equal("En attendant, ces fiches peuvent vous servir.", line.Text());

        var hurt = await Citizen.ArriveAsync(service.Http);
        await hurt.AwaitsAnswerAsync(await hurt.WritesAsync("on m’a volé mon vélo, que faire ?"));
        await hurt.WritesAsync("mon mari me frappe depuis des années, je ne sais plus quoi faire");
        await hurt.AwaitsAsync(activity => activity.Kind() == "queue", "The queue");
        Assert.DoesNotContain(await LinesAsync(service, hurt.Conversation, Replies.Meanwhile), _ => true);
    }

    [Theory, EngineData]
    public async Task TheCitizenEndsTheExchangeButNotAnAlert(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (calm, danger) = (await Citizen.ArriveAsync(service.Http), await Citizen.ArriveAsync(service.Http));
        await calm.WritesAsync("je veux parler à une personne");
        await calm.AwaitsAsync(activity => activity.Kind() == "queue", "The queue");
        await danger.WritesAsync("il tape a la porte il a un couteau");
        await danger.AwaitsAsync(activity => activity.Kind() == "emergency", "The numbers");

        foreach (var citizen in new[] { calm, danger }) await citizen.PostsAsync(new { type = "event", name = "chat/close", value = new { } });

        Assert.Equal(Handoff.Conversations.Custody.Closed, (await service.Transcript.FindAsync(calm.Conversation, Stop))!.Custody);
        Assert.Equal(Handoff.Conversations.Custody.Queued, (await service.Transcript.FindAsync(danger.Conversation, Stop))!.Custody);
        await calm.AwaitsAsync(activity => activity.GetProperty("type").GetString() == "endOfConversation", "The end");
    }

    private static async Task<string> WaitingAsync(Service service, Priority priority)
    {
        var (id, since) = (Guid.NewGuid().ToString("N"), DateTimeOffset.UtcNow.AddMinutes(-20));
        await service.Transcript.OpenAsync(new Conversation(id, "directline", "dl_v", "fr-FR", since), conversation =>
        {
            conversation.MarkAnswered(conversation.Receive(new Line(Author.Citizen, "bonjour"), since).Sequence);
            conversation.RequestHandoff(HandoffReason.Asked, priority, null, null, since);
        }, Stop);
        return id;
    }

    private static async Task<IReadOnlyList<Message>> LinesAsync(Service service, string id, string kind) =>
        [.. (await service.Transcript.ReadAsync(id, 0, 1000, Stop)).Where(line => line.Kind == kind)];
}
