using BrigadeNumerique.Handoff.Reports;
using BrigadeNumerique.Handoff.Supervision;
using static BrigadeNumerique.Unit.Handoff.Supervision.SomeStep;

namespace BrigadeNumerique.Unit.Handoff.Reports;

public sealed class StoryTests
{
    [Fact]
    public void AnExchangeGivesItsWaitItsFirstReplyAndItsHandling()
    {
        var figures = Told([Alone(Arrives("a", 30)), Then(Taken("a", 25), 24), Alone(Closed("a", 10))]);

        Assert.Equal((1, 1, 1, 0), (figures.Asked, figures.Taken, figures.Closed, figures.Left));
        Assert.Equal((5, 6, 15), (Minutes(figures.WaitHalf), Minutes(figures.FirstReply), Minutes(figures.Handling)));
    }

    [Fact]
    public void AfterATransferTheWaitBeginsAnewAndTheFirstReplyStaysTheFirst()
    {
        var figures = Told([Alone(Arrives("a", 30)), Then(Taken("a", 28), 20), Alone(Back("a", 26, "transfer")), Then(Taken("a", 22, "op-2"), 20), Alone(Closed("a", 10))]);

        Assert.Equal((1, 2), (figures.Asked, figures.Taken));
        Assert.Equal((2, 4), (Minutes(figures.WaitHalf), Minutes(figures.WaitMost)));
        Assert.Equal(10, Minutes(figures.FirstReply));
        Assert.Equal(2, Minutes(figures.Handling));
    }

    [Fact]
    public void WhoLeavesTheQueueIsCountedAndHasNoWait()
    {
        var figures = Told([Alone(Arrives("a", 30)), Alone(Leaves("a", 20))]);

        Assert.Equal((1, 1.0), (figures.Left, figures.LeftShare));
        Assert.Null(figures.WaitHalf);
        Assert.Null(figures.FirstReply);
    }

    [Fact]
    public void AReplyAfterTheCloseAnswersAnotherWish()
    {
        // Closed without a word; the gendarme wrote only after the citizen had come back.
        var figures = Told([Alone(Arrives("a", 60)), Then(Taken("a", 58), 10), Alone(Closed("a", 50)), Alone(Reopened("a", 30)), Alone(Arrives("a", 29)), Then(Taken("a", 20), 10)]);

        Assert.Equal(19, Minutes(figures.FirstReply));
        Assert.Equal((1, 1, 1.0), (figures.Reopened, figures.Closed, figures.ReopenedShare));
    }

    [Fact]
    public void WhatAnOperatorDidIsCountedAsTheirs()
    {
        var tallies = new Dictionary<string, Tally> { ["op-1"] = new(), ["op-2"] = new() };
        Story.Tell([Alone(Arrives("a", 30)), Then(Taken("a", 28), 20), Alone(Back("a", 26, "drain")), Then(Taken("a", 22, "op-2"), 20), Alone(Closed("a", 10))],
            who => who is not null ? [tallies[who]] : []);

        Assert.Equal((1, 2), (tallies["op-1"].Figures().Taken, Minutes(tallies["op-1"].Figures().Handling)));
        Assert.Equal((1, 12), (tallies["op-2"].Figures().Taken, Minutes(tallies["op-2"].Figures().Handling)));
        Assert.Equal(0, tallies["op-2"].Figures().Asked);
    }

    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(0.95, 19)]
    [InlineData(1, 20)]
    [InlineData(0.01, 1)]
    public void APercentileIsAValueThatWasThere(double share, int value) => Assert.Equal(value, Tally.Percentile([.. Enumerable.Range(1, 20).Reverse()], share));

    [Fact]
    public void WithoutValuesThereIsNoPercentile() => Assert.Null(Tally.Percentile([], 0.5));

    [Theory]
    [InlineData("theft-loss\",\"lang\":\"fr\"", "theft-loss")]
    [InlineData("theft-loss", null)]
    [InlineData("\",\"lang\"", null)]
    [InlineData(null, null)]
    public void ASubjectIsCutOutOfItsAssessment(string? cut, string? intent) => Assert.Equal(intent, ReportReading.IntentOf(cut));

    [Fact]
    public void APeriodIsPutInOrderAndNotLongerThanAYear()
    {
        var question = new Question(new DateOnly(2026, 12, 1), new DateOnly(2020, 1, 1)).Bounded();

        Assert.Equal((new DateOnly(2025, 12, 1), new DateOnly(2026, 12, 1)), (question.First, question.Last));
        Assert.Equal(question, question.Bounded());
    }

    private static Figures Told(IReadOnlyList<Scene> scenes)
    {
        var tally = new Tally();
        Story.Tell(scenes, _ => [tally]);
        return tally.Figures();
    }

    private static Scene Alone(Step step) => new(step, null);

    private static Scene Then(Step step, double replyMinutesAgo) => new(step, Now.AddMinutes(-replyMinutesAgo));

    private static int? Minutes(TimeSpan? span) => span is { } known ? (int)Math.Round(known.TotalMinutes) : null;
}
