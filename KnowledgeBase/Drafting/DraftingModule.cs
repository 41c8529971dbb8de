using BrigadeNumerique.KnowledgeBase.Drafting.Calls;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.KnowledgeBase.Drafting;

/// <summary>The language model, where one is configured.</summary>
internal static class DraftingModule
{
    public static IServiceCollection AddDrafting(this IServiceCollection services)
    {
        services.AddOptions<AssistantOptions>().BindConfiguration("Assistant").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ModelSwitches>();
        services.AddSingleton<ModelBudget>();
        services.AddSingleton<CallLog>();
        services.AddHostedService(provider => provider.GetRequiredService<CallLog>());
        services.AddSingleton<ModelFigures>();
        services.AddSingleton<ModelCalls>();
        services.AddSingleton(provider => new StaffDrafter(provider.GetRequiredService<ModelCalls>(), provider.GetRequiredService<CallLog>()));
        services.AddSingleton(provider => new Drafter(provider.GetRequiredService<ModelCalls>(), provider.GetRequiredService<CallLog>()));
        return services;
    }
}
