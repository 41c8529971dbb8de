using BrigadeNumerique.Handoff.Desk.Exchanges;
using Microsoft.Extensions.Time.Testing;
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
        }, TimeProvider.System);

        var first = shared.ReadAsync(null, Stop);
        await UntilAsync(() => gates.Count == 1);
        var later = Enumerable.Range(0, 50).Select(_ => shared.ReadAsync(null, Stop)).ToList();
        gates[0].SetResult();
        await UntilAsync(() => gates.Count == 2);
        gates[1].SetResult();

        Assert.Equal(1, await first);
        Assert.All(await Task.WhenAll(later), reading => Assert.Equal(2, reading));
    }

    [Fact]
    public async Task WhoComesLaterForAnOldNoticeGetsTheReadingThatBeganAfterIt()
    {
        var (clock, readings) = (new FakeTimeProvider(), 0);
        var shared = new Shared<int>(() => Task.FromResult(Interlocked.Increment(ref readings)), clock);
        var notice = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromMilliseconds(1));

        var first = await shared.ReadAsync(notice, Stop);
        var second = await shared.ReadAsync(notice, Stop);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var third = await shared.ReadAsync(clock.GetTimestamp(), Stop);

        Assert.Equal((1, 1, 2), (first, second, third));
    }

    [Fact]
    public async Task AReadingThatFailsFailsForThoseWhoAskedAndTheNextIsTried()
    {
        var tries = 0;
        var shared = new Shared<int>(() => Interlocked.Increment(ref tries) == 1 ? throw new InvalidOperationException() : Task.FromResult(tries), TimeProvider.System);

        await Assert.ThrowsAsync<InvalidOperationException>(() => shared.ReadAsync(null, Stop));

        Assert.Equal(2, await shared.ReadAsync(null, Stop));
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds()) await Task.Delay(5, Stop);
    }
}
