using System.Data.Common;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BrigadeNumerique.Integration.Record;

public sealed class TranscriptTests(Services services)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AChangeThatCannotBeStoredFailsAloneAmongThoseThatCameWithIt(Engine engine)
    {
        var transcript = (await services.OnAsync(engine)).Transcript;
        var ids = await OpenAsync(transcript, 30);

        var changes = ids.Select((id, n) => n == 13
            ? transcript.ChangeAsync(id, conversation => Twice(conversation, "the same identifier"), Stop)
            : transcript.ChangeAsync(id, conversation => Say(conversation, "a"), Stop)).ToList();
        await Assert.ThrowsAnyAsync<DbException>(() => changes[13]);
        await Task.WhenAll(changes.Where((_, n) => n != 13));

        for (var n = 0; n < ids.Count; n++) Assert.Equal(n == 13 ? [] : ["a"], await TextsAsync(transcript, ids[n]));
        Assert.Equal(1, await transcript.ChangeAsync(ids[13], conversation => Say(conversation, "after it"), Stop));
    }

    [Theory, EngineData]
    public async Task ARefusedChangeLeavesNoTraceInTheChangesAroundIt(Engine engine)
    {
        var transcript = (await services.OnAsync(engine)).Transcript;
        var id = (await OpenAsync(transcript, 1))[0];

        var before = transcript.ChangeAsync(id, conversation => Say(conversation, "before"), Stop);
        var refused = transcript.ChangeAsync(id, conversation => Say(conversation, "half-way") > 0 ? throw new InvalidOperationException("refused") : 0, Stop);
        var after = transcript.ChangeAsync(id, conversation => Say(conversation, "after"), Stop);

        await Assert.ThrowsAsync<InvalidOperationException>(() => refused);
        var sequences = await Task.WhenAll(before, after);
        Assert.Equal([1, 2], sequences);
        Assert.Equal(["before", "after"], await TextsAsync(transcript, id));
    }

    [Theory, EngineData]
    public async Task ChangesAreRecordedInTheOrderInWhichTheyCame(Engine engine)
    {
        var transcript = (await services.OnAsync(engine)).Transcript;
        var ids = await OpenAsync(transcript, 3);

        await Task.WhenAll(Enumerable.Range(0, 600).Select(n => transcript.ChangeAsync(ids[n % 3], conversation => Say(conversation, $"{n / 3}"), Stop)));

        foreach (var id in ids) Assert.Equal(Enumerable.Range(0, 200).Select(n => $"{n}"), await TextsAsync(transcript, id));
    }

    [Theory, EngineData]
    public async Task WhatAnotherNodeWroteIsNeitherLostNorWrittenOver(Engine engine)
    {
        var service = await services.OnAsync(engine);
        using var other = new Transcript(service.Services.GetRequiredService<IDbContextFactory<HandoffDb>>(), new InProcessChangeFeed(), NullLogger<Transcript>.Instance);
        await other.StartAsync(Stop);
        var id = (await OpenAsync(service.Transcript, 1))[0];

        // Each remembers a state that the other makes old at once.
        for (var n = 0; n < 10; n++)
        {
            await service.Transcript.ChangeAsync(id, conversation => Say(conversation, $"here {n}"), Stop);
            await other.ChangeAsync(id, conversation => Say(conversation, $"there {n}"), Stop);
        }

        await Task.WhenAll(Enumerable.Range(10, 20).SelectMany(n => new[]
        {
            service.Transcript.ChangeAsync(id, conversation => Say(conversation, $"here {n}"), Stop),
            other.ChangeAsync(id, conversation => Say(conversation, $"there {n}"), Stop),
        }));
        await other.StopAsync(Stop);

        var texts = await TextsAsync(service.Transcript, id);
        Assert.Equal(60, texts.Count);
        foreach (var node in new[] { "here", "there" }) Assert.Equal(Enumerable.Range(0, 30).Select(n => $"{node} {n}"), texts.Where(text => text.StartsWith(node, StringComparison.Ordinal)));
        var lines = await service.Transcript.ReadAsync(id, 0, 100, Stop);
        Assert.Equal(Enumerable.Range(1, 60), lines.Select(line => line.Sequence));
    }

    [Theory, EngineData]
    public async Task AMessageSentToTwoNodesIsOneMessage(Engine engine)
    {
        var service = await services.OnAsync(engine);
        using var other = new Transcript(service.Services.GetRequiredService<IDbContextFactory<HandoffDb>>(), new InProcessChangeFeed(), NullLogger<Transcript>.Instance);
        await other.StartAsync(Stop);
        var id = (await OpenAsync(service.Transcript, 1))[0];
        await service.Transcript.ChangeAsync(id, conversation => Say(conversation, "hello"), Stop);
        await other.ChangeAsync(id, conversation => Say(conversation, "hello from there"), Stop);

        var sequences = await Task.WhenAll(service.Transcript.ChangeAsync(id, "m1", Receive, Stop), other.ChangeAsync(id, "m1", Receive, Stop));
        await other.StopAsync(Stop);

        Assert.Equal([3, 3], sequences);
        Assert.Equal(["hello", "hello from there", "m1"], await TextsAsync(service.Transcript, id));
    }

    [Theory, EngineData]
    public async Task AMessageSentAgainLongAfterIsStillKnown(Engine engine)
    {
        var transcript = (await services.OnAsync(engine)).Transcript;
        var id = (await OpenAsync(transcript, 1))[0];
        await transcript.ChangeAsync(id, "m1", Receive, Stop);

        // More lines than a node remembers of a conversation.
        for (var n = 0; n < 150; n++) await transcript.ChangeAsync(id, conversation => Say(conversation, $"{n}"), Stop);

        Assert.Equal(1, await transcript.ChangeAsync(id, "m1", Receive, Stop));
        Assert.Equal(151, (await transcript.ReadAsync(id, 0, 200, Stop)).Count);
    }

    [Theory, EngineData]
    public async Task TheAssistantRemembersTheSameLinesWhetherTheNodeOrTheDatabaseDoes(Engine engine)
    {
        var transcript = (await services.OnAsync(engine)).Transcript;
        var id = (await OpenAsync(transcript, 1))[0];
        for (var n = 0; n < 90; n++) await transcript.ChangeAsync(id, conversation => Say(conversation, $"{n}"), Stop);
        await transcript.ChangeAsync(id, conversation => { conversation.MarkAnswered(90); return 0; }, Stop);

        var remembered = await transcript.RecallAsync(id, 60, Stop);
        transcript.Forget(id);
        var read = await transcript.RecallAsync(id, 60, Stop);

        Assert.Equal(Enumerable.Range(31, 60), remembered!.After(30).Select(line => line.Sequence));
        Assert.Equal(Enumerable.Range(31, 60), read!.Lines.Select(line => line.Sequence));
        Assert.Equal(remembered.State.Revision, read.State.Revision);
    }

    [Fact]
    public async Task OfALongConversationANodeRemembersAllThatATurnAsksFor()
    {
        var transcript = (await services.OnAsync(Engine.Sqlite)).Transcript;
        var id = (await OpenAsync(transcript, 1))[0];
        for (var n = 0; n < 150; n++) await transcript.ChangeAsync(id, conversation => Say(conversation, $"{n}"), Stop);
        await transcript.ChangeAsync(id, conversation => { conversation.MarkAnswered(150); return 0; }, Stop);

        var first = await transcript.RecallAsync(id, Transcript.Remembered, Stop);

        // The same object: the database was not asked.
        Assert.Same(first, await transcript.RecallAsync(id, Transcript.Remembered, Stop));
    }

    [Theory, EngineData]
    public async Task AChangeThatChangesNothingWritesNothing(Engine engine)
    {
        var transcript = (await services.OnAsync(engine)).Transcript;
        var id = (await OpenAsync(transcript, 1))[0];
        var before = (await transcript.FindAsync(id, Stop))!.Revision;

        await transcript.ChangeAsync(id, conversation => conversation.MarkAlertShown(), Stop);

        Assert.Equal(before, (await transcript.FindAsync(id, Stop))!.Revision);
    }

    private static async Task<IReadOnlyList<string>> OpenAsync(Transcript transcript, int count)
    {
        var opened = Enumerable.Range(0, count).Select(_ => new Conversation(Guid.NewGuid().ToString("N"), "test", "visitor", null, DateTimeOffset.UtcNow)).ToList();
        await Task.WhenAll(opened.Select(conversation => transcript.OpenAsync(conversation, null, Stop)));
        return [.. opened.Select(conversation => conversation.Id)];
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(Transcript transcript, string id) =>
        [.. (await transcript.ReadAsync(id, 0, 1000, Stop)).Select(line => line.Text)];

    private static int Say(Conversation conversation, string text) => conversation.Write(new Line(Author.Bot, text), DateTimeOffset.UtcNow).Sequence;

    private static int Twice(Conversation conversation, string client)
    {
        for (var n = 0; n < 2; n++) conversation.Write(new Line(Author.Operator, "x") { ClientMessageId = client }, DateTimeOffset.UtcNow);
        return 0;
    }

    private static int Receive(Conversation conversation, int? known) =>
        known ?? conversation.Receive(new Line(Author.Citizen, "m1") { ClientMessageId = "m1" }, DateTimeOffset.UtcNow).Sequence;
}
