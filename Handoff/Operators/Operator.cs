using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.Handoff.Operators;

/// <summary>A gendarme who works, or worked, at the desk.</summary>
public sealed class Operator
{
    /// <summary>The account's identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Rank and first name, as citizens read it.</summary>
    public required string Name { get; set; }

    /// <summary>Takes conversations now.</summary>
    public bool Available { get; set; }

    /// <summary>Last sign of life of a desk page of theirs.</summary>
    public DateTimeOffset LastSeenAt { get; set; }
}

internal sealed class OperatorConfiguration : IEntityTypeConfiguration<Operator>
{
    public void Configure(EntityTypeBuilder<Operator> builder)
    {
        builder.ToTable("operators");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).HasMaxLength(64);
        builder.Property(o => o.Name).HasMaxLength(100);
        builder.HasIndex(o => o.LastSeenAt);
    }
}
