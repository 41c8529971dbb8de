using System.Reflection;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Drafting;
using BrigadeNumerique.KnowledgeBase.Exchange;
using BrigadeNumerique.KnowledgeBase.HelpCenter;
using BrigadeNumerique.KnowledgeBase.Lexicon;
using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.KnowledgeBase.Seed;
using BrigadeNumerique.KnowledgeBase.Studio;
using BrigadeNumerique.KnowledgeBase.Studio.Synonymy;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.KnowledgeBase;

/// <summary>What the host adds of this module.</summary>
public static class KnowledgeBaseModule
{
    /// <summary>The articles and the search in them. The host also gives an <c>IDbContextFactory&lt;KnowledgeDb&gt;</c> and a <see cref="TimeProvider"/>, and runs <see cref="KnowledgeStart"/> once its tables exist.</summary>
    public static IServiceCollection AddKnowledgeBase(this IServiceCollection services, Action<KnowledgeOptions> configure)
    {
        services.AddOptions<KnowledgeOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PrivacyOptions>().BindConfiguration("Privacy").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PrivacyNotice>();
        services.AddOptions<SiteOptions>().BindConfiguration("Site").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SiteAddress>();
        services.AddSingleton<HelpSearch>();
        services.AddSingleton<SeedLoader>();
        services.AddSingleton<IndexKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<IndexKeeper>());
        services.AddSingleton(KnowledgeStart.From);
        services.AddSingleton<StudioBook>();
        services.AddSingleton<StudioList>();
        services.AddSingleton<DraftBot>();
        services.AddSingleton<SynonymBook>();
        services.AddSingleton<SynonymTrial>();
        services.AddSingleton<ScheduleWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<ScheduleWatch>());
        services.AddSingleton<KeptWords>();
        services.AddSingleton<AskedLog>();
        services.AddSingleton<SearchLog>();
        services.AddHostedService(provider => provider.GetRequiredService<SearchLog>());
        services.AddHostedService(provider => provider.GetRequiredService<AskedLog>());
        services.AddSingleton<AskedBook>();
        services.AddSingleton<AskedFigures>();
        services.AddSingleton<UsefulnessCount>();
        services.AddSingleton<ArticleImport>();
        services.AddSingleton<ArticleExport>();
        services.AddSingleton<SynonymTable>();
        services.AddSingleton<RemarkBook>();
        services.AddSingleton<OpinionLimit>();
        services.AddSingleton<SuggestionLimit>();
        services.AddSingleton<Pages>();
        services.AddDrafting();
        return services;
    }

    /// <summary>Where the pages of the studio are: the host shows them under <c>/studio</c>, in the frame of its staff pages. It also gives an <see cref="IBotReplies"/> and an <see cref="IAskedWords"/>.</summary>
    public static Assembly StudioPages => typeof(KnowledgeBaseModule).Assembly;

    /// <summary>Their style sheet among the static assets; it takes the tokens of the frame.</summary>
    public const string StudioStyle = "_content/BrigadeNumerique.KnowledgeBase/studio.css";

    /// <summary>The public pages under <c>/aide</c>.</summary>
    public static IEndpointRouteBuilder MapHelpCenter(this IEndpointRouteBuilder routes) => HelpCenterApi.Map(routes);
}
