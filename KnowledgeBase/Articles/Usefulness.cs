using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.KnowledgeBase.Articles;

/// <summary>How many readers said an article helped them; who they are is not kept.</summary>
public sealed class Usefulness
{
    /// <summary>The article.</summary>
    public required string Slug { get; init; }

    /// <summary>Said yes.</summary>
    public int Yes { get; init; }

    /// <summary>Said no.</summary>
    public int No { get; init; }
}

internal sealed class UsefulnessConfiguration : IEntityTypeConfiguration<Usefulness>
{
    public void Configure(EntityTypeBuilder<Usefulness> builder)
    {
        builder.ToTable("usefulness");
        builder.HasKey(u => u.Slug);
        builder.Property(u => u.Slug).HasMaxLength(80);
        builder.HasOne<Article>().WithMany().HasForeignKey(u => u.Slug).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Counts « utile ? ».</summary>
public sealed class UsefulnessCount(IDbContextFactory<KnowledgeDb> databases)
{
    /// <summary>Counts one answer; unknown articles are ignored.</summary>
    public async Task AddAsync(string slug, bool useful, CancellationToken cancellationToken)
    {
        if (await IncrementAsync(slug, useful, cancellationToken)) return;
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            db.Usefulness.Add(new Usefulness { Slug = slug, Yes = useful ? 1 : 0, No = useful ? 0 : 1 });
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Someone else made the first line meanwhile; where the article is unknown to the database, nothing is counted.
            await IncrementAsync(slug, useful, cancellationToken);
        }
    }

    private async Task<bool> IncrementAsync(string slug, bool useful, CancellationToken cancellationToken)
    {
        var (yes, no) = useful ? (1, 0) : (0, 1);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Usefulness.Where(u => u.Slug == slug).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.Yes, u => u.Yes + yes).SetProperty(u => u.No, u => u.No + no), cancellationToken) == 1;
    }
}
