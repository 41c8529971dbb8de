using BrigadeNumerique.Handoff.Desk;
using BrigadeNumerique.Bot.Turns;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Custody;

public sealed class CustodyTests(Services services)
{
    private const string Danger = "il a un couteau et il est derrière la porte";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task DangerShowsTheNumbersAndEntersTheHeadOfTheQueueInTheRecordingTransaction(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await Citizen.ArriveAsync(service.Http);

        await citizen.WritesAsync(Danger);

        // Read at once: what the acknowledgement stands for is there already.
        var card = Assert.Single(await citizen.ReadsAsync(), activity => activity.Kind() == "emergency");
        Assert.Contains("17", card.GetProperty("channelData").GetProperty("numbers").EnumerateArray().Select(number => number.GetString()));
        var waiting = await service.Services.GetRequiredService<QueueBoard>().WaitingAsync(Stop);
        Assert.Equal(Priority.Urgent, waiting.Single(item => item.Id == citizen.Conversation).Priority);
        Assert.Equal(Priority.Urgent, waiting[0].Priority);
    }

    [Theory, EngineData]
    public async Task OfAHundredWhoTakeAtOnceOneWinsAndTheOthersReadWho(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync(Danger);

        var attempts = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => service.Desk.TakeAsync(citizen.Conversation, $"op-{n}", $"Gendarme {n}", Stop)));

        Assert.Single(attempts.OfType<Acceptance.Taken>());
        var winner = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!;
        Assert.Equal(99, attempts.OfType<Acceptance.TakenBy>().Count(other => other.OperatorName == winner.OperatorName));
    }

    [Theory, EngineData]
    public async Task TheAssistantIsSilentWhileAnOperatorHoldsTheConversationButForDanger(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await TakenAsync(service);

        await citizen.WritesAsync("comment porter plainte pour un vol de vélo ?");
        await Task.Delay(700, Stop);
        Assert.DoesNotContain(await citizen.ReadsAsync(), activity => !activity.IsFromCitizen());

        await citizen.WritesAsync(Danger);
        var after = await citizen.ReadsAsync();
        Assert.Single(after, activity => activity.Kind() == "emergency");
        Assert.Equal(Handoff.Conversations.Custody.Assigned, (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.Custody);
    }

    [Theory, EngineData]
    public async Task AReplyComputedBeforeAnOperatorTookOverIsDropped(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await Citizen.ArriveAsync(service.Http);
        var opened = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!;
        await service.Transcript.ChangeAsync(citizen.Conversation, conversation =>
        {
            // A citizen's line that nobody was woken for: the turn is run by hand below, at the worst moment.
            conversation.Receive(new Line(Author.Citizen, "comment payer une amende ?"), DateTimeOffset.UtcNow);
            return true;
        }, Stop);
        var stale = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!;
        var lines = await service.Transcript.ReadAsync(citizen.Conversation, 0, 100, Stop);
        var outcome = service.Services.GetRequiredService<Assistant>().Decide(stale, lines, lines[^1]);
        await service.Transcript.ChangeAsync(citizen.Conversation, conversation =>
        {
            conversation.RequestHandoff(HandoffReason.Asked, Priority.Normal, null, null, DateTimeOffset.UtcNow);
            conversation.Accept("op-1", "Adjudante Camille", DateTimeOffset.UtcNow);
            return true;
        }, Stop);

        await service.Transcript.ChangeAsync(citizen.Conversation, conversation => service.Services.GetRequiredService<TurnRunner>().Write(conversation, outcome, lines[^1]), Stop);

        Assert.NotEmpty(outcome.Replies);
        Assert.Equal(0, opened.Epoch);
        Assert.DoesNotContain(await service.Transcript.ReadAsync(citizen.Conversation, lines[^1].Sequence, 100, Stop), line => line.Author is Author.Bot);
    }

    [Theory, EngineData]
    public async Task OperatorAndCitizenTalkAndTheCloseAsksForAnOpinionOnce(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await TakenAsync(service);

        await service.Desk.WriteAsync(citizen.Conversation, "op-1", "Bonjour, j’ai lu vos messages.", "m1", Stop);
        await service.Desk.WriteAsync(citizen.Conversation, "op-1", "Bonjour, j’ai lu vos messages.", "m1", Stop);
        var said = Assert.Single(await citizen.ReadsAsync(), activity => activity.Text().StartsWith("Bonjour, j’ai lu", StringComparison.Ordinal));
        Assert.Equal("Adjudante Camille", said.GetProperty("from").GetProperty("name").GetString());
        Assert.Equal("agent", said.GetProperty("channelData").GetProperty("speaker").GetString());

        Assert.Equal(Ending.Done, await service.Desk.CloseAsync(citizen.Conversation, "op-1", null, int.MaxValue, Stop));
        var end = await citizen.ReadsAsync();
        Assert.Single(end, activity => activity.Kind() == "rating");
        Assert.Single(end, activity => activity.GetProperty("type").GetString() == "endOfConversation");

        for (var n = 0; n < 2; n++) await citizen.PostsAsync(new { type = "event", name = "chat/rating", value = new { score = 4, comment = "clair" }, from = new { id = "x" } });
        await using var db = await service.Services.GetRequiredService<IDbContextFactory<Handoff.HandoffDb>>().CreateDbContextAsync(Stop);
        Assert.Equal(4, Assert.Single(await db.Opinions.Where(opinion => opinion.ConversationId == citizen.Conversation).ToListAsync(Stop)).Score);
    }

    [Theory, EngineData]
    public async Task NoOpinionIsAskedAfterAGraveCase(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync(Danger);
        await service.Desk.TakeAsync(citizen.Conversation, "op-1", "Adjudante Camille", Stop);

        await service.Desk.CloseAsync(citizen.Conversation, "op-1", null, int.MaxValue, Stop);

        Assert.DoesNotContain(await citizen.ReadsAsync(), activity => activity.Kind() == "rating");
    }

    [Theory, EngineData]
    public async Task WhatTheCitizenWritesWhileTheOperatorClosesIsReadBeforeItIsOver(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await TakenAsync(service);
        var shown = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.LastSequence;
        await citizen.WritesAsync("attendez, encore une chose");

        Assert.Equal(Ending.Unseen, await service.Desk.CloseAsync(citizen.Conversation, "op-1", "informed", shown, Stop));
        var after = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!;
        Assert.Equal(Handoff.Conversations.Custody.Assigned, after.Custody);

        Assert.Equal(Ending.Done, await service.Desk.CloseAsync(citizen.Conversation, "op-1", "informed", after.LastSequence, Stop));
    }

    [Theory, EngineData]
    public async Task WhoDoesNotHoldTheConversationCannotWriteCloseOrGiveItBack(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await TakenAsync(service);

        Assert.Null(await service.Desk.WriteAsync(citizen.Conversation, "op-2", "intrus", "x", Stop));
        Assert.Equal(Ending.NotYours, await service.Desk.CloseAsync(citizen.Conversation, "op-2", null, int.MaxValue, Stop));
        Assert.False(await service.Desk.HandBackAsync(citizen.Conversation, "op-2", Stop));
        Assert.DoesNotContain(await citizen.ReadsAsync(), activity => activity.Text() == "intrus");
    }

    [Fact]
    public async Task ALostOperatorLosesNothingAndTheCitizenKeepsThePlaceAndIsToldOnce()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var citizen = await TakenAsync(service, "op-perdu");
        var queuedAt = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.QueuedAt;
        await using (var db = await service.Services.GetRequiredService<IDbContextFactory<Handoff.HandoffDb>>().CreateDbContextAsync(Stop))
        {
            // Taken a minute ago by somebody whose page has not answered since.
            var longAgo = DateTimeOffset.UtcNow.AddMinutes(-1);
            await db.Conversations.Where(c => c.Id == citizen.Conversation).ExecuteUpdateAsync(set => set.SetProperty(c => c.AcceptedAt, longAgo), Stop);
        }

        var watch = service.Services.GetRequiredService<OperatorWatch>();
        await Task.WhenAll(watch.LookAsync(Stop), watch.LookAsync(Stop));

        var back = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!;
        Assert.Equal(Handoff.Conversations.Custody.Queued, back.Custody);
        Assert.Equal(queuedAt, back.QueuedAt);
        var told = await citizen.ReadsAsync();
        Assert.Single(told, activity => activity.Kind() == "lost");
        Assert.Single(told, activity => activity.Kind() == "queue");
    }

    [Fact]
    public async Task WhoIsGivenBackToTheQueueSeesThePlaceAgain()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var citizen = await TakenAsync(service);
        await citizen.ReadsAsync();

        Assert.True(await service.Desk.TransferAsync(citizen.Conversation, "op-1", Stop));

        Assert.Equal(["leave", "queue"], (await citizen.ReadsAsync()).Select(activity => activity.Kind()).Where(kind => kind is "leave" or "queue"));
    }

    [Theory, EngineData]
    public async Task TheStateCanBeRebuiltFromTheLinesAlone(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await TakenAsync(service);
        await service.Desk.HandBackAsync(citizen.Conversation, "op-1", Stop);
        await citizen.WritesAsync(Danger);
        await service.Desk.TakeAsync(citizen.Conversation, "op-2", "Major Claude", Stop);

        var conversation = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!;
        var transitions = (await service.Transcript.ReadAsync(citizen.Conversation, 0, 1000, Stop)).Where(line => line.Kind == LineKind.Transition).Select(Transitions.Read).ToList();

        Assert.Equal(Enumerable.Range(1, conversation.Epoch), transitions.Select(transition => transition.Epoch));
        Assert.All(transitions.Zip(transitions.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.Equal((conversation.Custody, conversation.OperatorId, conversation.Priority), (transitions[^1].To, transitions[^1].OperatorId, transitions[^1].Priority));
    }

    [Theory, EngineData]
    public async Task QuickExitShutsTheSessionButWhoWasInDangerStaysInTheQueue(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync(Danger);

        var farewell = await service.Http.PostAsync("/chat/exit", new StringContent(JsonSerializer.Serialize(new { token = citizen.Token })), Stop);
        var back = await citizen.CallAsync(HttpMethod.Get, $"/v3/directline/conversations/{citizen.Conversation}", null);
        var write = await citizen.PostsAsync(new { type = "message", from = new { id = "x" }, text = "retour" });

        Assert.Equal(HttpStatusCode.NoContent, farewell.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, back.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, write.StatusCode);
        var lines = await service.Transcript.ReadAsync(citizen.Conversation, 0, 1000, Stop);
        Assert.Equal(Audience.Staff, Assert.Single(lines, line => line.Text.Contains("Quitter vite", StringComparison.Ordinal)).Audience);
        Assert.Contains(await service.Services.GetRequiredService<QueueBoard>().WaitingAsync(Stop), item => item.Id == citizen.Conversation);
    }

    [Theory, EngineData]
    public async Task WritingAfterTheCloseOpensTheConversationAgainAndIsScreened(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await TakenAsync(service);
        await service.Desk.CloseAsync(citizen.Conversation, "op-1", null, int.MaxValue, Stop);

        await citizen.WritesAsync(Danger);

        Assert.Contains(await citizen.ReadsAsync(), activity => activity.Kind() == "emergency");
        Assert.Equal(Handoff.Conversations.Custody.Queued, (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.Custody);
    }

    [Theory, EngineData]
    public async Task WhoStopsWaitingIsBackWithTheAssistantUnlessInDanger(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (asking, inDanger) = (await Citizen.ArriveAsync(service.Http), await Citizen.ArriveAsync(service.Http));
        await AsksForAPersonAsync(asking);
        await inDanger.WritesAsync(Danger);

        foreach (var citizen in new[] { asking, inDanger }) await citizen.PostsAsync(new { type = "event", name = "chat/leave-queue", from = new { id = "x" } });

        Assert.Equal(Handoff.Conversations.Custody.Bot, (await service.Transcript.FindAsync(asking.Conversation, Stop))!.Custody);
        Assert.Equal(Handoff.Conversations.Custody.Queued, (await service.Transcript.FindAsync(inDanger.Conversation, Stop))!.Custody);
    }

    private static async Task<Citizen> TakenAsync(Service service, string operatorId = "op-1")
    {
        await service.OpenDeskAsync("op-1");
        var citizen = await Citizen.ArriveAsync(service.Http);
        await AsksForAPersonAsync(citizen);
        Assert.IsType<Acceptance.Taken>(await service.Desk.TakeAsync(citizen.Conversation, operatorId, "Adjudante Camille", Stop));
        await citizen.AwaitsAsync(activity => activity.Kind() == "join", "The operator's arrival");
        return citizen;
    }

    private static async Task AsksForAPersonAsync(Citizen citizen)
    {
        await citizen.WritesAsync("Parler à une personne");
        await citizen.AwaitsAsync(activity => activity.Kind() == "queue", "The place in the queue");
    }
}
