using BrigadeNumerique.Bot.Review;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Review;

public sealed class ModelTrainingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnAcceptedCorrectionIsLearntByACandidateThatIsMeasuredBesideTheModelAtWork()
    {
        await using var service = await Service.StartAsync();
        var (training, engine) = (service.Services.GetRequiredService<ModelTraining>(), service.Services.GetRequiredService<TriageEngine>());
        var pending = new PendingCorrection("c", 1, 2, "", null, new Correction(CorrectionVerdict.Graver, "emergency", "", "emergency", "police", "op-1", "v"), "Camille", DateTimeOffset.UtcNow);
        Assert.Null(await service.Services.GetRequiredService<ReviewBook>().AcceptAsync(pending, "le livreur de zéphyrine grimpe à mon balcon", new RightLabel("emergency", "", "emergency", "police"), "Lou", Stop));

        Assert.True(training.Train());
        Assert.False(training.Train());
        Assert.True(training.State.Running);
        await training.Work.WaitAsync(TimeSpan.FromMinutes(5), Stop);

        Assert.Equal((TrainingStep.Done, null), (training.State.Step, training.State.Fault));
        var comparison = training.State.Comparison!;
        Assert.Equal((TriageModel.CurrentVersion, TriageModel.CurrentVersion + "+1"), (comparison.ActiveVersion, comparison.CandidateVersion[..^9]));
        Assert.Equal(TriageModel.CurrentVersion, engine.Version);
        Assert.Contains(engine.Shelf.All(), kept => kept.Version == comparison.CandidateVersion && !kept.Active);
        Assert.Equal(comparison.Allowed, engine.Activate(comparison.CandidateVersion).Done);
    }
}
