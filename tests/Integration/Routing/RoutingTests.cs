using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;
using BrigadeNumerique.Handoff.Supervision;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Routing;

/// <summary>Each on a service of its own: who is at the desk decides everything here.</summary>
public sealed class RoutingTests
{
    private static readonly StaffMember Chief = new("chief", "Capitaine Alex", Supervisor: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task WhatWaitsIsOfferedToTheFittestAndOnceDeclinedToAllWithTheSkill(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        await AtTheDeskAsync(service, "anybody");
        await AtTheDeskAsync(service, "trained", "violence");

        var id = await WaitingAsync(service, Priority.Sensitive, "domestic-violence");

        var offered = await UntilAsync(service, id, item => item.OfferedTo is not null);
        Assert.Equal(("trained", Ring.Fittest), (offered.OfferedTo, offered.Ring));
        Assert.False(await service.Desk.DeclineAsync(id, "anybody", Stop));
        Assert.True(await service.Desk.DeclineAsync(id, "trained", Stop));
        var wider = await UntilAsync(service, id, item => item.Ring > Ring.Fittest);
        Assert.Equal((null, Ring.Skilled), (wider.OfferedTo, wider.Ring));
    }

    [Theory, EngineData]
    public async Task TheBacklogIsHandedOutAtOnceWhenSomebodyComes(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        var ids = new[] { await WaitingAsync(service), await WaitingAsync(service, Priority.Urgent, "emer.fire") };
        Assert.All(await Board(service).WaitingAsync(Stop), item => Assert.Equal(Ring.None, item.Ring));

        await AtTheDeskAsync(service, "first");

        foreach (var id in ids) Assert.Equal("first", (await UntilAsync(service, id, item => item.OfferedTo is not null)).OfferedTo);
    }

    [Theory, EngineData]
    public async Task RoomThatIsFreedIsOfferedAndAFullOperatorIsAskedForNothing(Engine engine)
    {
        await using var service = await Service.StartAsync(engine, "Routing:Capacity=1");
        await AtTheDeskAsync(service, "only");
        var held = await WaitingAsync(service);
        Assert.IsType<Acceptance.Taken>(await service.Desk.TakeAsync(held, "only", "Gendarme only", Stop));
        var next = await WaitingAsync(service);
        var wide = await UntilAsync(service, next, item => item.Ring is Ring.Shift);
        Assert.Null(wide.OfferedTo);

        Assert.Equal(Ending.Done, await service.Desk.CloseAsync(held, "only", "informed", int.MaxValue, Stop));

        Assert.Equal("only", (await UntilAsync(service, next, item => item.OfferedTo is not null)).OfferedTo);
        Assert.Equal("informed", (await service.Transcript.FindAsync(held, Stop))!.CloseCode);
    }

    [Theory, EngineData]
    public async Task TwoNodesThatLookAtOnceMakeOneOffer(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        var id = await WaitingAsync(service);
        await AtTheDeskAsync(service, "only");
        var watch = service.Services.GetRequiredService<OfferWatch>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => watch.LookAsync(Stop)));

