using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.KnowledgeBase;

/// <summary>What must be done before the first question: the seed articles that are absent, then the index.</summary>
public sealed class KnowledgeStart(IDbContextFactory<KnowledgeDb> databases)
{
    /// <summary>Called once by the host, after its migrations.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
    }
}
