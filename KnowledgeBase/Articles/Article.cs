using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.KnowledgeBase.Articles;

/// <summary>Where an article stands between its writer and the public.</summary>
public enum ArticleState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Waits for a second reader.</summary>
    InReview,

    /// <summary>Shown and answered.</summary>
    Published,

    /// <summary>Withdrawn, kept.</summary>
    Archived,
}

/// <summary>What editors work on: one question of citizens, with its answer. What the public reads is the last <see cref="Revision"/>.</summary>
public sealed class Article
{
    /// <summary>Its address under <c>/aide</c>, never changed once public; at most 80 characters.</summary>
    public required string Slug { get; init; }

    /// <summary>The words, as they stand now.</summary>
    public required ArticleContent Content { get; set; }

    /// <summary>Where it stands.</summary>
    public ArticleState State { get; private set; } = ArticleState.Draft;

    /// <summary>How many times it was published or withdrawn; what two editors compare before they save.</summary>
    public int Version { get; private set; }

    /// <summary>Makes the present words public.</summary>
    /// <returns>What is to be added to <see cref="KnowledgeDb.Revisions"/> in the same transaction.</returns>
    public Revision Publish(DateTimeOffset at)
    {
        if (State == ArticleState.Archived) throw new InvalidOperationException($"{Slug}: an archived article returns to draft before it is published.");
        (State, Version) = (ArticleState.Published, Version + 1);
        return new Revision { Slug = Slug, At = at, Content = Content };
    }

    /// <summary>Takes it from the public; its words are kept.</summary>
    /// <returns>What is to be added to <see cref="KnowledgeDb.Revisions"/> in the same transaction.</returns>
    public Revision Withdraw(DateTimeOffset at)
    {
        if (State != ArticleState.Published) throw new InvalidOperationException($"{Slug}: {State} cannot be withdrawn, only Published can.");
        (State, Version) = (ArticleState.Archived, Version + 1);
        return new Revision { Slug = Slug, At = at, Content = null };
    }

    /// <summary>An archived article is worked on again.</summary>
    public void Reopen()
    {
        if (State != ArticleState.Archived) throw new InvalidOperationException($"{Slug}: {State} cannot be reopened, only Archived can.");
        State = ArticleState.Draft;
    }
}

internal sealed class ArticleConfiguration : IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Article> builder)
    {
        builder.ToTable("articles");
        builder.HasKey(a => a.Slug);
        builder.Property(a => a.Slug).HasMaxLength(80);
        builder.Property(a => a.State).HasConversion<int>();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.Property(a => a.Content).HasConversion<ContentJson, ContentEquality>();
        builder.HasIndex(a => a.State);
    }
}
