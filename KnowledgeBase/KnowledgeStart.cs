using BrigadeNumerique.KnowledgeBase.Personal;
using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.KnowledgeBase.Seed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BrigadeNumerique.KnowledgeBase;

/// <summary>What must be done before the first question: the seed articles that are absent, then the index.</summary>
public sealed class KnowledgeStart
{
    private readonly SeedLoader seed;
    private readonly IndexKeeper index;
    private readonly ILogger<KnowledgeStart> logger;

    internal KnowledgeStart(SeedLoader seed, IndexKeeper index, ILogger<KnowledgeStart> logger) => (this.seed, this.index, this.logger) = (seed, index, logger);

    /// <summary>Called once by the host, after its migrations.</summary>
    /// <exception cref="SeedException">An article of the product is not as it must be; the message names its file.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var words = Task.Run(PersonalFinder.Warm, cancellationToken);
        await SeedAsync(cancellationToken);
        await index.RefreshAsync(cancellationToken);
        await words;
    }

    /// <summary>The articles alone, for who does not search in them.</summary>
    /// <exception cref="SeedException">An article of the product is not as it must be; the message names its file.</exception>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        var added = await seed.LoadAsync(cancellationToken);
        if (added > 0) Log.Seeded(logger, added);
    }

    internal static KnowledgeStart From(IServiceProvider services) => new(
        services.GetRequiredService<SeedLoader>(), services.GetRequiredService<IndexKeeper>(), services.GetRequiredService<ILogger<KnowledgeStart>>());
}
