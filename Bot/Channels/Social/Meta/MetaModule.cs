using BrigadeNumerique.Bot.Channels.Social.Messenger;
using BrigadeNumerique.Bot.Channels.Social.WhatsApp;
using BrigadeNumerique.Handoff;

namespace BrigadeNumerique.Bot.Channels.Social.Meta;

/// <summary>What the host adds for Messenger and WhatsApp.</summary>
internal static class MetaModule
{
    /// <summary>Switches on those whose keys are there.</summary>
    public static IServiceCollection AddMeta(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IWritingWindow, MetaWindow>();
        var messenger = services.AddPushChannel<MessengerChannel, MessengerOptions>(configuration, "Messenger", nameof(MessengerOptions.PageToken), nameof(MessengerOptions.AppSecret), nameof(MessengerOptions.VerifyToken));
        var whatsApp = services.AddPushChannel<WhatsAppChannel, WhatsAppOptions>(configuration, "WhatsApp", nameof(WhatsAppOptions.Token), nameof(WhatsAppOptions.PhoneNumberId), nameof(WhatsAppOptions.AppSecret), nameof(WhatsAppOptions.VerifyToken));
        if (!messenger && !whatsApp) return services;

        // The worker's patience ends before this one.
        services.AddHttpClient(Graph.Client, http => http.Timeout = TimeSpan.FromSeconds(90))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(5) })
            .RemoveAllLoggers();
        services.AddSingleton<Graph>();
        return services;
    }
}
