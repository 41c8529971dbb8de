using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.Handoff.Satisfaction;

/// <summary>What a citizen thought of the exchange, once per close; never asked after a sensitive or urgent case.</summary>
public sealed class Opinion
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The epoch of the close it is about: reopened and closed again, it may be given again.</summary>
    public required int Epoch { get; init; }

    /// <summary>From 1, not at all, to 5, entirely.</summary>
    public required int Score { get; init; }

    /// <summary>A free line, at most 500 characters.</summary>
    public string? Comment { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class OpinionConfiguration : IEntityTypeConfiguration<Opinion>
{
    public void Configure(EntityTypeBuilder<Opinion> builder)
    {
        builder.ToTable("opinions");
        builder.HasKey(o => new { o.ConversationId, o.Epoch });
        builder.Property(o => o.ConversationId).HasMaxLength(64);
        builder.Property(o => o.Comment).HasMaxLength(500);
        builder.HasIndex(o => o.At);
    }
}

/// <summary>Keeps opinions.</summary>
public sealed class Opinions(IDbContextFactory<HandoffDb> databases, TimeProvider clock)
{
    /// <summary>Keeps one opinion a close.</summary>
    /// <returns>False when the score is out of 1 to 5, the conversation is not closed, was grave, or has an opinion already.</returns>
    public async Task<bool> GiveAsync(string conversationId, int score, string? comment, CancellationToken cancellationToken)
    {
        if (score is < 1 or > 5) return false;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var conversation = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == conversationId, cancellationToken);
        if (conversation is not { Custody: Custody.Closed, Gravest: Priority.Normal }) return false;
        var known = await db.Opinions.AnyAsync(o => o.ConversationId == conversationId && o.Epoch == conversation.Epoch, cancellationToken);
        if (known) return false;
        db.Opinions.Add(new Opinion
        {
            ConversationId = conversationId,
            Epoch = conversation.Epoch,
            Score = score,
            Comment = string.IsNullOrWhiteSpace(comment) ? null : comment.Length > 500 ? comment[..500] : comment,
            At = clock.GetUtcNow(),
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            // Two taps at once: the first opinion stands.
            return false;
        }
    }
}
