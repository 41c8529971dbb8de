using System.CommandLine;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Bot.Storage;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Support.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Load.Channels;

/// <summary><c>channels</c>: messages of a social channel on a bad day, with a restart half-way: none lost, none answered twice, and webhooks acknowledged in time.</summary>
internal static class ChannelsCommand
{
    public static Command Create()
    {
        var messages = LoadOptions.Count("--messages", 10_000, 10, "How many messages, duplicates not counted.");
        var citizens = LoadOptions.Count("--citizens", 1_000, 1, "Of how many citizens.");
        var rate = LoadOptions.Count("--rate", 200, 1, "Webhooks a second.");
        var kill = new Option<bool>("--kill") { Description = "Kill the service instead of stopping it: what was with the provider then may come twice." };
        var postgres = new Option<string>("--postgres") { Description = "Connection string of an empty PostgreSQL database; default: SQLite.", DefaultValueFactory = _ => "" };
        var output = LoadOptions.Out();
        var command = new Command("channels", "Telegram by its simulator: 5 % of the updates twice, 5 % out of order, 2 % of our calls refused, one restart in the middle.") { messages, citizens, rate, kill, postgres, output };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(messages), parsed.GetRequiredValue(citizens), parsed.GetRequiredValue(rate), parsed.GetValue(kill), parsed.GetRequiredValue(postgres), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> RunAsync(int messages, int citizens, int rate, bool kill, string postgres, FileInfo? output)
    {
        var report = new Report($"Channels: {messages} messages of {citizens} citizens, {rate} webhooks a second, {(postgres.Length > 0 ? "PostgreSQL" : "SQLite")}");
        await using var telegram = await TelegramSimulator.StartAsync();
        string[] settings = [.. telegram.Settings, "Channels:Telegram:PerSecond=1000"];
        var service = await LoadedService.StartAsync(postgres: postgres, settings: settings);
        telegram.Service = service.Address;
        var storm = new Storm(telegram, messages, citizens, seed: 1);
        var times = await storm.RunAsync(rate, async () =>
        {
            var data = kill ? await service.KillAsync() : await service.StopAsync();
            service = await LoadedService.StartAsync(postgres: postgres, data: data, settings: settings);
            telegram.Service = service.Address;
        });
        var services = new ServiceCollection().AddStorage(postgres, service.Folder.FullName).BuildServiceProvider();
        var damage = await storm.LookAsync(services.GetRequiredService<IDbContextFactory<ChannelsDb>>(), services.GetRequiredService<IDbContextFactory<HandoffDb>>(), TimeSpan.FromMinutes(10));

        report.AddTimes("webhook acknowledged", times.Warm, p99: 50);
        report.AddTimes("the same with the first seconds after a start", times.Acknowledged);
        report.Add("webhooks in all", times.Seconds, "s");
        report.Add("messages sent to citizens", telegram.SentToAll().Count, "");
        report.Add("messages lost", damage.Lost, "", 0);
        report.Add("messages recorded twice", damage.RecordedTwice, "", 0);
        report.Add("messages out of order", damage.OutOfOrder, "", 0);
        report.Add("conversations unanswered", damage.Unanswered, "", 0);
        report.Add("lines undelivered", damage.Undelivered, "", 0);
        report.Add("lines sent twice", damage.SentTwice, "", kill ? null : 0);
        report.Add("resident memory", service.ResidentMegabytes, "MB");
        report.Add("processor since the restart", service.Processor.TotalSeconds, "s");
        await services.DisposeAsync();
        await service.DisposeAsync();
        return await report.CloseAsync(output, broken: kill ? damage with { SentTwice = 0 } is { None: false } : !damage.None);
    }
}
