using BrigadeNumerique.KnowledgeBase.Drafting;
using BrigadeNumerique.KnowledgeBase.Drafting.Calls;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BrigadeNumerique.Unit.KnowledgeBase.Drafting;

public sealed class ModelBudgetTests
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AModelThatFailedTwiceIsTriedAgainAfterTheBreakAndServesWhenItIsBack()
    {
        using var budget = new ModelBudget(Options.Create(new AssistantOptions { BreakSeconds = 30 }), clock);
        for (var failure = 0; failure < 2; failure++) await Assert.ThrowsAsync<InvalidDataException>(() => budget.RunAsync(_ => throw new InvalidDataException(), Stop).AsTask());
        Assert.Equal(BreakerState.Open, budget.Breaker);

        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(BreakerState.Trying, budget.Breaker);

        await budget.RunAsync(_ => ValueTask.CompletedTask, Stop);
        Assert.Equal(BreakerState.Closed, budget.Breaker);
    }

    [Fact]
    public async Task AModelThatIsStillDeadAfterTheBreakIsLeftAloneForAnother()
    {
        using var budget = new ModelBudget(Options.Create(new AssistantOptions { BreakSeconds = 30 }), clock);
        for (var failure = 0; failure < 2; failure++) await Assert.ThrowsAsync<InvalidDataException>(() => budget.RunAsync(_ => throw new InvalidDataException(), Stop).AsTask());
        clock.Advance(TimeSpan.FromSeconds(31));

        await Assert.ThrowsAsync<InvalidDataException>(() => budget.RunAsync(_ => throw new InvalidDataException(), Stop).AsTask());

        Assert.Equal(BreakerState.Open, budget.Breaker);
        var called = false;
        await Assert.ThrowsAnyAsync<Exception>(() => budget.RunAsync(_ =>
        {
            called = true;
            return ValueTask.CompletedTask;
        }, Stop).AsTask());
        Assert.False(called);
    }
}
