using OpenTelemetry.Metrics;

namespace BrigadeNumerique.Bot.Operations;

/// <summary>
/// Counters and times in the form of Prometheus, at <c>/metrics</c> of an address of their own (<c>Metrics:Url</c>, e.g. <c>http://127.0.0.1:9464</c>).
/// Off without it, and never at the public address: how many write, and on which channel, is nobody else's business.
/// </summary>
internal static class Metrics
{
    private const string Setting = "Metrics:Url";

    /// <summary>Lets the service listen there as well.</summary>
    public static void ListenForMetrics(this IConfigurationManager configuration)
    {
        if (Address(configuration) is { } address) configuration["Urls"] += ";" + address.GetLeftPart(UriPartial.Authority);
    }

    public static IServiceCollection AddMetricsPage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MetricsOptions>().BindConfiguration("Metrics").Validate(options => options.Url.Length == 0 || Address(configuration) is not null, $"{Setting} must be an address with a port, e.g. http://127.0.0.1:9464.").ValidateOnStart();
        if (Address(configuration) is not null) services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("BrigadeNumerique.*").AddPrometheusExporter());
        return services;
    }

    public static void UseMetricsPage(this WebApplication app)
    {
        if (Address(app.Configuration) is { } address) app.UseOpenTelemetryPrometheusScrapingEndpoint(context => context.Connection.LocalPort == address.Port && context.Request.Path == "/metrics");
    }

    private static Uri? Address(IConfiguration configuration) => Uri.TryCreate(configuration[Setting], UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}

/// <summary>Section <c>Metrics</c>.</summary>
internal sealed class MetricsOptions
{
    /// <summary>Where <c>/metrics</c> is; empty for nowhere.</summary>
    public string Url { get; set; } = "";
}
