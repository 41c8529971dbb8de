using BrigadeNumerique.Bot.Channels.BotService;
using BrigadeNumerique.Bot.Channels.Carrying;
using BrigadeNumerique.Bot.Channels.Delivery;
using BrigadeNumerique.Bot.Channels.DirectLine;
using BrigadeNumerique.Bot.Channels.Inbox;
using BrigadeNumerique.Bot.Channels.Rendering;
using BrigadeNumerique.Bot.Channels.Social.Meta;
using BrigadeNumerique.Bot.Channels.Social.Sms;
using BrigadeNumerique.Bot.Channels.Social.Telegram;
using BrigadeNumerique.Handoff.Desk.Reading;

namespace BrigadeNumerique.Bot.Channels;

/// <summary>The channels that push, as the host adds them: a common core, and the services whose keys are there.</summary>
internal static class ChannelsModule
{
    public static IServiceCollection AddChannels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChannelOptions>().BindConfiguration("Channels").ValidateDataAnnotations().ValidateOnStart();

        // Links in messages lead to the service, which cannot know its own address there.
        services.AddOptions<DirectLineOptions>().Validate<IServiceProviderIsService>((site, registered) => !registered.IsService(typeof(IPushChannel)) || site.PublicAddress.Length > 0, "A channel is on, and DirectLine:PublicAddress is missing: messages there carry links to the service.");
        services.AddHttpClient();
        services.AddSingleton<ChannelSecrets>();
        services.AddSingleton<ChannelRegistry>();
        services.AddSingleton<ChannelCounters>();
        services.AddSingleton<ChannelBook>();
        services.AddSingleton<LineRenderer>();
        services.AddSingleton<CarryLinks>();
        services.AddSingleton<InboundFiles>();
        services.AddSingleton<StatusRecorder>();
        services.AddSingleton<EventRecorder>();
        services.AddSingleton<Intake>();
        services.AddSingleton<DeliveryPlanner>();
        services.AddSingleton<PartSender>();
        services.AddSingleton<CarryOver>();
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<IDeliveries, LineDeliveries>();

        // Stopped in the opposite order: what the workers do to the end is still written.
        services.AddSingleton<ChannelRecord>();
        services.AddHostedService(provider => provider.GetRequiredService<ChannelRecord>());
        services.AddSingleton<DeliveryWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryWorker>());
        services.AddSingleton<InboxWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<InboxWorker>());
        services.AddSingleton<ChannelSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<ChannelSweep>());
        services.AddMeta(configuration);
        services.AddBotService(configuration);
        services.AddPushChannel<TelegramChannel, TelegramOptions>(configuration, "Telegram", nameof(TelegramOptions.Token), nameof(TelegramOptions.Secret));
        services.AddPushChannel<SmsChannel, SmsOptions>(configuration, "Sms", nameof(SmsOptions.Url), nameof(SmsOptions.Token), nameof(SmsOptions.Secret));
        return services;
    }

    /// <summary>The webhooks of the services that are on; those of the others are not there.</summary>
    public static IEndpointRouteBuilder MapChannels(this IEndpointRouteBuilder routes)
    {
        var on = routes.ServiceProvider.GetRequiredService<IServiceProviderIsService>();
        if (on.IsService(typeof(TelegramChannel))) TelegramWebhook.Map(routes);
        if (on.IsService(typeof(SmsChannel))) SmsWebhook.Map(routes);
        if (on.IsService(typeof(IPushChannel))) CarryPages.Map(routes);
        return routes.MapMeta().MapBotService();
    }
}
