using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.KnowledgeBase.Articles;

/// <summary>What the public could read from a date on. Rows are only ever added; the last one of a slug holds.</summary>
public sealed class Revision
{
    /// <summary>Grows over all articles: the search index compares the highest it has seen.</summary>
    public int Number { get; init; }

    /// <summary>The article.</summary>
    public required string Slug { get; init; }

    /// <summary>From when.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The words; null: withdrawn.</summary>
    public required ArticleContent? Content { get; init; }

    /// <summary>Who wrote the words, or withdrew them; <see cref="Editor.Seed"/> for those of the product.</summary>
    public required Editor Author { get; init; }

    /// <summary>The second person, who approved them; null for those of the product and for a withdrawal.</summary>
    public Editor? Approver { get; init; }
}

internal sealed class RevisionConfiguration : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> builder)
    {
        builder.ToTable("revisions");
        builder.HasKey(r => r.Number);
        builder.Property(r => r.Number).ValueGeneratedOnAdd();
        builder.Property(r => r.Slug).HasMaxLength(80);
        builder.Property(r => r.Content).HasConversion<ContentJson, ContentEquality>();
        builder.ComplexProperty(r => r.Author, EditorColumns.Of).ComplexProperty(r => r.Approver!, EditorColumns.Of);
        builder.HasOne<Article>().WithMany().HasForeignKey(r => r.Slug).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.Slug, r.Number });
    }
}
