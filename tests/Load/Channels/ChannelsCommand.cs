using System.CommandLine;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Bot.Storage;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Support.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Load.Channels;

/// <summary><c>channels</c>: messages of the social channels on a bad day, with the service killed half-way: none lost, none answered twice, and webhooks acknowledged in time.</summary>
internal static class ChannelsCommand
{
    public static Command Create()
    {
        var messages = LoadOptions.Count("--messages", 10_000, 10, "How many messages, duplicates not counted.");
        var citizens = LoadOptions.Count("--citizens", 1_000, 4, "Of how many citizens, a quarter on each of Telegram, Messenger, WhatsApp and SMS.");
        var rate = LoadOptions.Count("--rate", 200, 1, "Webhooks a second, duplicates counted.");
        var stop = new Option<bool>("--stop") { Description = "Stop the service half-way as a restart does, instead of killing it: then no provider is left in the middle of a call." };
        var calm = new Option<bool>("--calm") { Description = "No restart: what an acknowledgement takes in the long run." };
        var warming = LoadOptions.Count("--warming", 10, 0, "Seconds after a start whose times are told apart.");
        var postgres = new Option<string>("--postgres") { Description = "Connection string of an empty PostgreSQL database; default: SQLite.", DefaultValueFactory = _ => "" };
        var output = LoadOptions.Out();
        var command = new Command("channels", "Telegram, Messenger, WhatsApp and SMS by their simulators: 5 % of the webhooks twice, 5 % out of order, 2 % of our calls refused by 429 or 500, the service killed (kill -9) and started again in the middle.") { messages, citizens, rate, stop, calm, warming, postgres, output };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(messages), parsed.GetRequiredValue(citizens), parsed.GetRequiredValue(rate), parsed.GetValue(calm) ? Halfway.Nothing : parsed.GetValue(stop) ? Halfway.Stop : Halfway.Kill, TimeSpan.FromSeconds(parsed.GetRequiredValue(warming)), parsed.GetRequiredValue(postgres), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> RunAsync(int messages, int citizens, int rate, Halfway halfway, TimeSpan warming, string postgres, FileInfo? output)
    {
        var report = new Report($"Channels: {messages} messages of {citizens} citizens, {rate} webhooks a second, half-way: {halfway.ToString().ToLowerInvariant()}, {(postgres.Length > 0 ? "PostgreSQL" : "SQLite")}");
        await using var providers = await StormProviders.StartAsync(seed: 1);
        var service = await LoadedService.StartAsync(postgres: postgres, settings: providers.Settings);
        providers.Service = service.Address;
        await using var tables = new ServiceCollection().AddStorage(postgres, service.Folder.FullName).BuildServiceProvider();
        var channels = tables.GetRequiredService<IDbContextFactory<ChannelsDb>>();
        var storm = new Storm(providers, messages, citizens, seed: 1);
        var cut = 0;
        async Task RestartAsync()
        {
            var data = halfway is Halfway.Stop ? await service.StopAsync() : await service.KillAsync();
            await using (var db = await channels.CreateDbContextAsync()) cut = await db.Deliveries.CountAsync(row => row.State == DeliveryState.Sending);
            service = await LoadedService.StartAsync(postgres: postgres, data: data, settings: providers.Settings);
            providers.Service = service.Address;
        }

        var times = await storm.RunAsync(rate, halfway is Halfway.Nothing ? null : RestartAsync, warming);
        var damage = await storm.LookAsync(channels, tables.GetRequiredService<IDbContextFactory<HandoffDb>>(), TimeSpan.FromMinutes(10));
        int shortTwice;
        await using (var db = await channels.CreateDbContextAsync()) shortTwice = providers.Sent()["sms"] - await db.Deliveries.CountAsync(row => row.Channel == "sms" && row.State == DeliveryState.Sent);

        report.AddTimes("acknowledged", times.Warm, p99: 50);
        report.AddTimes("cold starts too", times.Acknowledged);
        report.Add("webhooks in all", times.Seconds, "s");
        report.Add("sent to citizens", providers.Sent().Values.Sum(), "");
        report.Add("lost", damage.Lost, "", 0);
        report.Add("recorded twice", damage.RecordedTwice, "", 0);
        report.Add("answered twice", damage.AnsweredTwice, "", 0);
        report.Add("out of order", damage.OutOfOrder, "", 0);
        report.Add("unanswered", damage.Unanswered, "", 0);
        report.Add("undelivered", damage.Undelivered, "", 0);

        // A provider that was killed in the middle of a call may have it, and has no key to tell a second one by; the gateway for SMS has.
        report.Add("with a provider when it went down", cut, "");
        report.Add("of these sent twice", damage.SentTwice, "", cut);
        report.Add("SMS sent twice", shortTwice, "", 0);
        report.Add("resident memory", service.ResidentMegabytes, "MB");
        report.Add("processor since the last start", service.Processor.TotalSeconds, "s");
        await service.DisposeAsync();
        return await report.CloseAsync(output, broken: damage with { SentTwice = Math.Max(0, damage.SentTwice - cut) } is { None: false } || shortTwice > 0);
    }

    /// <summary>What becomes of the service half-way.</summary>
    private enum Halfway
    {
        Nothing,
        Stop,
        Kill,
    }
}
