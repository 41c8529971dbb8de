using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Bot.Channels.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Channels;

public sealed class ChannelSweepTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task WhatNoProviderRepeatsAnyMoreGoesAndWhatWaitsStays(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        var databases = service.Services.GetRequiredService<IDbContextFactory<ChannelsDb>>();
        await using (var db = await databases.CreateDbContextAsync(Stop))
        {
            db.Receipts.AddRange(Receipt("vieux", days: 9, ReceiptState.Recorded), Receipt("vieux, en attente", days: 9, ReceiptState.Received), Receipt("recent", days: 7, ReceiptState.Recorded));
            await db.SaveChangesAsync(Stop);
        }

        Assert.Equal(1, await service.Services.GetRequiredService<ChannelSweep>().LookAsync(Stop));

        await using var after = await databases.CreateDbContextAsync(Stop);
        Assert.Equal(["recent", "vieux, en attente"], await after.Receipts.OrderBy(receipt => receipt.EventId).Select(receipt => receipt.EventId).ToListAsync(Stop));
    }

    private static InboundReceipt Receipt(string id, int days, ReceiptState state) => new()
    {
        Channel = "ailleurs", EventId = id, UserKey = "cle", Kind = InboundKind.Message, Order = 1, ReceivedAt = DateTimeOffset.UtcNow.AddDays(-days), State = state, Attempts = 0,
    };
}
