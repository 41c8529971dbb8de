using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BrigadeNumerique.Bot.Review;

/// <summary>What editors made of the staff's corrections. The host derives one empty context per engine, with its own migrations.</summary>
public abstract class ReviewDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>The corrections that an editor has settled.</summary>
    public DbSet<ReviewedCorrection> Reviewed => Set<ReviewedCorrection>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        var reviewed = modelBuilder.Entity<ReviewedCorrection>();
        reviewed.ToTable("reviewed_corrections");

        // One settlement a message: a later correction of the same message is settled anew.
        reviewed.HasKey(row => new { row.ConversationId, row.Sequence });
        reviewed.Property(row => row.ConversationId).HasMaxLength(64);
        reviewed.Property(row => row.Text).HasMaxLength(ReviewedCorrection.LongestText);
        reviewed.Property(row => row.Reason).HasMaxLength(ReviewedCorrection.LongestReason);
        reviewed.Property(row => row.By).HasMaxLength(100);
        reviewed.Property(row => row.Language).HasMaxLength(8);
        reviewed.Property(row => row.Route).HasMaxLength(16);
        reviewed.Property(row => row.Sensitive).HasMaxLength(32);
        reviewed.Property(row => row.Intent).HasMaxLength(32);
        reviewed.Property(row => row.Kind).HasMaxLength(32);
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

/// <summary>A correction that an editor accepted, with the words and labels that are learnt, or refused, with the reason; then no words are kept.</summary>
public sealed class ReviewedCorrection
{
    /// <summary>The longest text that is learnt.</summary>
    public const int LongestText = 4000;

    /// <summary>The longest reason.</summary>
    public const int LongestReason = 300;

    /// <summary>The conversation it was made in; it may be purged since.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The citizen's message.</summary>
    public required int Sequence { get; init; }

    /// <summary>The correction that was settled; a later one is not.</summary>
    public required int CorrectionSequence { get; set; }

    /// <summary>It is learnt.</summary>
    public bool Accepted { get; set; }

    /// <summary>The words as the editor left them, without anything that names somebody; empty where refused.</summary>
    public string Text { get; set; } = "";

    /// <summary>ISO 639-1.</summary>
    public string Language { get; set; } = "";

    /// <summary>The right route.</summary>
    public string Route { get; set; } = "";

    /// <summary>The right subject, or empty.</summary>
    public string Sensitive { get; set; } = "";

    /// <summary>The right intent.</summary>
    public string Intent { get; set; } = "";

    /// <summary>The right kind of danger, or empty.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Why it was refused; empty where accepted.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The editor, as colleagues read it.</summary>
    public string By { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
}
