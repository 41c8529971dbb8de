using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.KnowledgeBase;

/// <summary>What the host adds of this module.</summary>
public static class KnowledgeBaseModule
{
    /// <summary>The articles and the search in them.</summary>
    public static IServiceCollection AddKnowledgeBase(this IServiceCollection services) => services;
}
