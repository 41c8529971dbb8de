using System.CommandLine;

namespace BrigadeNumerique.Load;

/// <summary><c>start</c>: how long a start takes, with empty data and with the data of before.</summary>
internal static class StartCommand
{
    public static Command Create()
    {
        var later = new Option<int>("--later") { Description = "How many later starts.", DefaultValueFactory = _ => 3 };
        var (service, output) = (LoadOptions.Service(), LoadOptions.Out());
        var command = new Command("start", "A first start on empty data and later ones, until it listens and until it is ready.") { later, service, output };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(later), parsed.GetValue(service), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> RunAsync(int later, FileInfo? assembly, FileInfo? output)
    {
        var report = new Report("Start");
        var running = await LoadedService.StartAsync(assembly);
        Add(report, "first start", running, listening: 15);
        for (var n = 0; n < later; n++)
        {
            running = await LoadedService.StartAsync(assembly, data: await running.KillAsync());
            Add(report, $"later start {n + 1}", running, listening: 5);
        }

        await running.DisposeAsync();
        return await report.CloseAsync(output);
    }

    private static void Add(Report report, string name, LoadedService service, double listening)
    {
        report.Add(name + ", listening", service.Listening.TotalSeconds, "s", listening);
        report.Add(name + ", ready", service.Ready.TotalSeconds, "s");
        report.Add(name + ", processor", service.Processor.TotalSeconds, "s");
    }
}
