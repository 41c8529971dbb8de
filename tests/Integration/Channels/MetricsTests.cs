using System.Net;
using System.Net.Sockets;
using BrigadeNumerique.Support.Channels;

namespace BrigadeNumerique.Integration.Channels;

/// <summary>A meter is known by its name to all that listens in a process: while other services run here, their channels are counted too.</summary>
[CollectionDefinition(nameof(NoOtherService), DisableParallelization = true)]
public sealed class NoOtherService;

[Collection(nameof(NoOtherService))]
public sealed class MetricsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatChannelsDoIsCountedAtAnAddressOfItsOwnAndNotAtThePublicOne()
    {
        var port = FreePort();
        var (service, telegram) = await TelegramServices.StartAsync(Engine.Sqlite, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Metrics:Url=http://127.0.0.1:{port}"));
        await using var owned = service;
        await using var simulator = telegram;
        var citizen = new TelegramCitizen(telegram);
        var update = citizen.Says("bonjour");
        await telegram.DeliversAsync(update);
        await telegram.DeliversAsync(update);
        using var refused = await telegram.PostsAsync(update, "un-autre-secret-de-test");
        await citizen.AwaitsAsync("assistant automatique");

        using var http = new HttpClient();
        var page = "";
        for (var attempt = 0; attempt < 100 && !page.Contains("kind=\"sent\"", StringComparison.Ordinal); attempt++)
        {
            await Task.Delay(100, Stop);
            page = await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"), Stop);
        }

        foreach (var kind in new[] { "received", "duplicate", "refused", "sent" }) Assert.Matches($"brigade_channels_events_total\\{{[^}}]*channel=\"telegram\"[^}}]*kind=\"{kind}\"[^}}]*\\}} 1\\b", page);
        Assert.Matches("brigade_channels_acknowledgement_seconds_count\\{[^}]*channel=\"telegram\"[^}]*status=\"200\"[^}]*\\} 2\\b", page);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Http.GetAsync(new Uri("/metrics", UriKind.Relative), Stop)).StatusCode);
    }

    [Fact]
    public async Task AWrongAddressStopsTheStartWithOneLine()
    {
        var (code, error) = await ServiceProcess.RunAsync("--Metrics:Url=ailleurs");

        Assert.Equal(1, code);
        Assert.Contains("Metrics:Url must be an address with a port", error, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
