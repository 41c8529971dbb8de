using BrigadeNumerique.Bot.Operations;
using BrigadeNumerique.Bot.Storage;
using BrigadeNumerique.KnowledgeBase;

namespace BrigadeNumerique.Bot.Commands;

/// <summary>The parts of the service that a command runs on: no web server, no network, the service's own configuration.</summary>
internal static class Offline
{
    /// <summary>Builds them.</summary>
    /// <param name="adapt">Replaces parts, e.g. where conversations are kept.</param>
    public static WebApplication Build(Action<IServiceCollection>? adapt = null)
    {
        var builder = ServiceHost.CreateBuilder([]);

        // Standard output belongs to results and standard error to people: only what went wrong is logged.
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        adapt?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>Brings the published articles and their index up.</summary>
    public static async Task PrepareKnowledgeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.MigrateAsync(cancellationToken);
        await services.GetRequiredService<KnowledgeStart>().RunAsync(cancellationToken);
    }
}
