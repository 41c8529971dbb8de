using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Drafting.Calls;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BrigadeNumerique.KnowledgeBase;

/// <summary>The tables of this module. The host derives one empty context per engine, with its own migrations.</summary>
public abstract class KnowledgeDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>What editors work on.</summary>
    public DbSet<Article> Articles => Set<Article>();

    /// <summary>What was public, and from when.</summary>
    public DbSet<Revision> Revisions => Set<Revision>();

    /// <summary>What editors saved on the way; not public.</summary>
    public DbSet<SavedVersion> Versions => Set<SavedVersion>();

    /// <summary>The headings.</summary>
    public DbSet<Topic> Topics => Set<Topic>();

    /// <summary>What readers thought of articles.</summary>
    public DbSet<Usefulness> Usefulness => Set<Usefulness>();

    /// <summary>What readers missed in articles.</summary>
    public DbSet<Remark> Remarks => Set<Remark>();

    /// <summary>What was asked in vain.</summary>
    public DbSet<AskedQuestion> Asked => Set<AskedQuestion>();

    /// <summary>What editors decided of it.</summary>
    public DbSet<SettledQuestion> SettledQuestions => Set<SettledQuestion>();

    /// <summary>Which articles answered, by the way of asking.</summary>
    public DbSet<ArticleHit> Hits => Set<ArticleHit>();

    /// <summary>How often what was searched led to an article.</summary>
    public DbSet<SearchCount> Searches => Set<SearchCount>();

    /// <summary>Everyday words that editors added, and those of the product that they switched off.</summary>
    public DbSet<SynonymGroup> Synonyms => Set<SynonymGroup>();

    /// <summary>Who changed them, and when.</summary>
    public DbSet<SynonymChange> SynonymChanges => Set<SynonymChange>();

    /// <summary>What the language model was called for.</summary>
    public DbSet<CallRecord> ModelCalls => Set<CallRecord>();

    /// <summary>What it may be called for.</summary>
    public DbSet<ModelSwitch> ModelSwitches => Set<ModelSwitch>();

    /// <summary>What people did with its drafts.</summary>
    public DbSet<DraftCount> DraftCounts => Set<DraftCount>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);

        // One form of time that sorts alike on both engines, to the tick: PostgreSQL would round to microseconds.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(KnowledgeDb).Assembly);
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
