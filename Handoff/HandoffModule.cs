using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk;
using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Satisfaction;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Handoff;

/// <summary>What the host adds of this module.</summary>
public static class HandoffModule
{
    /// <summary>The record, the queue and the desk. The host also gives an <c>IDbContextFactory&lt;HandoffDb&gt;</c>, an <see cref="IDeskTexts"/> and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddHandoff(this IServiceCollection services)
    {
        services.AddSingleton<IChangeFeed, InProcessChangeFeed>();
        services.AddSingleton<Typing>();
        services.AddSingleton<ReadMarks>();
        services.AddSingleton<Transcript>();
        services.AddHostedService(provider => provider.GetRequiredService<Transcript>());
        services.AddSingleton<QueueBoard>();
        services.AddSingleton<OperatorRegistry>();
        services.AddSingleton<DeskPresence>();
        services.AddHostedService(provider => provider.GetRequiredService<DeskPresence>());
        services.AddSingleton<OperatorWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<OperatorWatch>());
        services.AddSingleton<Opinions>();
        services.AddSingleton<DeskWork>();
        return services;
    }
}
