using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Bot.Turns;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BrigadeNumerique.Integration.Custody;

/// <summary>No answer to « êtes-vous en sécurité ? » is an answer. Each on a service of its own: the watch sees every conversation.</summary>
public sealed class SilenceTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(170), Long = TimeSpan.FromSeconds(200);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task SilenceAfterTheQuestionMakesTheConversationUrgentOnceAndSaysWhy(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        var citizen = await AskedAsync(service);
        var shown = (await citizen.ReadsAsync()).Count;

        await Watch(service, service.Transcript, Short).LookAsync(Stop);
        Assert.Equal(Priority.Sensitive, (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.Priority);

        await Watch(service, service.Transcript, Long).LookAsync(Stop);
        await Watch(service, service.Transcript, Long * 5).LookAsync(Stop);

        var risen = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!;
        Assert.Equal((Priority.Urgent, HandoffReason.Silence, "domestic-violence"), (risen.Priority, risen.Reason, risen.Topic));
        var line = Assert.Single(await LinesAsync(service, citizen));
        Assert.Equal((Author.System, Audience.Staff), (line.Author, line.Audience));
        Assert.Contains("3 min", line.Text, StringComparison.Ordinal);
        Assert.Equal(shown, (await citizen.ReadsAsync()).Count);
    }

    [Theory, EngineData]
    public async Task TwoNodesThatLookAtOnceRaiseItOnce(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        using var other = new Transcript(service.Services.GetRequiredService<IDbContextFactory<HandoffDb>>(), new InProcessChangeFeed(), NullLogger<Transcript>.Instance);
        await other.StartAsync(Stop);
        var citizen = await AskedAsync(service);

        await Task.WhenAll(Watch(service, service.Transcript, Long).LookAsync(Stop), Watch(service, other, Long).LookAsync(Stop), Watch(service, other, Long).LookAsync(Stop));
        await other.StopAsync(Stop);

        Assert.Single(await LinesAsync(service, citizen));
    }

    [Theory, EngineData]
    public async Task AnAnswerOrAnOperatorEndsTheWatch(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        var (answers, taken) = (await AskedAsync(service), await AskedAsync(service));
        await answers.WritesAsync("oui je suis chez ma soeur");
        await answers.AwaitsAsync(activity => activity.Text().Contains("D’accord", StringComparison.Ordinal), "The thanks for the answer");
        await service.Desk.TakeAsync(taken.Conversation, "op-1", "Adjudante Camille", Stop);

        await Watch(service, service.Transcript, Long).LookAsync(Stop);

        foreach (var citizen in new[] { answers, taken })
        {
            Assert.Empty(await LinesAsync(service, citizen));
            Assert.Equal(Priority.Sensitive, (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.Priority);
        }
    }

    [Theory, EngineData]
    public async Task WhatChangedBetweenTheLookAndTheChangeCounts(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        using var other = new Transcript(service.Services.GetRequiredService<IDbContextFactory<HandoffDb>>(), new InProcessChangeFeed(), NullLogger<Transcript>.Instance);
        await other.StartAsync(Stop);
        var citizen = await AskedAsync(service);

        // This node remembers a conversation that waits; another one gives it to an operator.
        await other.ChangeAsync(citizen.Conversation, conversation => { conversation.Accept("op-1", "Camille", DateTimeOffset.UtcNow); return 0; }, Stop);
        await Watch(service, service.Transcript, Long).LookAsync(Stop);
        await other.StopAsync(Stop);

        Assert.Empty(await LinesAsync(service, citizen));
    }

    [Fact]
    public async Task TheWatchLooksByItself()
    {
        await using var service = await Service.StartAsync();
        var citizen = await AskedAsync(service);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var watch = Watch(service, service.Transcript, clock);
        await watch.StartAsync(Stop);

        for (var second = 0; second < 220; second += 10)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(20, Stop);
        }

        for (var attempt = 0; attempt < 200 && (await LinesAsync(service, citizen)).Count == 0; attempt++) await Task.Delay(25, Stop);
        await watch.StopAsync(Stop);
        Assert.Single(await LinesAsync(service, citizen));
    }

    private static SilenceWatch Watch(Service service, Transcript transcript, TimeSpan later) => Watch(service, transcript, new FakeTimeProvider(DateTimeOffset.UtcNow + later));

    private static SilenceWatch Watch(Service service, Transcript transcript, TimeProvider clock) => new(
        service.Services.GetRequiredService<IDbContextFactory<HandoffDb>>(), transcript, service.Services.GetRequiredService<Speech>(), Options.Create(new SilenceOptions()), clock, NullLogger<SilenceWatch>.Instance);

    private static async Task<List<Message>> LinesAsync(Service service, Citizen citizen) =>
        [.. (await service.Transcript.ReadAsync(citizen.Conversation, 0, 200, Stop)).Where(line => line.Kind == SilenceWatch.Kind)];

    /// <summary>Somebody told of violence, was asked whether they are safe, and waits.</summary>
    private static async Task<Citizen> AskedAsync(Service service)
    {
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync("mon compagnon m'a frappée la semaine dernière");
        await citizen.AwaitsAsync(activity => activity.Kind() == "sensitive", "The question whether the person is safe");
        Assert.Equal((Handoff.Conversations.Custody.Queued, Priority.Sensitive, "domestic-violence"),
            (await service.Transcript.FindAsync(citizen.Conversation, Stop)) is { } asked ? (asked.Custody, asked.Priority, asked.Topic) : default);
        return citizen;
    }
}
