using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Load.Desks;

/// <summary>
/// One operator's browser without the browser: signs in, opens the page's live line, answers what the page asks of a browser,
/// presses keys, and sees what is drawn. Drawing itself costs nothing here, so that the service is measured and not seventy Chromiums.
/// </summary>
internal sealed partial class LoadDesk : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HubConnection line;
    private readonly HttpClient http;
    private readonly Action<ReadOnlyMemory<byte>> drawn;
    private readonly TaskCompletionSource<long> ear = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int calls;

    private LoadDesk(HubConnection line, HttpClient http, Action<ReadOnlyMemory<byte>> drawn) => (this.line, this.http, this.drawn) = (line, http, drawn);

    /// <summary>Pieces of page that came, and their bytes.</summary>
    public (int Batches, long Bytes) Drawn { get; private set; }

    /// <summary>Opens the desk and waits until it listens to keys.</summary>
    /// <param name="address">The service.</param>
    /// <param name="email">Who signs in.</param>
    /// <param name="password">With what.</param>
    /// <param name="drawn">Called with the bytes of each drawing; texts in them are UTF-8.</param>
    public static async Task<LoadDesk> OpenAsync(Uri address, string email, string password, Action<ReadOnlyMemory<byte>> drawn)
    {
        var cookies = new CookieContainer();
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = address };
        var form = await http.GetStringAsync("/connexion");
        var fields = Hidden().Matches(form).ToDictionary(match => match.Groups["name"].Value, match => WebUtility.HtmlDecode(match.Groups["value"].Value), StringComparer.Ordinal);
        (fields["email"], fields["password"]) = (email, password);
        using var content = new FormUrlEncodedContent(fields);
        using var signedIn = await http.PostAsync("/connexion", content);
        signedIn.EnsureSuccessStatusCode();
        var page = await http.GetStringAsync("/poste");
        var markers = Marker().Matches(page).Select(match => JsonSerializer.Deserialize<JsonElement>(match.Groups[1].Value)).ToList();

        var builder = new HubConnectionBuilder().WithUrl(new Uri(address, "/_blazor"), HttpTransportType.WebSockets, options => options.Cookies = cookies);
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        var line = builder.Build();
        var desk = new LoadDesk(line, http, drawn);
        desk.Listen();
        await line.StartAsync();
        await line.InvokeAsync<string?>("StartCircuit", address.ToString(), new Uri(address, "/poste").ToString(), "[]", State().Match(page).Groups[1].Value);
        var operations = markers.Select((marker, at) => new { type = "add", ssrComponentId = at + 1, marker });
        await line.SendAsync("UpdateRootComponents", JsonSerializer.Serialize(new { batchId = 1, operations }), "");
        await desk.ear.Task.WaitAsync(Patience);
        return desk;
    }

    /// <summary>Presses a shortcut of the desk.</summary>
    public async Task PressAsync(string key) =>
        await line.SendAsync("BeginInvokeDotNetFromJS", $"{Interlocked.Increment(ref calls)}", null, "Key", await ear.Task, JsonSerializer.Serialize(new[] { key }));

    public async ValueTask DisposeAsync()
    {
        await line.DisposeAsync();
        http.Dispose();
    }

    private void Listen()
    {
        line.On<int, string>("JS.AttachComponent", (_, _) => { });
        line.On<string>("JS.EndLocationChanging", _ => { });
        line.On<string>("JS.Error", error => ear.TrySetException(new InvalidOperationException(error)));
        line.On<string, bool, string>("JS.EndInvokeDotNet", (_, _, _) => { });
        line.On<int, byte[]>("JS.ReceiveByteArray", (_, _) => { });
        line.On<int, byte[]>("JS.RenderBatch", async (batch, bytes) =>
        {
            Drawn = (Drawn.Batches + 1, Drawn.Bytes + bytes.Length);
            drawn(bytes);
            await line.SendAsync("OnRenderCompleted", batch, null);
        });
        line.On<long, string, string?, int, long, int>("JS.BeginInvokeJS", async (task, identifier, arguments, result, _, _) =>
        {
            if (identifier == "open" && Reference().Match(arguments ?? "") is { Success: true } found) ear.TrySetResult(long.Parse(found.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
            if (task != 0) await line.SendAsync("EndInvokeJSFromDotNet", task, true, $"[{task},true,{Answer(identifier, result)}]");
        });
    }

    /// <summary>What a browser would say.</summary>
    private static string Answer(string identifier, int result) => identifier switch
    {
        "open" => """{"zone":"Europe/Paris","theme":"auto","dark":false,"state":{"visible":true,"heard":true,"dark":false}}""",
        "pulse" or "letSound" => """{"visible":true,"heard":true,"dark":false}""",
        "theme" or "copy" => "true",
        _ when result == 1 => """{"__jsObjectId":1}""",
        _ => "null",
    };

    [GeneratedRegex("""<input[^>]*name="(?<name>__RequestVerificationToken|retour)"[^>]*value="(?<value>[^"]*)""")]
    private static partial Regex Hidden();

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();

    [GeneratedRegex("""__dotNetObject":(\d+)""")]
    private static partial Regex Reference();
}
