using BrigadeNumerique.Handoff.Desk;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Desk;

public sealed class RereadsTests : IDisposable
{
    private readonly FakeTimeProvider clock = new(SomeExchange.Now);
    private readonly SemaphoreSlim happened = new(0);
    private int readings;
    private Reread last;

    [Fact]
    public async Task ManyNoticesMakeOneReadingAndTheNextOneHalfASecondLater()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var rereads = new Rereads(ReadAsync, clock);
        var running = rereads.RunAsync(stop.Token);

        for (var i = 0; i < 50; i++) rereads.Ask();
        await OneReadingAsync();
        for (var i = 0; i < 50; i++) rereads.Ask();
        clock.Advance(Rereads.Apart / 2);
        await SettleAsync();
        var early = readings;
        clock.Advance(Rereads.Apart / 2);
        await OneReadingAsync();

        Assert.Equal(1, early);
        Assert.Equal(2, readings);
        await EndAsync(stop, running);
    }

    [Fact]
    public async Task WhatConcernsTheReaderDoesNotWaitForTheHalfSecond()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var rereads = new Rereads(ReadAsync, clock);
        var running = rereads.RunAsync(stop.Token);

        rereads.Ask();
        await OneReadingAsync();
        var lists = last;
        rereads.Ask();
        clock.Advance(Rereads.Apart / 4);
        var asked = clock.GetTimestamp();
        rereads.Ask(soon: true);
        await OneReadingAsync();

        Assert.False(lists.Whole);
        Assert.Equal(new Reread(asked, Whole: true), last);
        await EndAsync(stop, running);
    }

    [Fact]
    public async Task WithoutANoticeItReadsEveryTenSeconds()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = new Rereads(ReadAsync, clock).RunAsync(stop.Token);

        await SettleAsync();
        var atOnce = readings;
        clock.Advance(Rereads.Unasked);
        await OneReadingAsync();

        Assert.Equal(0, atOnce);
        Assert.Equal(1, readings);
        await EndAsync(stop, running);
    }

    public void Dispose() => happened.Dispose();

    private static async Task EndAsync(CancellationTokenSource stop, Task running)
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private Task ReadAsync(Reread why, CancellationToken cancellationToken)
    {
        readings++;
        last = why;
        happened.Release();
        return Task.CompletedTask;
    }

    private async Task OneReadingAsync()
    {
        Assert.True(await happened.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        await SettleAsync();
    }

    // Real time, for continuations only: nothing here is expected to happen because of it.
    private static Task SettleAsync() => Task.Delay(100, TestContext.Current.CancellationToken);
}
