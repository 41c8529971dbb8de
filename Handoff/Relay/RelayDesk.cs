using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Relay;

/// <summary>Keeps relay sheets and records that one was passed on. Only who holds the conversation may, or a supervisor.</summary>
public sealed class RelayDesk(Transcript transcript, IDbContextFactory<HandoffDb> databases, IDeskTexts texts, TimeProvider clock)
{
    /// <summary>Longest name of who took it at the other end, in characters.</summary>
    public const int LongestName = 100;

    /// <summary>The sheet of a conversation, or null where none was kept yet.</summary>
    public async Task<RelaySheet?> FindAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<RelaySheet>().AsNoTracking().SingleOrDefaultAsync(sheet => sheet.ConversationId == conversationId, cancellationToken);
    }

    /// <summary>Keeps the words in the place of the last.</summary>
    /// <returns>False when the conversation is not theirs.</returns>
    public async Task<bool> SaveAsync(string conversationId, RelayWords words, StaffMember by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (await transcript.FindAsync(conversationId, cancellationToken) is not { } conversation || !May(conversation, by)) return false;
        await KeepAsync(conversationId, sheet => sheet.Write(words, by.Name, clock.GetUtcNow()), cancellationToken);
        return true;
    }

    /// <summary>Records that the sheet was passed to the 17: for the staff in the transcript; to the citizen only where an alert was shown to them.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="words">What was passed on.</param>
    /// <param name="takenBy">Who took it at the other end, 1 to <see cref="LongestName"/> characters.</param>
    /// <param name="by">Who passed it on.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>False when the conversation is not theirs any more.</returns>
    public async Task<bool> PassOnAsync(string conversationId, RelayWords words, string takenBy, StaffMember by, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(takenBy);
        ArgumentNullException.ThrowIfNull(by);
        takenBy = takenBy.Trim();
        if (takenBy.Length > LongestName) throw new ArgumentException("The name is too long.", nameof(takenBy));
        var now = clock.GetUtcNow();
        var done = await transcript.ChangeAsync(conversationId, conversation =>
        {
            if (!May(conversation, by)) return false;
            conversation.Write(new Line(Author.System, "") { Kind = LineKind.Relay, Audience = Audience.Staff, AuthorName = by.Name, Data = new Relayed(takenBy, now).ToJson() }, now);
            if (conversation is { Alerted: true, Custody: Custody.Assigned }) texts.Relayed(conversation, by.Name, now);
            return true;
        }, cancellationToken);
        if (!done) return false;
        await KeepAsync(conversationId, sheet =>
        {
            sheet.Write(words, by.Name, now);
            sheet.PassOn(takenBy, by.Name, now);
        }, cancellationToken);
        return true;
    }

    private async Task KeepAsync(string conversationId, Action<RelaySheet> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var sheet = await db.Set<RelaySheet>().SingleOrDefaultAsync(kept => kept.ConversationId == conversationId, cancellationToken);
            if (sheet is null) db.Add(sheet = new RelaySheet { ConversationId = conversationId });
            change(sheet);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateException) when (attempt < 3)
            {
                // Two pages began the sheet at once: the second writes into the first's.
            }
        }
    }

    private static bool May(Conversation conversation, StaffMember who) => who.Supervisor || (conversation.Custody is Custody.Assigned && conversation.OperatorId == who.Id);
}
