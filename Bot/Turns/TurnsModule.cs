using BrigadeNumerique.Bot.Asked;
using BrigadeNumerique.Bot.Channels.DirectLine;
using BrigadeNumerique.Bot.Receiving;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.KnowledgeBase.Drafting;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>What the host adds to receive messages and answer them.</summary>
internal static class TurnsModule
{
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddSingleton(_ => Speech.Load());
        services.AddSingleton<LanguageOf>();
        services.AddSingleton<EmergencyReply>();
        services.AddSingleton<IDeskTexts, DeskTexts>();
        services.AddSingleton<Replies>();
        services.AddSingleton<Assistant>();
        services.AddSingleton<GivenInVain>();
        services.AddSingleton<AskedInVain>();
        services.AddSingleton(provider => new DraftedReplies(
            provider.GetRequiredService<Drafter>(), provider.GetRequiredService<Assistant>(), provider.GetRequiredService<HelpSearch>(), provider.GetRequiredService<Replies>(),
            provider.GetRequiredService<Speech>(), provider.GetRequiredService<Transcript>(), provider.GetRequiredService<IChangeFeed>(), provider.GetRequiredService<Streams>()));
        services.AddSingleton<SecondReading>();
        services.AddHostedService(provider => provider.GetRequiredService<SecondReading>());
        services.AddSingleton<TurnQueue>();
        services.AddSingleton<Reception>();
        services.AddSingleton<TurnRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<TurnRunner>());
        services.AddSingleton<QueuePlaces>();
        services.AddHostedService(provider => provider.GetRequiredService<QueuePlaces>());
        services.AddOptions<WaitingOptions>().BindConfiguration("Queue").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WaitingWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<WaitingWatch>());
        services.AddOptions<SilenceOptions>().BindConfiguration("Triage").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SilenceWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SilenceWatch>());
        return services;
    }
}
