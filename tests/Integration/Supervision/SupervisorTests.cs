using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Supervision;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Supervision;

/// <summary>What a supervisor does to conversations, and what the board reads, on both engines.</summary>
public sealed class SupervisorTests(Services services)
{
    private static readonly StaffMember Supervisor = new("sup-1", "Major Dominique", true), Operator = new("op-9", "Gendarme Lou", false);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task WatchingAndWhisperingAreShownToTheStaffAndNeverToTheCitizen(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await WaitingAsync(service);
        await service.Desk.TakeAsync(citizen.Conversation, "op-w", "Adjudante Camille", Stop);
        await citizen.AwaitsAsync(activity => activity.Kind() == LineKind.Join, "The join");
        var heard = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.HeardThrough;

        Assert.True(await Work(service).WatchAsync(citizen.Conversation, true, Supervisor, Stop));
        Assert.True(await Work(service).WhisperAsync(citizen.Conversation, "Demandez l’étage.", "note-1", Supervisor, Stop));
        Assert.True(await Work(service).WhisperAsync(citizen.Conversation, "Demandez l’étage.", "note-1", Supervisor, Stop));
        Assert.True(await Work(service).WatchAsync(citizen.Conversation, false, Supervisor, Stop));

        var lines = await service.Transcript.ReadAsync(citizen.Conversation, 0, 200, Stop);
        Assert.Equal(["true", "false"], lines.Where(line => line.Kind == LineKind.Watch).Select(line => line.Data));
        Assert.Equal("Demandez l’étage.", Assert.Single(lines, line => line.Kind == LineKind.Note).Text);
        Assert.All(lines.Where(line => line.AuthorName == "Major Dominique"), line => Assert.Equal(Audience.Staff, line.Audience));
        Assert.Empty(await citizen.ReadsAsync());
        Assert.Equal(heard, (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.HeardThrough);
    }

    [Theory, EngineData]
    public async Task NobodyElseMay(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await WaitingAsync(service);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Work(service).WatchAsync(citizen.Conversation, true, Operator, Stop));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Work(service).WhisperAsync(citizen.Conversation, "note", "n", Operator, Stop));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Work(service).AssignAsync(citizen.Conversation, Operator.Id, Operator, Stop));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Work(service).DrainAsync(Operator.Id, Operator, Stop));
    }

    [Theory, EngineData]
    public async Task AClosedConversationTakesNoNote(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await WaitingAsync(service);
        await service.Desk.TakeAsync(citizen.Conversation, "op-w", "Adjudante Camille", Stop);
        await service.Desk.CloseAsync(citizen.Conversation, "op-w", null, int.MaxValue, Stop);

        Assert.False(await Work(service).WhisperAsync(citizen.Conversation, "trop tard", "n", Supervisor, Stop));
    }

    [Theory, EngineData]
    public async Task TheBoardReadsWhoWaitsWhoHoldsAndWhatHappened(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        var reading = service.Services.GetRequiredService<BoardReading>();
        await service.OpenDeskAsync("op-a", "Adjudante Camille");
        var (first, second) = (await WaitingAsync(service), await WaitingAsync(service));
        await service.Desk.TakeAsync(first.Conversation, "op-a", "Adjudante Camille", Stop);

        var state = await reading.ReadAsync(Stop);

        Assert.Equal(second.Conversation, Assert.Single(state.Waiting).Id);
        Assert.Equal(first.Conversation, Assert.Single(state.HeldBy("op-a")).Id);
        Assert.Equal((1, 1), (state.Online, state.Load));
        Assert.Equal((2, 1), (state.Flow.Slots.Sum(slot => slot.Arrivals), state.Flow.Slots.Sum(slot => slot.Takes)));
        Assert.Equal(2, state.Flow.Peak?.Waiting);
        Assert.Null(state.Satisfied.Average);

        // What came since is added to what was read, once.
        await Work(service).DrainAsync("op-a", Supervisor, Stop);
        await second.PostsAsync(new { type = "event", name = "chat/leave-queue", from = new { id = "citoyen" } });
        await reading.ReadAsync(Stop);
        state = await reading.ReadAsync(Stop);

        Assert.Equal((1, 2), (state.Flow.Left, state.Flow.ArrivedThen));
        Assert.Equal(JournalKind.Drained, Assert.Single(state.Journal).Kind);
        Assert.Equal("Adjudante Camille", state.NameOf(state.Journal[0].OperatorId));
    }

    private static SupervisorWork Work(Service service) => service.Services.GetRequiredService<SupervisorWork>();

    private static async Task<Citizen> WaitingAsync(Service service)
    {
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync("Parler à une personne");
        await citizen.AwaitsAsync(activity => activity.Kind() == "queue", "The place in the queue");
        return citizen;
    }
}
