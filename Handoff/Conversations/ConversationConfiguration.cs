using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.Handoff.Conversations;

internal sealed class ConversationConfiguration : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).HasMaxLength(64);
        builder.Property(c => c.Channel).HasMaxLength(32);
        builder.Property(c => c.Visitor).HasMaxLength(128);
        builder.Property(c => c.Locale).HasMaxLength(35);
        builder.Property(c => c.Language).HasMaxLength(8);
        builder.Property(c => c.OperatorId).HasMaxLength(64);
        builder.Property(c => c.OperatorName).HasMaxLength(100);
        builder.Property(c => c.Topic).HasMaxLength(64);
        builder.Property(c => c.Trigger).HasMaxLength(200);
        builder.Property(c => c.Custody).HasConversion<int>();
        builder.Property(c => c.Priority).HasConversion<int>();
        builder.Property(c => c.Gravest).HasConversion<int>();
        builder.Property(c => c.Reason).HasConversion<int>();
        builder.Property(c => c.Ring).HasConversion<int>();
        builder.Property(c => c.OfferedTo).HasMaxLength(64);
        builder.Property(c => c.Asked).HasMaxLength(1000);
        builder.Property(c => c.WantedSkill).HasMaxLength(32);
        builder.Property(c => c.CloseCode).HasMaxLength(32);
        builder.Property(c => c.HandledBy).HasMaxLength(64);
        builder.Property(c => c.Revision).IsConcurrencyToken();
        builder.Ignore(c => c.Added);
        builder.Ignore(c => c.Alerted);
        builder.Ignore(c => c.Unheard);
        builder.HasIndex(c => new { c.Custody, c.Priority, c.QueuedAt });
        builder.HasIndex(c => c.OperatorId);

        // Earlier conversations of a visitor; never changed after the opening.
        builder.HasIndex(c => c.Visitor);

        // The desk looks among the last that were closed; written at the close only, so that talking costs nothing more.
        builder.HasIndex(c => c.ClosedAt);

        // Reports count what was opened in a period; written once.
        builder.HasIndex(c => c.CreatedAt);
    }
}

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages");
        builder.HasKey(m => new { m.ConversationId, m.Sequence });
        builder.Property(m => m.ConversationId).HasMaxLength(64);
        builder.Property(m => m.ClientMessageId).HasMaxLength(200);
        builder.Property(m => m.Kind).HasMaxLength(32);
        builder.Property(m => m.AuthorName).HasMaxLength(100);
        builder.Property(m => m.Locale).HasMaxLength(35);
        builder.Property(m => m.Author).HasConversion<int>();
        builder.Property(m => m.Audience).HasConversion<int>();
        builder.HasOne<Conversation>().WithMany().HasForeignKey(m => m.ConversationId).OnDelete(DeleteBehavior.Cascade);

        // The database itself refuses a doubled message; absent identifiers do not collide.
        builder.HasIndex(m => new { m.ConversationId, m.ClientMessageId }).IsUnique();

        // The studio lists the corrections among all lines; only they pay for it.
        builder.HasIndex(m => m.At).HasFilter($"\"Kind\" = '{LineKind.Correction}'");

        // The board and the reports read who held what when, and who was helped: a few lines a conversation, and only they pay.
        builder.HasIndex(m => m.At, "IX_messages_At_transition").HasFilter($"\"Kind\" = '{LineKind.Transition}'");
        builder.HasIndex(m => m.At, "IX_messages_At_useful").HasFilter($"\"Kind\" = '{LineKind.Useful}'");
    }
}
