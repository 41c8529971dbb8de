using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Support.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Channels;

public sealed class StormTests
{
    [Theory, EngineData]
    public async Task NoneIsLostAndNoneAnsweredTwiceWithDuplicatesDisorderErrorsAndARestart(Engine engine)
    {
        var (service, telegram) = await TelegramServices.StartAsync(engine, "Channels:Telegram:PerSecond=1000");
        await using var owned = service;
        await using var simulator = telegram;
        var storm = new Storm(telegram, messages: 500, citizens: 100, seed: (int)engine);

        await storm.RunAsync(rate: 200, async () =>
        {
            await service.RestartAsync();
            telegram.Service = service.Address;
        });

        var damage = await storm.LookAsync(service.Services.GetRequiredService<IDbContextFactory<ChannelsDb>>(), service.Services.GetRequiredService<IDbContextFactory<Handoff.HandoffDb>>(), TimeSpan.FromMinutes(2));
        Assert.Equal(new StormDamage(0, 0, 0, 0, 0, 0), damage);
    }
}
