using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Contact;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Citizens;

/// <summary>May we write, how, when, and where surely not.</summary>
public sealed class SafeContactTests(Services services)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task WhatTheCitizenSaysIsKeptToldToTheStaffAndConfirmed(Engine engine)
    {
        var (service, contacts, citizen) = await ArriveAsync(engine);

        await SaysAsync(citizen, new { may = true, how = "SMS au 06 00 00 00 00", when = "avant 15 h", never = "le fixe de la maison" });

        var kept = await contacts.FindAsync(citizen.Conversation, Stop);
        Assert.Equal(("SMS au 06 00 00 00 00", "avant 15 h", "le fixe de la maison"), (kept!.How, kept.When, kept.Never));
        Assert.True(await contacts.MayBeReachedAsync(citizen.Conversation, Stop));
        var told = await citizen.ReadsAsync();
        Assert.Contains(told, activity => activity.Text().Contains("Nous n’utiliserons rien d’autre", StringComparison.Ordinal));
        Assert.DoesNotContain(told, activity => activity.ToString().Contains("06 00 00 00 00", StringComparison.Ordinal));
        Assert.Contains(await service.Transcript.ReadAsync(citizen.Conversation, 0, 100, Stop), line => line is { Kind: "contact", Audience: Audience.Staff });
    }

    [Theory, EngineData]
    public async Task NotAskedIsNoAndNoLeavesNothingToBeUsedByMistake(Engine engine)
    {
        var (_, contacts, citizen) = await ArriveAsync(engine);
        Assert.False(await contacts.MayBeReachedAsync(citizen.Conversation, Stop));

        await SaysAsync(citizen, new { may = true, how = "SMS au 06 00 00 00 00", when = "", never = "" });
        await SaysAsync(citizen, new { may = false, how = "06 00 00 00 00", when = "le soir", never = "chez mes parents" });

        var kept = await contacts.FindAsync(citizen.Conversation, Stop);
        Assert.Equal((false, "", "", "chez mes parents"), (kept!.May, kept.How, kept.When, kept.Never));
        Assert.False(await contacts.MayBeReachedAsync(citizen.Conversation, Stop));
    }

    [Theory, EngineData]
    public async Task ItGoesWithTheConversation(Engine engine)
    {
        var (service, contacts, citizen) = await ArriveAsync(engine);
        await SaysAsync(citizen, new { may = true, how = "lettre", when = "", never = "" });

        await using var db = await service.Services.GetRequiredService<IDbContextFactory<HandoffDb>>().CreateDbContextAsync(Stop);
        await db.Conversations.Where(c => c.Id == citizen.Conversation).ExecuteDeleteAsync(Stop);

        Assert.Null(await contacts.FindAsync(citizen.Conversation, Stop));
    }

    [Theory, EngineData]
    public async Task AnOperatorAsksWithButtons(Engine engine)
    {
        var (service, _, citizen) = await ArriveAsync(engine);
        await service.OpenDeskAsync("op-contact");
        await citizen.WritesAsync("je veux parler à une personne");
        await citizen.AwaitsAsync(activity => activity.Kind() == "queue", "The queue");
        Assert.IsType<Acceptance.Taken>(await service.Desk.TakeAsync(citizen.Conversation, "op-contact", "Adjudante Camille", Stop));

        Assert.True(await service.Desk.AskContactAsync(citizen.Conversation, "op-contact", Stop));
        Assert.False(await service.Desk.AskContactAsync(citizen.Conversation, "op-another", Stop));

        var asked = await citizen.AwaitsAsync(activity => activity.Kind() == "contact", "The question");
        Assert.StartsWith("Si la page se ferme", asked.Text(), StringComparison.Ordinal);
    }

    private async Task<(Service Service, SafeContacts Contacts, Citizen Citizen)> ArriveAsync(Engine engine)
    {
        var service = await services.OnAsync(engine);
        return (service, service.Services.GetRequiredService<SafeContacts>(), await Citizen.ArriveAsync(service.Http));
    }

    private static async Task SaysAsync(Citizen citizen, object value) =>
        (await citizen.PostsAsync(new { type = "event", name = "chat/contact", value })).EnsureSuccessStatusCode();
}
