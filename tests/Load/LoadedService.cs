using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BrigadeNumerique.Bot.Operations;

namespace BrigadeNumerique.Load;

/// <summary>The service under load, as a process of its own with data of its own.</summary>
internal sealed class LoadedService : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private Process process;

    private LoadedService(DirectoryInfo folder, Process process, Uri address) => (this.folder, this.process, Address) = (folder, process, address);

    public Uri Address { get; }

    public TimeSpan StartTime { get; private set; }

    public long ResidentMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / (1024 * 1024);
        }
    }

    public static async Task<LoadedService> StartAsync(string postgres = "", DirectoryInfo? data = null)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("brigade-load-");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var address = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        string[] arguments =
        [
            typeof(ServiceHost).Assembly.Location, $"--Urls={address}", $"--Data:Directory={folder.FullName}", "--RateLimits:Factor=0",
            "--Logging:LogLevel:Default=Error", .. postgres.Length > 0 ? [$"--ConnectionStrings:Main={postgres}"] : Array.Empty<string>(),
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var begun = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var service = new LoadedService(folder, process, address);
        using var http = new HttpClient { BaseAddress = address };
        while (true)
        {
            try
            {
                if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode) break;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(20);
            }
        }

        service.StartTime = Stopwatch.GetElapsedTime(begun);
        return service;
    }

    /// <summary>Ends it and starts it again on the same data.</summary>
    public async Task<LoadedService> AgainAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        return await StartAsync("", folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        if (folder.Exists) folder.Delete(recursive: true);
    }
}

/// <summary>How long a start takes, until ready.</summary>
internal static class StartLoad
{
    public static async Task<int> RunAsync()
    {
        var first = await LoadedService.StartAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first start: {first.StartTime.TotalSeconds:F1} s"));
        for (var n = 0; n < 3; n++)
        {
            first = await first.AgainAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"later start: {first.StartTime.TotalSeconds:F1} s"));
        }

        await first.DisposeAsync();
        return 0;
    }
}
