using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.KnowledgeBase.Asked;

/// <summary>Why a question was asked in vain.</summary>
public enum AskedKind
{
    /// <summary>The assistant said that it has no article.</summary>
    NoArticle,

    /// <summary>Titles were offered and none was chosen.</summary>
    NotChosen,

    /// <summary>None of the titles was meant; it was asked to be said otherwise.</summary>
    Rephrased,

    /// <summary>A person was asked for right after the answer.</summary>
    Person,

    /// <summary>The answer was said to be of no use.</summary>
    NotUseful,

    /// <summary>The search of the help centre found nothing.</summary>
    NoResult,
}

/// <summary>A question that was asked in vain. Nothing leads from it to a person, a conversation or an hour.</summary>
public sealed class AskedQuestion
{
    /// <summary>Most characters kept of a question.</summary>
    public const int Longest = 300;

    /// <summary>Its number, from 1.</summary>
    public int Id { get; init; }

    /// <summary>The day in Paris.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Why it was in vain.</summary>
    public required AskedKind Kind { get; init; }

    /// <summary>The words, without what was recognised as personal.</summary>
    public required string Text { get; init; }

    /// <summary>The article that was given, or was nearest that day; null: none.</summary>
    public string? Nearest { get; init; }
}

/// <summary>What an editor decided of questions like this one.</summary>
public sealed class SettledQuestion
{
    /// <summary>Its number, from 1.</summary>
    public int Id { get; init; }

    /// <summary>The day in Paris.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The words of one of them.</summary>
    public required string Text { get; init; }

    /// <summary>The article whose draft has it now; null: set aside, and those alike with it.</summary>
    public string? Slug { get; init; }
}

/// <summary>How often the bot gave an article on a day, by the way of asking that was met.</summary>
public sealed class ArticleHit
{
    /// <summary>The day in Paris.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The article.</summary>
    public required string Slug { get; init; }

    /// <summary>The variant, as its editor wrote it, at most 300 characters; empty: its title or its text found it.</summary>
    public required string Variant { get; init; }

    /// <summary>How often.</summary>
    public int Count { get; init; }
}

internal sealed class AskedQuestionConfiguration : IEntityTypeConfiguration<AskedQuestion>
{
    public void Configure(EntityTypeBuilder<AskedQuestion> builder)
    {
        builder.ToTable("asked");
        builder.HasKey(one => one.Id);
        builder.Property(one => one.Id).ValueGeneratedOnAdd();
        builder.Property(one => one.Kind).HasConversion<int>();
        builder.Property(one => one.Text).HasMaxLength(AskedQuestion.Longest);
        builder.Property(one => one.Nearest).HasMaxLength(80);
        builder.HasIndex(one => one.Day);
    }
}

internal sealed class SettledQuestionConfiguration : IEntityTypeConfiguration<SettledQuestion>
{
    public void Configure(EntityTypeBuilder<SettledQuestion> builder)
    {
        builder.ToTable("asked_settled");
        builder.HasKey(one => one.Id);
        builder.Property(one => one.Id).ValueGeneratedOnAdd();
        builder.Property(one => one.Text).HasMaxLength(AskedQuestion.Longest);
        builder.Property(one => one.Slug).HasMaxLength(80);
        builder.HasIndex(one => one.Day);
    }
}

internal sealed class ArticleHitConfiguration : IEntityTypeConfiguration<ArticleHit>
{
    public void Configure(EntityTypeBuilder<ArticleHit> builder)
    {
        builder.ToTable("hits");
        builder.HasKey(one => new { one.Day, one.Slug, one.Variant });
        builder.Property(one => one.Slug).HasMaxLength(80);
        builder.Property(one => one.Variant).HasMaxLength(AskedQuestion.Longest);
        builder.HasIndex(one => one.Slug);
    }
}
