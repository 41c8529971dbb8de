using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Copies;
using BrigadeNumerique.Handoff.Queue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BrigadeNumerique.Integration.Citizens;

/// <summary>A copy of the exchange on request; in a grave case only with a code.</summary>
public sealed class CopyTests(Services services)
{
    private const string Operator = "op-copies", Grave = "mon mari me frappe depuis des années, je ne sais plus quoi faire";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AnOrdinaryExchangeIsCopiedWithoutWhatOnlyTheStaffReads(Engine engine)
    {
        var (service, citizen) = await HeldAsync(engine, "je veux parler à une personne");
        await service.Desk.WriteAsync(citizen.Conversation, Operator, "Bonjour, je vous écoute.", "w1", Stop);
        await service.Transcript.ChangeAsync(citizen.Conversation, conversation => conversation.Write(new Line(Author.Operator, "note secrète") { Kind = LineKind.Note, Audience = Audience.Staff }, DateTimeOffset.UtcNow).Sequence, Stop);

        var answer = await CopyAsync(citizen, null);

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains("Adjudante Camille\r\nBonjour, je vous écoute.", text, StringComparison.Ordinal);
        Assert.Contains("Vous\r\nje veux parler à une personne", text, StringComparison.Ordinal);
        Assert.DoesNotContain("note secrète", text, StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task AGraveOneNeedsTheCodeWhichServesOnce(Engine engine)
    {
        var (service, citizen) = await HeldAsync(engine, Grave);
        var copies = service.Services.GetRequiredService<TranscriptCopies>();
        Assert.Equal("CodeNeeded", (await CopyAsync(citizen, null).ErrorAsync()).Code);
        Assert.Null(await copies.ReleaseAsync(citizen.Conversation, "op-another", "X", Stop));

        var code = await copies.ReleaseAsync(citizen.Conversation, Operator, "Adjudante Camille", Stop);

        Assert.Matches("^[0-9]{8}$", code);
        Assert.Equal("CodeWrong", (await CopyAsync(citizen, "00000000" == code ? "1" : "00000000").ErrorAsync()).Code);
        Assert.Equal(HttpStatusCode.OK, (await CopyAsync(citizen, $"{code![..4]} {code[4..]}")).StatusCode);
        Assert.Equal("CodeWrong", (await CopyAsync(citizen, code).ErrorAsync()).Code);
    }

    [Theory, EngineData]
    public async Task AfterFiveWrongTriesTheRightOneIsTooLateAndOnlyItsHashIsKept(Engine engine)
    {
        var (service, citizen) = await HeldAsync(engine, Grave);
        var code = await service.Services.GetRequiredService<TranscriptCopies>().ReleaseAsync(citizen.Conversation, Operator, "Adjudante Camille", Stop);
        await using var db = await service.Services.GetRequiredService<IDbContextFactory<HandoffDb>>().CreateDbContextAsync(Stop);
        var kept = await db.CopyCodes.AsNoTracking().SingleAsync(c => c.ConversationId == citizen.Conversation, Stop);
        Assert.DoesNotContain(code!, System.Text.Encoding.ASCII.GetString(kept.Hash), StringComparison.Ordinal);
        Assert.DoesNotContain(await service.Transcript.ReadAsync(citizen.Conversation, 0, 1000, Stop), line => line.Text.Contains(code!, StringComparison.Ordinal) || line.Data?.Contains(code!, StringComparison.Ordinal) is true);

        for (var attempt = 0; attempt < TranscriptCopies.MostTries; attempt++) await CopyAsync(citizen, "12");

        Assert.Equal("CodeWrong", (await CopyAsync(citizen, code).ErrorAsync()).Code);
    }

    [Fact]
    public async Task ACodeHoldsFifteenMinutes()
    {
        var (service, citizen) = await HeldAsync(Engine.Sqlite, Grave);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var copies = new TranscriptCopies(service.Services.GetRequiredService<IDbContextFactory<HandoffDb>>(), service.Transcript, clock);
        var code = await copies.ReleaseAsync(citizen.Conversation, Operator, "Adjudante Camille", Stop);
        clock.Advance(TranscriptCopies.Life + TimeSpan.FromSeconds(1));

        Assert.Equal(CopyAnswer.CodeWrong, await copies.AskAsync((await service.Transcript.FindAsync(citizen.Conversation, Stop))!, code, Stop));
    }

    [Theory, EngineData]
    public async Task WhoMayBeReachedOnlyHereGetsNoCopyWithoutACodeEither(Engine engine)
    {
        var (_, citizen) = await HeldAsync(engine, "je veux parler à une personne");

        await citizen.PostsAsync(new { type = "event", name = "chat/contact", value = new { may = false } });

        Assert.Equal("CodeNeeded", (await CopyAsync(citizen, null).ErrorAsync()).Code);
    }

    private static Task<HttpResponseMessage> CopyAsync(Citizen citizen, string? code) => citizen.CallAsync(HttpMethod.Post, "/chat/copie", code is null ? new { } : new { code });

    private async Task<(Service Service, Citizen Citizen)> HeldAsync(Engine engine, string words)
    {
        var service = await services.OnAsync(engine);
        await service.OpenDeskAsync(Operator);
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync(words);
        await citizen.AwaitsAsync(activity => activity.Kind() == "queue", "The queue");
        Assert.IsType<Acceptance.Taken>(await service.Desk.TakeAsync(citizen.Conversation, Operator, "Adjudante Camille", Stop));
        return (service, citizen);
    }
}
