using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Calls;

/// <summary>Which uses are on. Read from memory, refreshed by <see cref="CallLog"/>: a switch thrown on another node holds here within seconds.</summary>
public sealed class ModelSwitches(IDbContextFactory<KnowledgeDb> databases, TimeProvider clock)
{
    private volatile IReadOnlyDictionary<ModelUse, ModelSwitch> thrown = new Dictionary<ModelUse, ModelSwitch>();

    /// <summary>Whether a use is on.</summary>
    public bool IsOn(ModelUse use) => thrown.TryGetValue(use, out var one) ? one.On : ModelUses.OnAtFirst(use);

    /// <summary>The switches that somebody has thrown.</summary>
    public IReadOnlyDictionary<ModelUse, ModelSwitch> Thrown => thrown;

    /// <summary>Reads them again.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        thrown = await db.ModelSwitches.AsNoTracking().ToDictionaryAsync(one => one.Use, cancellationToken);
    }

    /// <summary>Switches a use.</summary>
    /// <param name="use">Which.</param>
    /// <param name="on">On or off.</param>
    /// <param name="by">Who does, as colleagues read it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ThrowAsync(ModelUse use, bool on, string by, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            var one = await db.ModelSwitches.FindAsync([use], cancellationToken);
            if (one is null) db.ModelSwitches.Add(one = new ModelSwitch { Use = use, By = by });
            (one.On, one.By, one.At) = (on, by, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        await RefreshAsync(cancellationToken);
    }
}
