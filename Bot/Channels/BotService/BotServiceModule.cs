namespace BrigadeNumerique.Bot.Channels.BotService;

/// <summary>What the host adds for Azure Bot Service.</summary>
internal static class BotServiceModule
{
    /// <summary>Name of the HTTP client: no redirections, which would carry a credential elsewhere, and an end to waiting.</summary>
    public const string Client = "botservice";

    /// <summary>Switches it on where its keys are there.</summary>
    public static IServiceCollection AddBotService(this IServiceCollection services, IConfiguration configuration)
    {
        if (!services.AddPushChannel<BotServiceChannel, BotServiceOptions>(configuration, "BotService", nameof(BotServiceOptions.AppId), nameof(BotServiceOptions.Password))) return services;
        services.AddHttpClient(Client, http => http.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(5) })
            .RemoveAllLoggers();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<ActivityGuard>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<Connector>();
        return services;
    }
}
