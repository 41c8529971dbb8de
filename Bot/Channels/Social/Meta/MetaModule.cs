using BrigadeNumerique.Bot.Channels.Social.Messenger;
using BrigadeNumerique.Bot.Channels.Social.WhatsApp;
using BrigadeNumerique.Handoff;

namespace BrigadeNumerique.Bot.Channels.Social.Meta;

/// <summary>What the host adds for Messenger and WhatsApp.</summary>
internal static class MetaModule
{
    public static IServiceCollection AddMeta(this IServiceCollection services)
    {
        services.AddOptions<MessengerOptions>().BindConfiguration("Channels:Messenger").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<WhatsAppOptions>().BindConfiguration("Channels:WhatsApp").ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient(Graph.Client, http => http.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(5) })
            .RemoveAllLoggers();
        services.AddSingleton<Graph>();
        services.AddSingleton<IWritingWindow, MetaWindow>();
        return services;
    }
}
