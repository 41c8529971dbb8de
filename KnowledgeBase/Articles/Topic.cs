using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.KnowledgeBase.Articles;

/// <summary>A heading of the help centre.</summary>
public sealed class Topic
{
    /// <summary>Its address under <c>/aide/rubrique</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; set; }

    /// <summary>What is in it, in one sentence.</summary>
    public required string Sentence { get; set; }

    /// <summary>Its place among the others, from 1.</summary>
    public required int Order { get; set; }
}

internal sealed class TopicConfiguration : IEntityTypeConfiguration<Topic>
{
    public void Configure(EntityTypeBuilder<Topic> builder)
    {
        builder.ToTable("topics");
        builder.HasKey(t => t.Slug);
        builder.Property(t => t.Slug).HasMaxLength(40);
        builder.Property(t => t.Title).HasMaxLength(100);
        builder.Property(t => t.Sentence).HasMaxLength(300);
    }
}
