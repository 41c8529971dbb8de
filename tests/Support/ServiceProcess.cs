using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BrigadeNumerique.Bot;
using BrigadeNumerique.Bot.Operations;

namespace BrigadeNumerique.Support;

/// <summary>The service as a process of its own, which can be killed like one.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Database database;
    private readonly DirectoryInfo folder;
    private readonly int port;
    private Process? process;

    private ServiceProcess(Database database, DirectoryInfo folder, int port)
    {
        this.database = database;
        this.folder = folder;
        this.port = port;
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
    }

    public HttpClient Http { get; }

    public static async Task<ServiceProcess> StartAsync(Engine engine)
    {
        var (database, folder) = await Beginning.LearntAsync(engine);
        var service = new ServiceProcess(database, folder, FreePort());
        await service.StartAgainAsync();
        return service;
    }

    /// <summary>Starts the process on the same data and waits until it is ready.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(ServiceHost).Assembly.Location);
        foreach (var argument in Arguments()) start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        for (var attempt = 0; attempt < 1200; attempt++)
        {
            try
            {
                if ((await Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            if (process.HasExited) throw new InvalidOperationException($"The service ended with {process.ExitCode}.");
            await Task.Delay(100);
        }

        throw new TimeoutException("The service did not become ready.");
    }

    /// <summary>SIGKILL: no goodbye, no flush.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Runs the service with settings until it ends by itself.</summary>
    public static async Task<(int ExitCode, string Error)> RunAsync(params string[] arguments)
    {
        var (code, _, error) = await RunWholeAsync(arguments);
        return (code, error);
    }

    /// <summary>The same, for what it writes to its standard output.</summary>
    public static async Task<(int ExitCode, string Output)> RunForOutputAsync(params string[] arguments)
    {
        var (code, output, _) = await RunWholeAsync(arguments);
        return (code, output);
    }

    /// <summary>The same, for all that it writes.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunWholeAsync(params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("brigade-run-");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder.FullName };
        start.ArgumentList.Add(typeof(ServiceHost).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["Data__Directory"] = folder.FullName;
        start.Environment["Urls"] = "http://127.0.0.1:0";
        TrainedModel.CopyInto(folder.FullName);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await process.WaitForExitAsync(patience.Token);
        var (said, text) = (await output, await error);
        folder.Delete(recursive: true);
        return (process.ExitCode, said, text);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (process is { HasExited: false }) await KillAsync();
        process?.Dispose();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private IEnumerable<string> Arguments() =>
    [
        $"--Urls=http://127.0.0.1:{port}", $"--Data:Directory={folder.FullName}", $"--ConnectionStrings:Main={database.ConnectionString}",
        "--RateLimits:Factor=0", $"--DirectLine:Secret={Service.Secret}", "--Logging:LogLevel:Default=Error",
    ];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
