using BrigadeNumerique.Bot.Review;
using BrigadeNumerique.Handoff.Audit;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Supervision;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Supervision;

/// <summary>From the lot of a day to the editors' corrections, on both engines; each test has a day of its own.</summary>
public sealed class AuditTests(Services services)
{
    private static readonly StaffMember Supervisor = new("sup-1", "Major Dominique", true);

    private static readonly RightLabel Danger = new("emergency", "", "emergency", "police");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task OnlyWhatRaisedNothingIsDrawnOnceADayAndNoMoreThanAsked(Engine engine)
    {
        var (service, day) = (await services.OnAsync(engine), new DateOnly(2026, 4, 1));
        for (var n = 0; n < 22; n++) await OpenAsync(service, day, $"calm-a{n}", "answer", "", "il me suit encore");
        await OpenAsync(service, day, "calm-not", "emergency", "", "il a un couteau");
        await OpenAsync(service, day, "calm-neither", "human", "harassment", "on me harcèle");
        await OpenAsync(service, day, "raised-a", "answer", "", "je veux parler", Priority.Sensitive);
        var book = Book(service);

        Assert.Equal(20, await book.DrawAsync(day, Stop));
        Assert.Equal(0, await book.DrawAsync(day, Stop));

        var pending = await PendingAsync(book, day);
        Assert.Equal(20, pending.Count);
        Assert.All(pending, message => Assert.StartsWith("calm-a", message.ConversationId, StringComparison.Ordinal));
        Assert.All(pending, message => Assert.Equal(("il me suit encore", day), (message.Text, message.Day)));
        Assert.Equal(("bonjour", true), (pending[0].Before[0].Text, pending[0].Before[0].Citizen));
        Assert.Equal(new AuditFigures(20, 0, 0, 0), await book.FiguresAsync(day, day, Stop));
    }

    [Theory, EngineData]
    public async Task AMissedOneWaitsForTheEditorsIsCountedAndMovesNothing(Engine engine)
    {
        var (service, day) = (await services.OnAsync(engine), new DateOnly(2026, 4, 2));
        await OpenAsync(service, day, "calm-1", "answer", "", "il me suit encore");
        await OpenAsync(service, day, "calm-2", "answer", "", "où est la brigade");
        var book = Book(service);
        await book.DrawAsync(day, Stop);
        var missed = (await PendingAsync(book, day)).Single(message => message.ConversationId == "calm-1");
        var right = (await PendingAsync(book, day)).Single(message => message.ConversationId == "calm-2");

        Assert.True(await book.JudgeAsync(missed, Danger, Supervisor, Stop));
        Assert.True(await book.JudgeAsync(right, null, Supervisor, Stop));

        // A second reader comes too late.
        Assert.False(await book.JudgeAsync(missed, null, Supervisor, Stop));
        Assert.Equal(new AuditFigures(2, 2, 1, 1), await book.FiguresAsync(day, day, Stop));
        Assert.Empty(await PendingAsync(book, day));
        Assert.Equal(BrigadeNumerique.Handoff.Conversations.Custody.Bot, (await service.Transcript.FindAsync("calm-1", Stop))!.Custody);
        var corrections = (await service.Services.GetRequiredService<ReviewBook>().PendingAsync(Stop)).Where(correction => correction.ConversationId is "calm-1" or "calm-2").ToList();
        Assert.Equal(["calm-1", "calm-2"], corrections.Select(correction => correction.ConversationId));
        Assert.Equal((CorrectionVerdict.Graver, "emergency", "police", "Major Dominique"), (corrections[0].Right.Verdict, corrections[0].Right.Route, corrections[0].Right.Kind, corrections[0].By));
        Assert.Equal(CorrectionVerdict.Right, corrections[1].Right.Verdict);
    }

    [Theory, EngineData]
    public async Task NobodyElseJudgesAndLighterIsNoVerdict(Engine engine)
    {
        var (service, day) = (await services.OnAsync(engine), new DateOnly(2026, 4, 3));
        await OpenAsync(service, day, "calm-3", "answer", "", "il me suit encore");
        var book = Book(service);
        await book.DrawAsync(day, Stop);
        var message = Assert.Single(await PendingAsync(book, day));

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => book.JudgeAsync(message, null, new StaffMember("op-1", "Lou", false), Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => book.JudgeAsync(message, new RightLabel("answer", "", "animals", ""), Supervisor, Stop));

        Assert.Single(await PendingAsync(book, day));
    }

    private static AuditBook Book(Service service) => service.Services.GetRequiredService<AuditBook>();

    private static async Task<IReadOnlyList<ToReadAgain>> PendingAsync(AuditBook book, DateOnly day) => [.. (await book.PendingAsync(100, Stop)).Where(message => message.Day == day)];

    private static async Task OpenAsync(Service service, DateOnly day, string id, string route, string sensitive, string text, Priority? raised = null)
    {
        var at = Shift.Midnight(day).AddHours(12);
        Assert.True(await service.Transcript.OpenAsync(new Conversation(id, "directline", "visitor-" + id, null, at), conversation =>
        {
            conversation.Receive(new Line(Author.Citizen, "bonjour"), at);
            var line = conversation.Receive(new Line(Author.Citizen, text), at);
            var assessment = "{\"route\":\"" + route + "\",\"urgency\":\"normal\",\"numbers\":[],\"sensitive\":\"" + sensitive + "\",\"intent\":\"find-unit\",\"lang\":\"fr\",\"version\":\"v\"}";
            conversation.Write(new Line(Author.System, "") { Kind = LineKind.Assessment, Audience = Audience.Staff, ReplyTo = line.Sequence, Assessment = assessment }, at);
            if (raised is { } priority)
            {
                conversation.RequestHandoff(HandoffReason.Sensitive, priority, "harassment", null, at);
                conversation.ReturnToBot("citizen-left-queue", at);
            }

            conversation.MarkAnswered(conversation.LastCitizenSequence);
        }, Stop));
    }
}