        Assert.Single(await service.Transcript.ReadAsync(id, 0, 100, Stop), line => line.Kind == LineKind.Offer);
    }

    [Theory, EngineData]
    public async Task AnUnansweredOfferOfADangerIsMadeToTheNextWhenItsTimeIsOver(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        var id = await WaitingAsync(service, Priority.Urgent, "emer.fire");
        var past = DateTimeOffset.UtcNow.AddSeconds(-1);
        await service.Transcript.ChangeAsync(id, conversation => { conversation.Offer("silent", Ring.Fittest, anew: false, past, past); return 0; }, Stop);

        await AtTheDeskAsync(service, "silent");
        await AtTheDeskAsync(service, "next");

        var offered = await UntilAsync(service, id, item => item.OfferedTo == "next");
        Assert.Equal(Ring.Shift, offered.Ring);
        Assert.InRange((offered.OfferUntil!.Value - DateTimeOffset.UtcNow).TotalSeconds, 0, 20);
    }

    [Theory, EngineData]
    public async Task WhoIsLostOnAnOfferLosesItAndOnADangerInHandTheNextIsAsked(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        await AtTheDeskAsync(service, "lost");
        var id = await WaitingAsync(service, Priority.Urgent, "emer.fire");
        Assert.IsType<Acceptance.Taken>(await service.Desk.TakeAsync(id, "lost", "Gendarme lost", Stop));
        await AtTheDeskAsync(service, "next");

        // As when the browser dies: no page vouches for them any more, and the take is long ago.
        await Registry(service).LeftAsync("lost", Stop);
        await service.Transcript.ChangeAsync(id, conversation => { conversation.Requeue("operator-lost", DateTimeOffset.UtcNow); return 0; }, Stop);

        var offered = await UntilAsync(service, id, item => item.OfferedTo is not null);
        Assert.Equal("next", offered.OfferedTo);
        Assert.NotNull(offered.UnownedSince);
    }

    [Theory, EngineData]
    public async Task ATransferAsksTheColleagueTellsTheCitizenAndKeepsTheNoteAmongTheStaff(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        await AtTheDeskAsync(service, "op-1");
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync("Parler à une personne");
        await citizen.AwaitsAsync(activity => activity.Kind() == "queue", "The place in the queue");
        await service.Desk.TakeAsync(citizen.Conversation, "op-1", "Adjudante Camille", Stop);
        Assert.Equal(Passing.Absent, await service.Desk.TransferAsync(citizen.Conversation, "op-1", new TransferWish(OperatorId: "op-2"), null, Stop));
        await AtTheDeskAsync(service, "op-2", capacity: 1);
        var other = await WaitingAsync(service);
        await service.Desk.TakeAsync(other, "op-2", "Gendarme op-2", Stop);
        Assert.Equal(Passing.Full, await service.Desk.TransferAsync(citizen.Conversation, "op-1", new TransferWish(OperatorId: "op-2"), null, Stop));
        Assert.Equal(Passing.NotYours, await service.Desk.TransferAsync(citizen.Conversation, "op-3", new TransferWish(), null, Stop));
        await service.Desk.CloseAsync(other, "op-2", null, int.MaxValue, Stop);
        await citizen.ReadsAsync();

        Assert.Equal(Passing.Done, await service.Desk.TransferAsync(citizen.Conversation, "op-1", new TransferWish(OperatorId: "op-2"), "attend une réponse sur son dossier", Stop));

        var item = (await Board(service).FindAsync(citizen.Conversation, Stop))!;
        Assert.Equal((Handoff.Conversations.Custody.Queued, "op-2"), (item.Custody, item.OfferedTo));
        var told = await citizen.ReadsAsync();
        Assert.Equal(["leave", "queue"], told.Select(activity => activity.Kind()).Where(kind => kind is "leave" or "queue"));
        Assert.DoesNotContain(told, activity => activity.Text().Contains("dossier", StringComparison.Ordinal));
        Assert.IsType<Acceptance.Taken>(await service.Desk.TakeAsync(citizen.Conversation, "op-2", "Gendarme op-2", Stop));
    }

    [Theory, EngineData]
    public async Task ADrainGivesAllBackAndNothingMoreIsOffered(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        await AtTheDeskAsync(service, "leaving");
        var held = new[] { await WaitingAsync(service), await WaitingAsync(service) };
        foreach (var id in held) await service.Desk.TakeAsync(id, "leaving", "Gendarme leaving", Stop);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Supervisor(service).DrainAsync("leaving", Chief with { Supervisor = false }, Stop));

        Assert.Equal(2, await Supervisor(service).DrainAsync("leaving", Chief, Stop));

        foreach (var id in held) Assert.Null((await UntilAsync(service, id, item => item.Ring is Ring.Shift)).OfferedTo);
        await AtTheDeskAsync(service, "fresh");
        foreach (var id in held) Assert.Equal("fresh", (await UntilAsync(service, id, item => item.OfferedTo is not null)).OfferedTo);
    }

    [Theory, EngineData]
    public async Task WhoGoesAndReassignsHoldsNothingAndWhoIsAwayKeepsTheirs(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        await AtTheDeskAsync(service, "op-1");
        var id = await WaitingAsync(service);
        await service.Desk.TakeAsync(id, "op-1", "Gendarme op-1", Stop);

        await service.Desk.SetPresenceAsync("op-1", Presence.Away, Stop);
        await service.Services.GetRequiredService<OperatorWatch>().LookAsync(Stop);
        Assert.Equal("op-1", (await service.Transcript.FindAsync(id, Stop))!.OperatorId);
        Assert.Equal(0, await Registry(service).OnlineAsync(Stop));

        Assert.Equal([id], await service.Desk.SetPresenceAsync("op-1", Presence.AwayAndReassign, Stop));
        var back = (await service.Transcript.FindAsync(id, Stop))!;
        Assert.Equal((Handoff.Conversations.Custody.Queued, null), (back.Custody, back.OfferedTo));

        // Whoever takes again is there again.
        await service.Desk.TakeAsync(id, "op-1", "Gendarme op-1", Stop);
        Assert.Equal(Presence.Busy, (await Registry(service).FindAsync("op-1", Stop))!.Presence);
    }

    [Theory, EngineData]
    public async Task ASupervisorTakesOverAndAssignsAndNobodyElseMay(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        await AtTheDeskAsync(service, "op-1");
        var id = await WaitingAsync(service);
        await service.Desk.TakeAsync(id, "op-1", "Gendarme op-1", Stop);
        var before = (await service.Transcript.FindAsync(id, Stop))!.Epoch;
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Supervisor(service).AssignAsync(id, "op-1", new StaffMember("op-2", "Gendarme op-2", false), Stop));

        Assert.True(await Supervisor(service).AssignAsync(id, Chief.Id, Chief, Stop));
        Assert.False(await Supervisor(service).AssignAsync(id, Chief.Id, Chief, Stop));
        Assert.False(await Supervisor(service).AssignAsync(id, "nobody", Chief, Stop));
        Assert.Null(await service.Desk.WriteAsync(id, "op-1", "trop tard", "x", Stop));

        var taken = (await service.Transcript.FindAsync(id, Stop))!;
        Assert.Equal((Chief.Id, before + 2), (taken.OperatorId, taken.Epoch));
        Assert.True(await Supervisor(service).AssignAsync(id, "op-1", Chief, Stop));
        Assert.Equal("Gendarme op-1", (await service.Transcript.FindAsync(id, Stop))!.OperatorName);
    }

    [Theory, EngineData]
    public async Task WhoIsNotTrainedDoesNotTakeWhatIsSealedUntilTheWholeShiftIsAsked(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        await AtTheDeskAsync(service, "untrained");
        await AtTheDeskAsync(service, "trained", "minors");
        await Registry(service).SetPresenceAsync("trained", Presence.Busy, Stop);
        var id = await WaitingAsync(service, Priority.Sensitive, "minor-alone");

        Assert.Equal(new Acceptance.Sealed(Skill.Minors), await service.Desk.TakeAsync(id, "untrained", "Gendarme untrained", Stop));
        await service.Transcript.ChangeAsync(id, conversation => { conversation.Widen(Ring.Shift, DateTimeOffset.UtcNow.AddMinutes(1), DateTimeOffset.UtcNow); return 0; }, Stop);

        Assert.IsType<Acceptance.Taken>(await service.Desk.TakeAsync(id, "untrained", "Gendarme untrained", Stop));
    }

    [Theory, EngineData]
    public async Task WhatWasWrittenWhileWaitingIsNotLeftWithoutAWord(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        await AtTheDeskAsync(service, "op-1");
        var (silent, writing) = (await Citizen.ArriveAsync(service.Http), await Citizen.ArriveAsync(service.Http));
        foreach (var citizen in new[] { silent, writing })
        {
            await citizen.WritesAsync("Parler à une personne");
            await citizen.AwaitsAsync(activity => activity.Kind() == "queue", "The place in the queue");
        }

        await writing.WritesAsync("c’est pour une amende reçue à tort");
        await UntilAsync(service, writing.Conversation, item => service.Transcript.JustWritten(item.Id, 0) is { } lines && lines.Count(line => line.Kind == LineKind.Assessment) >= 2);
        foreach (var citizen in new[] { silent, writing }) await citizen.PostsAsync(new { type = "event", name = "chat/leave-queue", from = new { id = "x" } });

        Assert.Contains(await writing.ReadsAsync(), activity => activity.Text().StartsWith("Personne n’a pu répondre", StringComparison.Ordinal));
        Assert.DoesNotContain(await silent.ReadsAsync(), activity => activity.Text().StartsWith("Personne n’a pu répondre", StringComparison.Ordinal));
    }

    [Theory, EngineData]
    public async Task WhoComesBackToTheShiftIsAsTheyLeftAndWhoBeginsOneIsAvailable(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        var registry = Registry(service);
        Assert.Equal(Presence.Available, (await registry.OpenAsync("op-1", "Gendarme op-1", false, Stop)).Presence);
        await registry.SetPresenceAsync("op-1", Presence.Busy, Stop);
        await registry.LeavesAsync("op-1", DateTimeOffset.UtcNow.AddMinutes(-1), Stop);

        Assert.Equal(Presence.Busy, (await registry.OpenAsync("op-1", "Gendarme op-1", false, Stop)).Presence);
        await registry.LeftAsync("op-1", Stop);
        var next = await registry.OpenAsync("op-1", "Gendarme op-1", true, Stop);

        Assert.Equal((Presence.Available, null, true), (next.Presence, next.LeavesAt, next.Supervisor));
    }

    [Theory, EngineData]
    public async Task ASurgeIsSwitchedOnceKeptAndRaisesEverybodysMeasure(Engine engine)
    {
        await using var service = await Service.StartAsync(engine, "Routing:SurgeThreshold=1", "Routing:SurgeExtra=3");
        await AtTheDeskAsync(service, "op-1");
        var surge = service.Services.GetRequiredService<SurgeSwitch>();
        Assert.False(await surge.ProposedAsync(Stop));
        for (var n = 0; n < 2; n++) await WaitingAsync(service);
        Assert.True(await surge.ProposedAsync(Stop));

        var switched = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Supervisor(service).SetSurgeAsync(true, Chief, Stop)));

        Assert.Single(switched, done => done);
        Assert.Equal((true, Chief.Name), ((await surge.ReadAsync(Stop)).On, (await surge.ReadAsync(Stop)).By));
        Assert.Equal(9, (await service.Services.GetRequiredService<Staffing>().OfAsync("op-1", Stop))!.Capacity);
        Assert.True(await Supervisor(service).SetSurgeAsync(false, Chief, Stop));
        Assert.Equal(6, (await service.Services.GetRequiredService<Staffing>().OfAsync("op-1", Stop))!.Capacity);
    }

    [Fact]
    public async Task WhereTheConfigurationWantsItTheSurgeFollowsTheNumberWhoWait()
    {
        await using var service = await Service.StartAsync(Engine.Sqlite, "Routing:SurgeThreshold=2", "Routing:SurgeByItself=true");
        var (surge, watch) = (service.Services.GetRequiredService<SurgeSwitch>(), service.Services.GetRequiredService<OfferWatch>());
        var ids = new List<string>();
        for (var n = 0; n < 3; n++) ids.Add(await WaitingAsync(service));
        await watch.LookAsync(Stop);
        await Task.Delay(TimeSpan.FromSeconds(1.1), Stop); // what the switch says may be a second old
        await watch.LookAsync(Stop);
        Assert.Equal((true, null), ((await surge.ReadAsync(Stop)).On, (await surge.ReadAsync(Stop)).By));

        foreach (var id in ids) await service.Transcript.ChangeAsync(id, conversation => { conversation.Close("silence", DateTimeOffset.UtcNow); return 0; }, Stop);
        await watch.LookAsync(Stop);

        Assert.False((await surge.ReadAsync(Stop)).On);
    }

    [Fact]
    public async Task AnAccountIsSeededWithItsSkillsAndItsMeasureAndASupervisorChangesThem()
    {
        await using var service = await Service.StartAsync(Engine.Sqlite, "Accounts:Seed:0:Skills=violence, EN", "Accounts:Seed:0:Capacity=4");
        var known = Assert.Single(await Registry(service).AllAsync(Stop));
        Assert.Equal(("lang:en,violence", 4, "Adjudante Camille"), (known.Skills.ToString(), known.Capacity, known.Name));

        await Supervisor(service).SetProfileAsync(known.Id, SkillSet.Read("minors"), null, Chief, Stop);

        var now = (await Registry(service).FindAsync(known.Id, Stop))!;
        Assert.Equal(("minors", null), (now.Skills.ToString(), now.Capacity));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Supervisor(service).SetProfileAsync(known.Id, SkillSet.None, 3, Chief with { Supervisor = false }, Stop));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Supervisor(service).SetProfileAsync(known.Id, SkillSet.None, 0, Chief, Stop));
    }

    private static QueueBoard Board(Service service) => service.Services.GetRequiredService<QueueBoard>();

    private static OperatorRegistry Registry(Service service) => service.Services.GetRequiredService<OperatorRegistry>();

    private static SupervisorWork Supervisor(Service service) => service.Services.GetRequiredService<SupervisorWork>();

    private static async Task AtTheDeskAsync(Service service, string id, string skills = "", int? capacity = null)
    {
        if (skills.Length > 0 || capacity is not null) await Registry(service).SetProfileAsync(id, "Gendarme " + id, SkillSet.Read(skills), capacity, Stop);
        await service.OpenDeskAsync(id, "Gendarme " + id);
    }

    private static async Task<string> WaitingAsync(Service service, Priority priority = Priority.Normal, string? topic = null)
    {
        var id = Guid.NewGuid().ToString("N");
        await service.Transcript.OpenAsync(new Conversation(id, "directline", "v", "fr-FR", DateTimeOffset.UtcNow), conversation =>
            conversation.RequestHandoff(HandoffReason.Asked, priority, topic, null, DateTimeOffset.UtcNow), Stop);
        return id;
    }

    private static async Task<QueueItem> UntilAsync(Service service, string id, Func<QueueItem, bool> sees)
    {
        var patience = DateTimeOffset.UtcNow.AddSeconds(12);
        while (true)
        {
            var item = (await Board(service).FindAsync(id, Stop))!;
            if (sees(item)) return item;
            Assert.True(DateTimeOffset.UtcNow < patience, $"Still ring {item.Ring}, offered to {item.OfferedTo ?? "nobody"}.");
            await Task.Delay(50, Stop);
        }
    }
}
