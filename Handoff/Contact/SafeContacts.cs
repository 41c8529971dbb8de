using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Contact;

/// <summary>
/// Keeps how a citizen may be reached, and answers whether: the one question that everything must ask which would reach somebody
/// outside the conversation. Not asked is no.
/// </summary>
public sealed class SafeContacts(IDbContextFactory<HandoffDb> databases, TimeProvider clock)
{
    /// <summary>Keeps the answer; a later one takes its place.</summary>
    /// <param name="conversationId">The conversation; must exist.</param>
    /// <param name="may">Whether the citizen may be reached outside it at all.</param>
    /// <param name="how">By what means; cut at <see cref="SafeContact.Longest"/>.</param>
    /// <param name="when">At what hours.</param>
    /// <param name="never">Where surely not.</param>
    /// <param name="cancellationToken">Stops before the writing.</param>
    public async Task SaveAsync(string conversationId, bool may, string? how, string? when, string? never, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var contact = await db.SafeContacts.SingleOrDefaultAsync(c => c.ConversationId == conversationId, cancellationToken);
        var now = clock.GetUtcNow();
        if (contact is null) db.SafeContacts.Add(contact = new SafeContact { ConversationId = conversationId, May = may, How = "", When = "", Never = "", At = now });

        // Whoever may not be reached has left no address: nothing is there to be used by mistake.
        (contact.May, contact.How, contact.When, contact.Never, contact.At) = (may, may ? Cut(how) : "", may ? Cut(when) : "", Cut(never), now);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>What the citizen said, or null where nobody asked.</summary>
    public async Task<SafeContact?> FindAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.SafeContacts.AsNoTracking().SingleOrDefaultAsync(c => c.ConversationId == conversationId, cancellationToken);
    }

    /// <summary>Whether anything may leave the conversation for this citizen. Asked by whatever would send, print or remind.</summary>
    public async Task<bool> MayBeReachedAsync(string conversationId, CancellationToken cancellationToken) =>
        await FindAsync(conversationId, cancellationToken) is { May: true, How.Length: > 0 };

    private static string Cut(string? words)
    {
        var clean = (words ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        return clean.Length > SafeContact.Longest ? clean[..SafeContact.Longest] : clean;
    }
}
