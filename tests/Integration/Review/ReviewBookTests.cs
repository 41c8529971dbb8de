using BrigadeNumerique.Bot.Review;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Review;

/// <summary>From the desk's correction to an example that is learnt, on both engines. Each on a service of its own: the book sees every correction.</summary>
public sealed class ReviewBookTests
{
    private const string Said = "on m'a volé mon vélo devant la mairie et il me suit encore";

    private static readonly RightLabel Danger = new("emergency", "", "emergency", "police");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task TheLatestCorrectionOfAMessageWaitsForAnEditorWithWhatTheModelSaid(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        var (citizen, sequence) = await CorrectedAsync(service, CorrectionVerdict.Right);
        await CorrectAsync(service, citizen, sequence, CorrectionVerdict.Graver);

        var pending = Assert.Single(await Book(service).PendingAsync(Stop));

        Assert.Equal((citizen.Conversation, sequence, Said, "Adjudante Camille"), (pending.ConversationId, pending.Sequence, pending.Text, pending.By));
        Assert.Equal(CorrectionVerdict.Graver, pending.Right.Verdict);
        Assert.NotNull(pending.Said?.Route);
        Assert.Contains("rules-", pending.Said?.Version, StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task AnAcceptedOneIsAnExampleUntilItIsWithdrawn(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        await CorrectedAsync(service, CorrectionVerdict.Graver);
        var book = Book(service);
        var pending = Assert.Single(await book.PendingAsync(Stop));

        Assert.Null(await book.AcceptAsync(pending, "  on m'a volé mon vélo et il me suit encore  ", Danger, "Lou", Stop));

        Assert.Empty(await book.PendingAsync(Stop));
        var example = Assert.Single(await book.ExamplesAsync(Stop));
        Assert.Equal(("on m'a volé mon vélo et il me suit encore", "emergency/police/", "fr"), (example.Text, example.Matter, example.Language));

        Assert.Null(await book.WithdrawAsync(pending.ConversationId, pending.Sequence, "Retiré", "Lou", Stop));
        Assert.Empty(await book.ExamplesAsync(Stop));
        Assert.Empty(await book.PendingAsync(Stop));
    }

    [Theory, EngineData]
    public async Task ARefusedOneKeepsItsReasonAndNotItsWordsAndALaterCorrectionIsReviewedAnew(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        var (citizen, sequence) = await CorrectedAsync(service, CorrectionVerdict.Graver);
        var book = Book(service);
        var pending = Assert.Single(await book.PendingAsync(Stop));

        Assert.Equal(ReviewFault.Reason, await book.RefuseAsync(pending, " ", "Lou", Stop));
        Assert.Null(await book.RefuseAsync(pending, "Le modèle avait raison.", "Lou", Stop));
        Assert.Empty(await book.PendingAsync(Stop));
        Assert.Empty(await book.ExamplesAsync(Stop));

        await CorrectAsync(service, citizen, sequence, CorrectionVerdict.Graver);
        Assert.Single(await book.PendingAsync(Stop));
    }

    [Theory, EngineData]
    public async Task WhatCannotBeLearntIsNotAccepted(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        await CorrectedAsync(service, CorrectionVerdict.Graver);
        var book = Book(service);
        var pending = Assert.Single(await book.PendingAsync(Stop));

        Assert.Equal(ReviewFault.Empty, await book.AcceptAsync(pending, " ", Danger, "Lou", Stop));
        Assert.Equal(ReviewFault.Label, await book.AcceptAsync(pending, Said, Danger with { Kind = "nothing" }, "Lou", Stop));

        Assert.Single(await book.PendingAsync(Stop));
    }

    private static ReviewBook Book(Service service) => service.Services.GetRequiredService<ReviewBook>();

    private static async Task<(Citizen Citizen, int Sequence)> CorrectedAsync(Service service, CorrectionVerdict verdict)
    {
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync(Said);
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if ((await service.Transcript.ReadAsync(citizen.Conversation, 0, 50, Stop)).Any(line => line.Kind == LineKind.Assessment)) break;
            await Task.Delay(25, Stop);
        }

        var sequence = (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.LastCitizenSequence;
        await CorrectAsync(service, citizen, sequence, verdict);
        return (citizen, sequence);
    }

    private static async Task CorrectAsync(Service service, Citizen citizen, int sequence, CorrectionVerdict verdict) =>
        Assert.True(await service.Desk.CorrectAsync(citizen.Conversation, sequence, new Correction(verdict, "emergency", "", "emergency", "police", "op-1", "v"), "Adjudante Camille", Stop));
}
