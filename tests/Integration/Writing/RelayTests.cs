using BrigadeNumerique.Handoff.Care;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Drafts;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Relay;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Writing;

/// <summary>The sheet for the 17, emergency texts by hand, drafts and the weight of the day, on both engines.</summary>
public sealed class RelayTests(Services services)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task TheCitizenInDangerIsToldOfTheRelayAndTheStaffWhoTookIt(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (citizen, me) = await HeldAsync(service, "il est derrière la porte avec un couteau");
        var desk = service.Services.GetRequiredService<RelayDesk>();
        var words = new RelayWords().With(RelayField.Where, "3 rue des Lilas, Dole").With(RelayField.Weapons, "couteau");

        Assert.True(await desk.SaveAsync(citizen.Conversation, words, me, Stop));
        Assert.True(await desk.PassOnAsync(citizen.Conversation, words.With(RelayField.Children, "deux"), "  Adj. Morel, CORG 39 ", me, Stop));

        var told = await citizen.AwaitsAsync(activity => activity.Text().Contains("a transmis au 17 à", StringComparison.Ordinal), "The state of the alert");
        Assert.Equal("relayed", told.GetProperty("channelData").GetProperty("state").GetString());
        Assert.DoesNotContain("{heure}", told.Text());
        Assert.DoesNotContain("Morel", told.ToString());
        var line = Assert.Single(await service.Transcript.ReadAsync(citizen.Conversation, 0, 100, Stop), line => line.Kind == LineKind.Relay);
        Assert.Equal((Audience.Staff, "Adj. Morel, CORG 39"), (line.Audience, Relayed.Read(line.Data)!.To));
        var sheet = (await desk.FindAsync(citizen.Conversation, Stop))!;
        Assert.Equal(("Adj. Morel, CORG 39", me.Name, 3), (sheet.TakenBy, sheet.RelayedBy, sheet.Words.Filled));
        Assert.Equal("3 rue des Lilas, Dole", sheet.Words[RelayField.Where]);
    }

    [Theory, EngineData]
    public async Task WhoWasNeverToldOfAnAlertIsToldNothingOfTheRelay(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (citizen, me) = await HeldAsync(service, "Parler à une personne");
        await citizen.ReadsAsync();

        Assert.True(await service.Services.GetRequiredService<RelayDesk>().PassOnAsync(citizen.Conversation, new RelayWords(), "Adj. Morel", me, Stop));

        Assert.Empty(await citizen.ReadsAsync());
    }

    [Theory, EngineData]
    public async Task OnlyTheHolderOrASupervisorWritesTheSheet(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (citizen, _) = await HeldAsync(service, "Parler à une personne");
        var desk = service.Services.GetRequiredService<RelayDesk>();
        var other = new StaffMember("somebody-else", "Gendarme Jo", Supervisor: false);

        Assert.False(await desk.SaveAsync(citizen.Conversation, new RelayWords(), other, Stop));
        Assert.False(await desk.PassOnAsync(citizen.Conversation, new RelayWords(), "Adj. Morel", other, Stop));
        Assert.True(await desk.SaveAsync(citizen.Conversation, new RelayWords(), other with { Supervisor = true }, Stop));
    }

    [Theory, EngineData]
    public async Task AnEmergencyTextByHandHasItsNumbersAndIsSentOnceByTheHolderAlone(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (citizen, me) = await HeldAsync(service, "Parler à une personne");
        await citizen.ReadsAsync();

        Assert.Null(await service.Desk.EmergencyAsync(citizen.Conversation, "somebody-else", "emer.fire", "e-0", Stop));
        var first = await service.Desk.EmergencyAsync(citizen.Conversation, me.Id, "emer.fire", "e-1", Stop);
        Assert.Equal(first, await service.Desk.EmergencyAsync(citizen.Conversation, me.Id, "emer.fire", "e-1", Stop));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => service.Desk.EmergencyAsync(citizen.Conversation, me.Id, "emer.nothing", "e-2", Stop));

        var card = Assert.Single(await citizen.ReadsAsync());
        Assert.Equal(("emergency", "agent"), (card.Kind(), card.GetProperty("channelData").GetProperty("speaker").GetString()));
        Assert.Equal(["18", "112"], card.GetProperty("channelData").GetProperty("numbers").EnumerateArray().Select(number => number.GetString()));
        Assert.DoesNotContain("**", card.Text());
        Assert.All(service.Desk.EmergencyTexts((await service.Transcript.FindAsync(citizen.Conversation, Stop))!), text => Assert.NotEmpty(text.Lines));
    }

    [Theory, EngineData]
    public async Task ADraftIsKeptInTheLastWordsAndForgottenWhenEmpty(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (citizen, me) = await HeldAsync(service, "Parler à une personne");
        var shelf = service.Services.GetRequiredService<DraftShelf>();

        await shelf.KeepAsync(me.Id, citizen.Conversation, isNote: false, "Bonj", 1, Stop);
        await shelf.KeepAsync(me.Id, citizen.Conversation, isNote: false, "Bonjour", 2, Stop);
        await shelf.KeepAsync(me.Id, citizen.Conversation, isNote: true, "à rappeler", 0, Stop);

        Assert.Equal([(false, "Bonjour", 2), (true, "à rappeler", 0)], (await shelf.OfAsync(me.Id, Stop)).OrderBy(draft => draft.IsNote).Select(draft => (draft.IsNote, draft.Text, draft.SeenThrough)));
        await shelf.KeepAsync(me.Id, citizen.Conversation, isNote: false, " ", 2, Stop);
        Assert.True(Assert.Single(await shelf.OfAsync(me.Id, Stop)).IsNote);
    }

    [Theory, EngineData]
    public async Task TheDayWeighsWhatWasTakenAndHowGraveItWas(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var me = new StaffMember("day-" + engine, "Gendarme Jo", Supervisor: false);
        await HeldAsync(service, "Parler à une personne", me);
        await HeldAsync(service, "il est derrière la porte avec un couteau", me);

        var day = await service.Services.GetRequiredService<WorkedDay>().SinceAsync(me.Id, DateTimeOffset.UtcNow.AddHours(-1), Stop);

        Assert.Equal((2, 1), (day.Conversations, day.Grave));
        Assert.True(day.Weight > 2);
        Assert.Equal(0, (await service.Services.GetRequiredService<WorkedDay>().SinceAsync(me.Id, DateTimeOffset.UtcNow.AddHours(1), Stop)).Conversations);
    }

    private static async Task<(Citizen Citizen, StaffMember Me)> HeldAsync(Service service, string words, StaffMember? holder = null)
    {
        var me = holder ?? new StaffMember("writer-" + Guid.NewGuid().ToString("N")[..8], "Adjudante Camille", Supervisor: false);
        await service.OpenDeskAsync(me.Id, me.Name);
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync(words);
        for (var attempt = 0; attempt < 100 && (await service.Transcript.FindAsync(citizen.Conversation, Stop))?.Custody is not BrigadeNumerique.Handoff.Conversations.Custody.Queued; attempt++) await Task.Delay(100, Stop);
        await service.Desk.TakeAsync(citizen.Conversation, me.Id, me.Name, Stop);
        return (citizen, me);
    }
}
