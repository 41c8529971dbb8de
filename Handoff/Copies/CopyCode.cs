using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.Handoff.Copies;

/// <summary>The code with which a citizen in a grave case takes one copy of the exchange; only its hash is kept.</summary>
public sealed class CopyCode
{
    /// <summary>The conversation; a new code takes the place of the last.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Salt of the hash.</summary>
    public required byte[] Salt { get; set; }

    /// <summary>Hash of the code.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>Until when it holds.</summary>
    public required DateTimeOffset Until { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; set; }

    /// <summary>The operator who released it.</summary>
    public required string ReleasedBy { get; set; }
}

internal sealed class CopyCodeConfiguration : IEntityTypeConfiguration<CopyCode>
{
    public void Configure(EntityTypeBuilder<CopyCode> builder)
    {
        builder.ToTable("copy_codes");
        builder.HasKey(c => c.ConversationId);
        builder.Property(c => c.ConversationId).HasMaxLength(64);
        builder.Property(c => c.Salt).HasMaxLength(32);
        builder.Property(c => c.Hash).HasMaxLength(32);
        builder.Property(c => c.ReleasedBy).HasMaxLength(64);
        builder.HasOne<Conversation>().WithOne().HasForeignKey<CopyCode>(c => c.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}
