using BrigadeNumerique.Handoff.CannedReplies;
using BrigadeNumerique.Handoff.Operators;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Writing;

/// <summary>The ready-made replies, on both engines.</summary>
public sealed class CannedReplyTests(Services services)
{
    private static readonly StaffMember Supervisor = new("sup-1", "Major Lou", Supervisor: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task TheProductsRepliesAreThereAtTheFirstStartAndOnlyOnce(Engine engine)
    {
        var book = (await services.OnAsync(engine)).Services.GetRequiredService<CannedReplyBook>();
        var before = await book.AllAsync(Stop);

        await book.SeedAsync(Stop);

        Assert.Contains(before, reply => reply is { Language: "fr", Shortcut: "arme" });
        Assert.Equal(before.Count, (await book.AllAsync(Stop)).Count);
    }

    [Theory, EngineData]
    public async Task WhatASupervisorChangedOrTookAwayIsNotPlantedAnew(Engine engine)
    {
        var book = (await services.OnAsync(engine)).Services.GetRequiredService<CannedReplyBook>();
        var all = await book.AllAsync(Stop);
        var (changed, gone) = (all.Single(reply => reply is { Language: "fr", Shortcut: "retard" }), all.Single(reply => reply is { Language: "fr", Shortcut: "avis" }));

        Assert.Empty(await book.SaveAsync(changed.Id, new ReplyContent("retard", changed.Title, "Merci de votre patience.", "fr", "welcome"), Supervisor, Stop));
        Assert.True(await book.RemoveAsync(gone.Id, Supervisor, Stop));
        Assert.False(await book.RemoveAsync(gone.Id, Supervisor, Stop));
        await book.SeedAsync(Stop);

        var after = await book.AllAsync(Stop);
        Assert.Equal("Merci de votre patience.", after.Single(reply => reply.Id == changed.Id).Text);
        Assert.DoesNotContain(after, reply => reply.Id == gone.Id);
    }

    [Theory, EngineData]
    public async Task AShortcutIsTakenOnceALanguageEvenByTwoAtOnceAndFreeAgainOnceRemoved(Engine engine)
    {
        var book = (await services.OnAsync(engine)).Services.GetRequiredService<CannedReplyBook>();
        var content = new ReplyContent("essai-double", "Essai", "Bonjour {prenom_operateur}.", "fr", "practical");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => book.SaveAsync(null, content, Supervisor, Stop)));

        Assert.Single(outcomes, faults => faults.Count == 0);
        Assert.All(outcomes.Where(faults => faults.Count > 0), faults => Assert.Equal([ReplyFault.Taken], faults));
        Assert.Empty(await book.SaveAsync(null, content with { Language = "es" }, Supervisor, Stop));
        var kept = (await book.AllAsync(Stop)).Single(reply => reply is { Shortcut: "essai-double", Language: "fr" });
        await book.RemoveAsync(kept.Id, Supervisor, Stop);
        Assert.Empty(await book.SaveAsync(null, content, Supervisor, Stop));
    }

    [Theory, EngineData]
    public async Task OnlyASupervisorWritesThem(Engine engine)
    {
        var book = (await services.OnAsync(engine)).Services.GetRequiredService<CannedReplyBook>();
        var anyone = Supervisor with { Supervisor = false };

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => book.SaveAsync(null, new ReplyContent("essai", "Essai", "Bonjour", "fr", "welcome"), anyone, Stop));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => book.RemoveAsync("fr/arme", anyone, Stop));
    }
}
