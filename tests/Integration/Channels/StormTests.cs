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
        await using var providers = await StormProviders.StartAsync(seed: (int)engine);
        await using var service = await Service.StartAsync(engine, providers.Settings);
        providers.Service = service.Address;
        var storm = new Storm(providers, messages: 400, citizens: 100, seed: (int)engine);

        await storm.RunAsync(rate: 100, async () =>
        {
            await service.RestartAsync();
            providers.Service = service.Address;
        }, TimeSpan.Zero);

        var damage = await storm.LookAsync(service.Services.GetRequiredService<IDbContextFactory<ChannelsDb>>(), service.Services.GetRequiredService<IDbContextFactory<Handoff.HandoffDb>>(), TimeSpan.FromMinutes(2));
        Assert.Equal(new StormDamage(0, 0, 0, 0, 0, 0, 0), damage);
    }
}
