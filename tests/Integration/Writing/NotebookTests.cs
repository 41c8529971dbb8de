using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Notes;
using BrigadeNumerique.Handoff.Operators;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Writing;

/// <summary>Notes, mentions, tags and earlier conversations, on both engines.</summary>
public sealed class NotebookTests(Services services)
{
    private static readonly StaffMember Camille = new("note-1", "Adjudante Camille", Supervisor: false);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ANoteIsWrittenOnceAndNeverReachesTheCitizen(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (citizen, book) = (await WaitingAsync(service), service.Services.GetRequiredService<Notebook>());
        await citizen.ReadsAsync();
        using var stream = await citizen.ListensAsync(citizen.Watermark, Stop);

        Assert.True(await book.WriteAsync(citizen.Conversation, Camille, "a déjà appelé hier, voix très basse", "note-a", Stop));
        Assert.True(await book.WriteAsync(citizen.Conversation, Camille, "a déjà appelé hier, voix très basse", "note-a", Stop));

        var line = Assert.Single(await service.Transcript.ReadAsync(citizen.Conversation, 0, 100, Stop), line => line.Kind == LineKind.Note);
        Assert.Equal((Author.Operator, Audience.Staff, "Adjudante Camille"), (line.Author, line.Audience, line.AuthorName));
        await citizen.WritesAsync("vous êtes là ?");
        var frame = await Citizen.TakesAsync(stream, Stop);
        Assert.DoesNotContain("déjà appelé", frame.ToString());
        Assert.DoesNotContain(await citizen.ReadsAsync(), activity => activity.ToString().Contains("déjà appelé", StringComparison.Ordinal));
        citizen.Watermark = "";
        Assert.DoesNotContain(await citizen.ReadsAsync(), activity => activity.ToString().Contains("déjà appelé", StringComparison.Ordinal));

        // A note is no answer: who waits goes on waiting.
        Assert.True((await service.Transcript.FindAsync(citizen.Conversation, Stop))!.Unheard);
    }

    [Theory, EngineData]
    public async Task AColleagueNamedIsToldUntilTheyHaveLooked(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (citizen, book) = (await WaitingAsync(service), service.Services.GetRequiredService<Notebook>());
        await service.Services.GetRequiredService<OperatorRegistry>().SeenAsync("note-2", "Gendarme Basile", supervisor: false, Stop);

        await book.WriteAsync(citizen.Conversation, Camille, "@basile tu connais ce dossier ?", "note-b", Stop);

        Assert.Equal((citizen.Conversation, "Adjudante Camille"), (await book.NamedAsync("note-2", Stop)).Select(named => (named.ConversationId, named.By)).Single());
        Assert.Empty(await book.NamedAsync(Camille.Id, Stop));
        await book.SeenAsync(citizen.Conversation, "note-2", Stop);
        Assert.Empty(await book.NamedAsync("note-2", Stop));
    }

    [Theory, EngineData]
    public async Task ATagIsPutOnceTakenOffAndSuggestedElsewhere(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (citizen, book) = (await WaitingAsync(service), service.Services.GetRequiredService<Notebook>());

        Assert.True(await book.TagAsync(citizen.Conversation, "  Récidive   signalée ", Camille, Stop));
        Assert.False(await book.TagAsync(citizen.Conversation, "recidive signalee", Camille, Stop));
        Assert.False(await book.TagAsync(citizen.Conversation, new string('x', 41), Camille, Stop));

        Assert.Equal(["Récidive signalée"], await book.TagsAsync(citizen.Conversation, Stop));
        Assert.Contains("Récidive signalée", await book.UsedTagsAsync(Stop));
        Assert.True(await book.UntagAsync(citizen.Conversation, "RÉCIDIVE SIGNALÉE", Camille, Stop));
        Assert.Empty(await book.TagsAsync(citizen.Conversation, Stop));
    }

    [Theory, EngineData]
    public async Task WhatIsSealedIsNeitherNotedNorTaggedNorShownAmongTheEarlier(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var book = service.Services.GetRequiredService<Notebook>();
        var visitor = "dl_" + Guid.NewGuid().ToString("N");
        var (sensitive, locked, open, now) = (await OpenAsync(service, visitor), await OpenAsync(service, visitor), await OpenAsync(service, visitor), await OpenAsync(service, visitor));
        await service.Transcript.ChangeAsync(sensitive, conversation =>
        {
            conversation.RequestHandoff(HandoffReason.Sensitive, Priority.Sensitive, "domestic-violence", null, DateTimeOffset.UtcNow);
            conversation.Accept("trained-1", "Major Lou", DateTimeOffset.UtcNow);
            return true;
        }, Stop);
        await service.Transcript.ChangeAsync(locked, conversation =>
        {
            conversation.Lock();
            return true;
        }, Stop);

        var earlier = await book.EarlierAsync(now, Camille, Stop);

        Assert.Equal([open], earlier.Select(one => one.Id));
        Assert.Equal([open, sensitive], (await book.EarlierAsync(now, Camille with { Supervisor = true }, Stop)).Select(one => one.Id));
        Assert.False(await book.WriteAsync(sensitive, Camille, "je passe", "note-c", Stop));
        Assert.False(await book.TagAsync(sensitive, "vu", Camille, Stop));
    }

    [Theory, EngineData]
    public async Task ANameThatAClientGaveItselfShowsNobodysEarlierConversations(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (first, second) = (await OpenAsync(service, "marie"), await OpenAsync(service, "marie"));

        Assert.NotEqual(first, second);
        Assert.Empty(await service.Services.GetRequiredService<Notebook>().EarlierAsync(second, Camille with { Supervisor = true }, Stop));
    }

    private static async Task<string> OpenAsync(Service service, string visitor)
    {
        var id = Guid.NewGuid().ToString("N");
        await service.Transcript.OpenAsync(new Conversation(id, "directline", visitor, "fr-FR", DateTimeOffset.UtcNow), null, Stop);
        return id;
    }

    private static async Task<Citizen> WaitingAsync(Service service)
    {
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync("Parler à une personne");
        await citizen.AwaitsAsync(activity => activity.Kind() == "queue", "The place in the queue");
        await citizen.WritesAsync("c’est pour une question");
        return citizen;
    }
}
