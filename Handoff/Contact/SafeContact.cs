using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.Handoff.Contact;

/// <summary>How a citizen may be reached without being endangered. Where nothing is known, nobody may be reached but in the conversation.</summary>
public sealed class SafeContact
{
    /// <summary>Longest answer, in characters.</summary>
    public const int Longest = 300;

    /// <summary>The conversation; the answer goes with it.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Whether the citizen may be reached outside the conversation at all.</summary>
    public required bool May { get; set; }

    /// <summary>By what means, in the citizen's words; empty where not said.</summary>
    public required string How { get; set; }

    /// <summary>At what hours.</summary>
    public required string When { get; set; }

    /// <summary>Where surely not.</summary>
    public required string Never { get; set; }

    /// <summary>When it was last said.</summary>
    public required DateTimeOffset At { get; set; }
}

internal sealed class SafeContactConfiguration : IEntityTypeConfiguration<SafeContact>
{
    public void Configure(EntityTypeBuilder<SafeContact> builder)
    {
        builder.ToTable("safe_contacts");
        builder.HasKey(c => c.ConversationId);
        builder.Property(c => c.ConversationId).HasMaxLength(64);
        builder.Property(c => c.How).HasMaxLength(SafeContact.Longest);
        builder.Property(c => c.When).HasMaxLength(SafeContact.Longest);
        builder.Property(c => c.Never).HasMaxLength(SafeContact.Longest);
        builder.HasOne<Conversation>().WithOne().HasForeignKey<SafeContact>(c => c.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}
