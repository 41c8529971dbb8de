using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BrigadeNumerique.Support.Channels;

/// <summary>A web server of this machine, on a free port, on which a provider is played.</summary>
public sealed class LocalSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private LocalSite(WebApplication app) => this.app = app;

    /// <summary>Where it listens, without a final slash.</summary>
    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Starts one that answers every request with this.</summary>
    public static Task<LocalSite> StartAsync(RequestDelegate answer) => StartAsync(app => app.Run(answer));

    /// <summary>Starts one with these routes.</summary>
    public static async Task<LocalSite> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new LocalSite(app);
    }

    /// <summary>A provider's client for webhooks: so many deliveries at a time as Telegram makes (<c>max_connections</c>); the others wait in order.</summary>
    public static HttpClient Deliverer() => new(new SocketsHttpHandler { MaxConnectionsPerServer = 40 }) { Timeout = TimeSpan.FromSeconds(60) };

    public async ValueTask DisposeAsync()
    {
        // Requests left hanging on purpose are not waited for.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }
}

/// <summary>How a provider misbehaves, one request after the other; then it is well again.</summary>
public sealed class Mishaps
{
    private readonly Queue<Func<HttpContext, Task>> next = new();

    /// <summary>Chosen for requests that no test has chosen for: a status, or null for none.</summary>
    public Func<int?>? Weather { get; set; }

    /// <summary>The next requests are answered with this status, body and pause asked for.</summary>
    public void Answer(int status, string body = "", int? retryAfterSeconds = null, int times = 1)
    {
        for (var n = 0; n < times; n++) Add(async context =>
        {
            context.Response.StatusCode = status;
            if (retryAfterSeconds is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (body.Length > 0) context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
        });
    }

    /// <summary>The next request is never answered.</summary>
    public void Hang() => Add(context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

    /// <summary>The next request is taken, and the answer lost on the way.</summary>
    public void LoseTheAnswer(Func<HttpContext, Task> take) => Add(async context =>
    {
        await take(context);
        context.Abort();
    });

    /// <summary>Plays what is due.</summary>
    /// <returns>False when nothing was.</returns>
    public async Task<bool> PlayAsync(HttpContext context)
    {
        Func<HttpContext, Task>? mishap;
        lock (next) next.TryDequeue(out mishap);
        if (mishap is null)
        {
            if (Weather?.Invoke() is not { } status) return false;
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "1";
            return true;
        }

        await mishap(context);
        return true;
    }

    private void Add(Func<HttpContext, Task> mishap)
    {
        lock (next) next.Enqueue(mishap);
    }
}
