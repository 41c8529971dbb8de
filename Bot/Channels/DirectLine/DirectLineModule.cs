using BrigadeNumerique.Bot.Receiving;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>What the host adds for Direct Line.</summary>
internal static class DirectLineModule
{
    /// <summary>Name of the CORS policy: the configured origins, without credentials.</summary>
    public const string Cors = "directline";

    public static IServiceCollection AddDirectLine(this IServiceCollection services)
    {
        services.AddOptions<DirectLineOptions>().BindConfiguration("DirectLine").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DirectLineKeys>();
        services.AddSingleton<Tokens>();
        services.AddSingleton<Credentials>();
        services.AddSingleton<StreamAddress>();
        services.AddSingleton<Opening>();
        services.AddSingleton<Posting>();
        services.AddSingleton<Uploading>();
        services.AddSingleton<PageEvents>();
        services.AddSingleton<Streams>();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<DirectLineOptions>>((cors, directLine) => cors.AddPolicy(Cors, policy => policy
            .WithOrigins([.. directLine.Value.AllowedOrigins])
            .WithMethods("GET", "POST")
            .WithHeaders("authorization", "content-type", "x-ms-bot-agent", "x-requested-with")
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        return services;
    }
}
