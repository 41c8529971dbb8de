using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.Handoff.Audit;

/// <summary>A citizen's message that raised nothing, drawn by lot to be read again by a supervisor. It keeps no words: those stand in the record, as long as it is kept.</summary>
public sealed class AuditedMessage
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The citizen's message.</summary>
    public required int Sequence { get; init; }

    /// <summary>The day it was written, in Paris.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Its place in the lot of its day, from 1: the order of reading is of chance too.</summary>
    public required int Place { get; init; }

    /// <summary>Right, or should have been graver; null until it is read again.</summary>
    public CorrectionVerdict? Verdict { get; set; }

    /// <summary>The route it should have taken; empty where it was right or is not read yet.</summary>
    public string Route { get; set; } = "";

    /// <summary>The kind of danger, or the sensitive subject, that was missed; empty where it was right.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Who read it again, as colleagues read it.</summary>
    public string By { get; set; } = "";

    /// <summary>When, or null.</summary>
    public DateTimeOffset? At { get; set; }
}

internal sealed class AuditedMessageConfiguration : IEntityTypeConfiguration<AuditedMessage>
{
    public void Configure(EntityTypeBuilder<AuditedMessage> builder)
    {
        builder.ToTable("audited_messages");

        // Two nodes draw the same lot: the second finds it there. Not bound to the conversation, so that the figure outlives a purge.
        builder.HasKey(row => new { row.ConversationId, row.Sequence });
        builder.Property(row => row.ConversationId).HasMaxLength(64);
        builder.Property(row => row.Day).HasConversion(day => day.DayNumber, number => DateOnly.FromDayNumber(number));
        builder.Property(row => row.Verdict).HasConversion<int?>();
        builder.Property(row => row.Route).HasMaxLength(16);
        builder.Property(row => row.Kind).HasMaxLength(32);
        builder.Property(row => row.By).HasMaxLength(100);
        builder.HasIndex(row => new { row.Day, row.Place });
    }
}
