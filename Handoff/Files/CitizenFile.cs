using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.Handoff.Files;

/// <summary>A file that a citizen sent. The bytes lie outside the database, untouched, under the name of their hash.</summary>
public sealed class CitizenFile
{
    /// <summary>Longest name kept, in characters.</summary>
    public const int LongestName = 120;

    /// <summary>Unguessable.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation it was sent in; goes with it.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Its name as the citizen's device gave it, without a path; the ending is that of what it is.</summary>
    public required string Name { get; init; }

    /// <summary>What it is by its bytes, whatever it was called.</summary>
    public required string ContentType { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the original, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Width of the copy that is shown, in pixels; 0 where there is none to show.</summary>
    public int Width { get; init; }

    /// <summary>Height of that copy.</summary>
    public int Height { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A copy without metadata can be shown.</summary>
    public bool HasCopy => Width > 0;
}

internal sealed class CitizenFileConfiguration : IEntityTypeConfiguration<CitizenFile>
{
    public void Configure(EntityTypeBuilder<CitizenFile> builder)
    {
        builder.ToTable("files");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Id).HasMaxLength(32);
        builder.Property(f => f.ConversationId).HasMaxLength(64);
        builder.Property(f => f.Name).HasMaxLength(CitizenFile.LongestName);
        builder.Property(f => f.ContentType).HasMaxLength(64);
        builder.Property(f => f.Sha256).HasMaxLength(64).IsFixedLength();
        builder.Ignore(f => f.HasCopy);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(f => f.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(f => f.ConversationId);

        // Bytes may be shared: before they are erased, somebody asks who else has them.
        builder.HasIndex(f => f.Sha256);
    }
}
