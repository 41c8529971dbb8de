using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.Handoff.Routing;

/// <summary>
/// Whether the desk is in a surge: fewer niceties, longer honest waits, articles first, more in everybody's hands. One row,
/// so that every node and every restart knows.
/// </summary>
public sealed class Surge
{
    /// <summary>The only row.</summary>
    public const int TheOne = 1;

    /// <summary>Always <see cref="TheOne"/>.</summary>
    public int Id { get; init; } = TheOne;

    /// <summary>It is on.</summary>
    public bool On { get; set; }

    /// <summary>Since when it is as it is.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Who switched it, as colleagues read it; null when it was the threshold.</summary>
    public string? By { get; set; }
}

internal sealed class SurgeConfiguration : IEntityTypeConfiguration<Surge>
{
    public void Configure(EntityTypeBuilder<Surge> builder)
    {
        builder.ToTable("surge");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.By).HasMaxLength(100);
    }
}

/// <summary>The surge as it stands.</summary>
/// <param name="On">It is on.</param>
/// <param name="Since">Since when, or null where it never was on.</param>
/// <param name="By">Who switched it; null when it was the threshold.</param>
public sealed record SurgeState(bool On, DateTimeOffset? Since, string? By);
