using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using BrigadeNumerique.Bot;

namespace BrigadeNumerique.Load;

/// <summary><c>import</c>: sheets of service-public by the thousand, brought in beside a service that answers.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var count = LoadOptions.Count("--sheets", 4000, 1, "How many made-up sheets.");
        var postgres = new Option<string>("--postgres") { Description = "Connection string of an empty PostgreSQL database; default: SQLite.", DefaultValueFactory = _ => "" };
        var output = LoadOptions.Out();
        var command = new Command("import", "Imports made-up sheets of service-public while a service runs: time, memory, the longest answer meanwhile, and the index that comes of it.") { count, postgres, output };
        command.SetAction(parsed => RunAsync(parsed.GetValue(count), parsed.GetRequiredValue(postgres), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> RunAsync(int count, string postgres, FileInfo? output)
    {
        var report = new Report($"Import of {count} sheets");
        var sheets = Directory.CreateTempSubdirectory("brigade-sheets-");
        var data = Directory.CreateTempSubdirectory("brigade-load-");
        try
        {
            report.Add("sheets", Sheets.Write(sheets.FullName, count) / (1024.0 * 1024), "MB");
            await using var service = await LoadedService.StartAsync(postgres: postgres, data: data);
            using var http = new HttpClient { BaseAddress = service.Address };
            report.Add("service before", service.ResidentMegabytes, "MB");
            using var stop = new CancellationTokenSource();
            var answers = AskAsync(http, stop.Token);
            Add(report, "dry run", await ImportAsync(sheets, data, postgres, "--dry-run"));
            Add(report, "import as drafts", await ImportAsync(sheets, data, postgres), limit: 120);
            Add(report, "again, unchanged", await ImportAsync(sheets, data, postgres));
            Add(report, "published", await ImportAsync(sheets, data, postgres, "--publish"));
            var published = Stopwatch.GetTimestamp();
            while (!await http.GetStringAsync("/aide").ContinueWith(page => page.IsCompletedSuccessfully && Shown(page.GetAwaiter().GetResult()) >= count, TaskScheduler.Default)) await Task.Delay(200);
            report.Add("searched after the end of the import", Stopwatch.GetElapsedTime(published).TotalSeconds, "s");
            await stop.CancelAsync();
            report.AddTimes("a message acknowledged meanwhile", await answers);
            report.Add("service after", service.ResidentMegabytes, "MB");
            report.Add("index on disk", Directory.EnumerateFiles(Path.Combine(data.FullName, "index"), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) / (1024.0 * 1024), "MB");
            return await report.CloseAsync(output);
        }
        finally
        {
            sheets.Delete(recursive: true);
            if (data.Exists) data.Delete(recursive: true);
        }
    }

    private static void Add(Report report, string name, (double Seconds, double Megabytes) cost, double? limit = null)
    {
        report.Add(name, cost.Seconds, "s", limit);
        report.Add(name + ", memory at most", cost.Megabytes, "MB");
    }

    private static async Task<(double Seconds, double Megabytes)> ImportAsync(DirectoryInfo sheets, DirectoryInfo data, string postgres, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(ServiceHost).Assembly.Location, "import", "dila", sheets.FullName, .. options]) start.ArgumentList.Add(argument);
        start.Environment["Data__Directory"] = data.FullName;
        start.Environment["ConnectionStrings__Main"] = postgres;
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var (said, wrong, most) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), 0.0);
        while (!process.HasExited)
        {
            process.Refresh();
            if (!process.HasExited) most = Math.Max(most, process.WorkingSet64 / (1024.0 * 1024));
            await Task.Delay(50);
        }

        if (process.ExitCode != 0) throw new InvalidOperationException(await wrong);
        await Console.Error.WriteLineAsync((await said).TrimEnd());
        return (Stopwatch.GetElapsedTime(begun).TotalSeconds, most);
    }

    /// <summary>One citizen after another opens a conversation and writes, four times a second.</summary>
    private static async Task<List<double>> AskAsync(HttpClient http, CancellationToken stop)
    {
        var times = new List<double>();
        while (!stop.IsCancellationRequested)
        {
            var begun = Stopwatch.GetTimestamp();
            var token = await (await http.PostAsJsonAsync("/chat/token", new { }, CancellationToken.None)).Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(CancellationToken.None);
            using var message = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{token.GetProperty("conversationId").GetString()}/activities") { Content = JsonContent.Create(new { type = "message", from = new { id = "citoyen" }, text = Phrases.Usual }) };
            message.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token.GetProperty("token").GetString());
            using var opening = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/conversations") { Headers = { Authorization = message.Headers.Authorization } };
            (await http.SendAsync(opening, CancellationToken.None)).EnsureSuccessStatusCode();
            (await http.SendAsync(message, CancellationToken.None)).EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            await Task.Delay(250, CancellationToken.None);
        }

        return times;
    }

    /// <summary>How many articles the help centre says it has.</summary>
    private static int Shown(string page)
    {
        var end = page.IndexOf(" réponses", StringComparison.Ordinal);
        var start = end < 0 ? 0 : page.LastIndexOf('>', end) + 1;
        return end > 0 && int.TryParse(page.AsSpan(start, end - start), CultureInfo.InvariantCulture, out var shown) ? shown : 0;
    }
}
