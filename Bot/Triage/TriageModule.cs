namespace BrigadeNumerique.Bot.Triage;

/// <summary>What the host adds to understand messages.</summary>
internal static class TriageModule
{
    /// <param name="services">The host's.</param>
    /// <param name="modelDirectory">Where the learnt model is kept.</param>
    public static IServiceCollection AddTriage(this IServiceCollection services, string modelDirectory) =>
        services.AddSingleton(new TriageEngine(modelDirectory));
}
