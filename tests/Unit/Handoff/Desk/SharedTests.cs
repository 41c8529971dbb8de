using BrigadeNumerique.Handoff.Desk.Exchanges;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Desk;

public sealed class SharedTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoAsksWhileItIsReadGetsTheNextReadingAndAllOfThemTheSame()
    {
        var (gates, readings) = (new List<TaskCompletionSource>(), 0);
        var shared = new Shared<int>(async () =>
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (gates) gates.Add(gate);
            await gate.Task;
            return Interlocked.Increment(ref readings);
        });

        var first = shared.ReadAsync(Stop);
        await UntilAsync(() => gates.Count == 1);
        var later = Enumerable.Range(0, 50).Select(_ => shared.ReadAsync(Stop)).ToList();
        gates[0].SetResult();
        await UntilAsync(() => gates.Count == 2);
        gates[1].SetResult();

        Assert.Equal(1, await first);
        Assert.All(await Task.WhenAll(later), reading => Assert.Equal(2, reading));
    }

    [Fact]
    public async Task AReadingThatFailsFailsForThoseWhoAskedAndTheNextIsTried()
    {
        var tries = 0;
        var shared = new Shared<int>(() => Interlocked.Increment(ref tries) == 1 ? throw new InvalidOperationException() : Task.FromResult(tries));

        await Assert.ThrowsAsync<InvalidOperationException>(() => shared.ReadAsync(Stop));

        Assert.Equal(2, await shared.ReadAsync(Stop));
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds()) await Task.Delay(5, Stop);
    }
}
