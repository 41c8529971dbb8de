using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.KnowledgeBase.Asked;

/// <summary>How often a question was searched in the help centre on a day, with a result, and how often one of its results was opened. Nothing leads from it to a person or an hour.</summary>
public sealed class SearchCount
{
    /// <summary>Letters of <see cref="Token"/>.</summary>
    public const int TokenLength = 12;

    /// <summary>What the links of its results carry: drawn at random, the same for everybody who searches the same words on that day of a node.</summary>
    public required string Token { get; init; }

    /// <summary>The day in Paris.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The words, without what was recognised as personal.</summary>
    public required string Text { get; init; }

    /// <summary>The article that stood first.</summary>
    public required string Nearest { get; init; }

    /// <summary>How often the results were shown.</summary>
    public int Shown { get; init; }

    /// <summary>How often one was opened; never more often than they were shown, whoever opens several.</summary>
    public int Opened { get; init; }
}

internal sealed class SearchCountConfiguration : IEntityTypeConfiguration<SearchCount>
{
    public void Configure(EntityTypeBuilder<SearchCount> builder)
    {
        builder.ToTable("searches");
        builder.HasKey(one => one.Token);
        builder.Property(one => one.Token).HasMaxLength(SearchCount.TokenLength);
        builder.Property(one => one.Text).HasMaxLength(AskedQuestion.Longest);
        builder.Property(one => one.Nearest).HasMaxLength(80);
        builder.HasIndex(one => one.Day);
    }
}
