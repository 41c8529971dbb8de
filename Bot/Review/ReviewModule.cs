namespace BrigadeNumerique.Bot.Review;

/// <summary>What the host adds so that corrections of the staff are reviewed and learnt.</summary>
internal static class ReviewModule
{
    public static IServiceCollection AddReview(this IServiceCollection services)
    {
        services.AddSingleton<ReviewBook>();
        services.AddSingleton<ModelTraining>();
        services.AddHostedService<ModelWatch>();
        return services;
    }
}
