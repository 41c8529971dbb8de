namespace BrigadeNumerique.Bot.Channels;

/// <summary>A channel is on when its keys are there. Half of them stops the start, with one line that names what is missing.</summary>
internal static class ChannelKeys
{
    /// <summary>Name of a channel's HTTP client: it follows no redirection and logs no address.</summary>
    public static string Client(string name) => "channel:" + name.ToLowerInvariant();

    /// <summary>Registers a channel where section <c>Channels:{name}</c> has all the named keys.</summary>
    /// <returns>True when it is on.</returns>
    public static bool AddPushChannel<TChannel, TOptions>(this IServiceCollection services, IConfiguration configuration, string name, params string[] required)
        where TChannel : class, IPushChannel
        where TOptions : class
    {
        var section = configuration.GetSection("Channels:" + name);
        var missing = required.Where(key => string.IsNullOrWhiteSpace(section[key])).ToList();
        if (missing.Count == required.Length) return false;
        var options = services.AddOptions<TOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        if (missing.Count > 0)
        {
            options.Validate(_ => false, $"Channels:{name} is half configured; missing: {string.Join(", ", missing.Select(key => $"Channels:{name}:{key}"))}.");
            return false;
        }

        // The factory's own log lines would name addresses, and Telegram's holds the token.
        services.AddHttpClient(Client(name)).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) });
        services.AddSingleton<TChannel>();
        services.AddSingleton<IPushChannel>(provider => provider.GetRequiredService<TChannel>());
        return true;
    }
}
