using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.Handoff.CannedReplies;

/// <summary>A ready-made reply that an operator calls by its shortcut.</summary>
public sealed class CannedReply
{
    /// <summary>Of one that came with the product « language/shortcut », so that it is planted once; else unguessable. At most 64 characters.</summary>
    public required string Id { get; init; }

    /// <summary>What is typed behind the slash: 2 to 24 lower-case letters, digits and hyphens; once a language.</summary>
    public required string Shortcut { get; set; }

    /// <summary>What it is for, in the staff's words; at most 80 characters.</summary>
    public required string Title { get; set; }

    /// <summary>The words, with variables of <see cref="ReplyVariables"/>; at most 2,000 characters.</summary>
    public required string Text { get; set; }

    /// <summary>ISO 639-1 of the words.</summary>
    public required string Language { get; set; }

    /// <summary>One of <see cref="ReplyCategory.All"/>.</summary>
    public required string Category { get; set; }

    /// <summary>Who changed it last; null: nobody has since it came with the product, and newer words of the product take its place.</summary>
    public string? ChangedBy { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Taken away. The row stays, so that the product does not plant it anew.</summary>
    public bool Removed { get; set; }
}

/// <summary>What replies are grouped by.</summary>
public static class ReplyCategory
{
    /// <summary>All, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> All = ["welcome", "silent", "safety", "listening", "orientation", "practical", "closing"];
}

internal sealed class CannedReplyConfiguration : IEntityTypeConfiguration<CannedReply>
{
    public void Configure(EntityTypeBuilder<CannedReply> builder)
    {
        builder.ToTable("canned_replies");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).HasMaxLength(64);
        builder.Property(r => r.Shortcut).HasMaxLength(24);
        builder.Property(r => r.Title).HasMaxLength(80);
        builder.Property(r => r.Text).HasMaxLength(2000);
        builder.Property(r => r.Language).HasMaxLength(8);
        builder.Property(r => r.Category).HasMaxLength(16);
        builder.Property(r => r.ChangedBy).HasMaxLength(100);

        // Two supervisors who add the same shortcut at once: the database keeps one.
        builder.HasIndex(r => new { r.Language, r.Shortcut }).IsUnique().HasFilter("\"Removed\" = FALSE");
    }
}
