using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.Handoff.Notes;

/// <summary>A colleague who is named in a note; shown to them until they have opened the conversation.</summary>
public sealed class NoteMention
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The line of the note.</summary>
    public required int Sequence { get; init; }

    /// <summary>Who is named.</summary>
    public required string OperatorId { get; init; }

    /// <summary>Who names them, as colleagues read it.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When they opened the conversation, or null.</summary>
    public DateTimeOffset? SeenAt { get; set; }
}

/// <summary>A word that the staff puts on a conversation.</summary>
public sealed class ConversationTag
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The word without case and accents: once a conversation.</summary>
    public required string Key { get; init; }

    /// <summary>The word as written; at most 40 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Who put it.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class NoteMentionConfiguration : IEntityTypeConfiguration<NoteMention>
{
    public void Configure(EntityTypeBuilder<NoteMention> builder)
    {
        builder.ToTable("note_mentions");
        builder.HasKey(m => new { m.ConversationId, m.Sequence, m.OperatorId });
        builder.Property(m => m.ConversationId).HasMaxLength(64);
        builder.Property(m => m.OperatorId).HasMaxLength(64);
        builder.Property(m => m.By).HasMaxLength(100);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(m => m.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(m => new { m.OperatorId, m.SeenAt });
    }
}

internal sealed class ConversationTagConfiguration : IEntityTypeConfiguration<ConversationTag>
{
    public void Configure(EntityTypeBuilder<ConversationTag> builder)
    {
        builder.ToTable("conversation_tags");
        builder.HasKey(t => new { t.ConversationId, t.Key });
        builder.Property(t => t.ConversationId).HasMaxLength(64);
        builder.Property(t => t.Key).HasMaxLength(40);
        builder.Property(t => t.Name).HasMaxLength(40);
        builder.Property(t => t.By).HasMaxLength(100);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(t => t.ConversationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(t => t.Key);
    }
}
