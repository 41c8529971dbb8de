using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.Handoff.Drafts;

/// <summary>What an operator was writing and has not sent: it outlives the page, the browser and a restart.</summary>
public sealed class KeptDraft
{
    /// <summary>Who writes.</summary>
    public required string OperatorId { get; init; }

    /// <summary>In which conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>A note for the staff, not a message to the citizen.</summary>
    public required bool IsNote { get; init; }

    /// <summary>The words, at most 20,000 characters.</summary>
    public required string Text { get; set; }

    /// <summary>The citizen's last line when it was begun.</summary>
    public int SeenThrough { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset At { get; set; }
}

internal sealed class KeptDraftConfiguration : IEntityTypeConfiguration<KeptDraft>
{
    public void Configure(EntityTypeBuilder<KeptDraft> builder)
    {
        builder.ToTable("drafts");
        builder.HasKey(d => new { d.OperatorId, d.ConversationId, d.IsNote });
        builder.Property(d => d.OperatorId).HasMaxLength(64);
        builder.Property(d => d.ConversationId).HasMaxLength(64);
        builder.Property(d => d.Text).HasMaxLength(DraftShelf.Longest);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(d => d.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Keeps drafts.</summary>
public sealed class DraftShelf(IDbContextFactory<HandoffDb> databases, TimeProvider clock)
{
    /// <summary>Longest text kept, in characters.</summary>
    public const int Longest = 20_000;

    /// <summary>All of one operator.</summary>
    public async Task<IReadOnlyList<KeptDraft>> OfAsync(string operatorId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<KeptDraft>().AsNoTracking().Where(d => d.OperatorId == operatorId).ToListAsync(cancellationToken);
    }

    /// <summary>Keeps one in the place of the last; an empty one is forgotten.</summary>
    /// <param name="operatorId">Who writes.</param>
    /// <param name="conversationId">Where.</param>
    /// <param name="isNote">A note for the staff.</param>
    /// <param name="text">The words; what is beyond <see cref="Longest"/> is not kept.</param>
    /// <param name="seenThrough">The citizen's last line when it was begun.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task KeepAsync(string operatorId, string conversationId, bool isNote, string text, int seenThrough, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var mine = db.Set<KeptDraft>().Where(d => d.OperatorId == operatorId && d.ConversationId == conversationId && d.IsNote == isNote);
        if (string.IsNullOrWhiteSpace(text))
        {
            await mine.ExecuteDeleteAsync(cancellationToken);
            return;
        }

        if (text.Length > Longest) text = text[..Longest];
        var now = clock.GetUtcNow();
        if (await mine.ExecuteUpdateAsync(set => set.SetProperty(d => d.Text, text).SetProperty(d => d.SeenThrough, seenThrough).SetProperty(d => d.At, now), cancellationToken) > 0) return;
        db.Add(new KeptDraft { OperatorId = operatorId, ConversationId = conversationId, IsNote = isNote, Text = text, SeenThrough = seenThrough, At = now });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two pages of one operator in the same conversation: the other's words stand.
        }
    }
}
