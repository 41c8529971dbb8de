using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Custody;

/// <summary>What the staff says of an assessment, in the record of both engines.</summary>
public sealed class CorrectionTests(Services services)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AMessageFoundGraverMovesUpAtOnceAndTheCitizenIsToldNothing(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await WaitingAsync(service);
        var before = (await citizen.ReadsAsync()).Count;
        var message = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.LastCitizenSequence;

        Assert.True(await service.Desk.CorrectAsync(citizen.Conversation, message, Graver, "Adjudante Camille", Stop));
        Assert.False(await service.Desk.AlertShownAsync(citizen.Conversation, Stop));

        var waiting = await service.Services.GetRequiredService<QueueBoard>().WaitingAsync(Stop);
        Assert.Equal((Priority.Urgent, HandoffReason.Corrected), waiting.Where(item => item.Id == citizen.Conversation).Select(item => (item.Priority, item.Reason)).Single());
        var line = (await service.Transcript.ReadAsync(citizen.Conversation, 0, 100, Stop)).Single(line => line.Kind == LineKind.Correction);
        Assert.Equal((Author.Operator, Audience.Staff, message, "Adjudante Camille"), (line.Author, line.Audience, line.ReplyTo, line.AuthorName));
        Assert.Equal(Graver, Correction.Read(line.Data));
        Assert.Equal(before, (await citizen.ReadsAsync()).Count);
    }

    [Theory, EngineData]
    public async Task ADangerWrittenAfterACorrectionStillShowsItsNumbersAndItsAlert(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await WaitingAsync(service);
        var message = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.LastCitizenSequence;
        await service.Desk.CorrectAsync(citizen.Conversation, message, Graver, "Adjudante Camille", Stop);

        await citizen.WritesAsync("il a un couteau et il est derrière la porte");

        var after = await citizen.ReadsAsync();
        Assert.Single(after, activity => activity.Kind() == "emergency");
        Assert.Contains(after, activity => activity.Kind() == "alert");
    }

    [Theory, EngineData]
    public async Task OnlyAMessageOfTheCitizenCanBeCorrected(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await WaitingAsync(service);
        var last = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.LastSequence;

        Assert.False(await service.Desk.CorrectAsync(citizen.Conversation, last, Graver, "Adjudante Camille", Stop));
        Assert.False(await service.Desk.CorrectAsync(citizen.Conversation, last + 10, Graver, "Adjudante Camille", Stop));
        Assert.DoesNotContain(await service.Transcript.ReadAsync(citizen.Conversation, 0, 100, Stop), line => line.Kind == LineKind.Correction);
    }

    private static Correction Graver => new(CorrectionVerdict.Graver, "emergency", "domestic-violence", "emergency", "police", "op-1", "rules-2 c5-x");

    private static async Task<Citizen> WaitingAsync(Service service)
    {
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync("Parler à une personne");
        await citizen.AwaitsAsync(activity => activity.Kind() == "queue", "The place in the queue");
        return citizen;
    }
}
