using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BrigadeNumerique.Bot;
using BrigadeNumerique.Bot.Operations;

namespace BrigadeNumerique.Load;

/// <summary>The service under load, as a process of its own with data of its own.</summary>
internal sealed class LoadedService : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly Process process;

    private LoadedService(DirectoryInfo folder, Process process, Uri address) => (this.folder, this.process, Address) = (folder, process, address);

    public Uri Address { get; }

    public int ProcessId => process.Id;

    /// <summary>Where its data lie.</summary>
    public DirectoryInfo Folder => folder;

    /// <summary>From the launch until it answers at all.</summary>
    public TimeSpan Listening { get; private set; }

    /// <summary>From the launch until it says that it is ready.</summary>
    public TimeSpan Ready { get; private set; }

    /// <summary>Processor time so far, of the program and of the system for it.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public double ResidentMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / (1024.0 * 1024);
        }
    }

    /// <summary>Starts one and waits until it is ready.</summary>
    /// <param name="assembly">Another build of the service, to compare; null for the one built with this project.</param>
    /// <param name="postgres">Where the record is kept; empty for SQLite.</param>
    /// <param name="data">Data of an earlier start; null for none.</param>
    /// <param name="settings">More of its configuration, « Key=value ».</param>
    public static async Task<LoadedService> StartAsync(FileInfo? assembly = null, string postgres = "", DirectoryInfo? data = null, IEnumerable<string>? settings = null)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("brigade-load-");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        string[] arguments =
        [
            assembly?.FullName ?? typeof(ServiceHost).Assembly.Location, $"--Urls={address}", $"--Data:Directory={folder.FullName}", "--RateLimits:Factor=0",
            "--Logging:LogLevel:Default=Error", .. postgres.Length > 0 ? [$"--ConnectionStrings:Main={postgres}"] : Array.Empty<string>(),
            .. (settings ?? []).Select(setting => "--" + setting),
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var begun = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var service = new LoadedService(folder, process, address);
        using var http = new HttpClient { BaseAddress = address };
        await UntilAsync(http, "/health/live", process);
        service.Listening = Stopwatch.GetElapsedTime(begun);
        await UntilAsync(http, "/health/ready", process);
        service.Ready = Stopwatch.GetElapsedTime(begun);
        return service;
    }

    /// <summary>Kills it; the data stay for another start.</summary>
    public async Task<DirectoryInfo> KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        return folder;
    }

    /// <summary>Asks it to end, as a restart does, and waits for it; the data stay for another start.</summary>
    public async Task<DirectoryInfo> StopAsync()
    {
        using var ask = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
        return folder;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        if (folder.Exists) folder.Delete(recursive: true);
    }

    private static async Task UntilAsync(HttpClient http, string path, Process process)
    {
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(path);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // Not listening yet.
            }

            await Task.Delay(10);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
