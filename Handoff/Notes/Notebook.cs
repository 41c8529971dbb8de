using System.Data.Common;
using BrigadeNumerique.Handoff.CannedReplies;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Routing;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Notes;

/// <summary>A conversation in whose notes one is named.</summary>
/// <param name="ConversationId">Which.</param>
/// <param name="By">Who names.</param>
/// <param name="At">When, last.</param>
public sealed record Named(string ConversationId, string By, DateTimeOffset At);

/// <summary>An earlier conversation of the same visitor.</summary>
/// <param name="Id">Which.</param>
/// <param name="At">When it was opened.</param>
/// <param name="Custody">Who holds it.</param>
/// <param name="Gravest">The highest place it had.</param>
/// <param name="HandledBy">The last operator's name, or null.</param>
/// <param name="CloseCode">How it ended, or null.</param>
/// <param name="FirstWords">The citizen's first words, or null.</param>
public sealed record Earlier(string Id, DateTimeOffset At, Custody Custody, Priority Gravest, string? HandledBy, string? CloseCode, string? FirstWords);

/// <summary>What the staff writes beside a conversation: notes, mentions, tags. Nothing of it ever reaches the citizen.</summary>
public sealed class Notebook(Transcript transcript, IDbContextFactory<HandoffDb> databases, Staffing staffing, IChangeFeed feed, TimeProvider clock)
{
    /// <summary>Longest note and longest tag, in characters; most tags of one conversation.</summary>
    public const int LongestNote = 2000, LongestTag = 40, MostTags = 12;

    /// <summary>The form of a visitor whom a token vouches for: any other name is what a client calls itself.</summary>
    private const string BoundVisitor = "dl_";

    private const int MostEarlier = 20;

    /// <summary>Writes a note. Whoever may read the conversation may.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="text">The words, 1 to <see cref="LongestNote"/> characters; « @Camille » names a colleague.</param>
    /// <param name="clientId">The page's identifier: sent twice, written once.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>False when the conversation is sealed to them.</returns>
    /// <exception cref="KeyNotFoundException">There is no such conversation.</exception>
    public async Task<bool> WriteAsync(string conversationId, StaffMember by, string text, string clientId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentNullException.ThrowIfNull(by);
        if (text.Length > LongestNote) throw new ArgumentException("The note is too long.", nameof(text));
        if (!await MayReadAsync(conversationId, by, cancellationToken)) return false;
        var named = Mentions.In(text, await NameableAsync(cancellationToken));
        var at = clock.GetUtcNow();
        var sequence = await transcript.ChangeAsync(conversationId, clientId, (conversation, known) => known
            ?? conversation.Write(new Line(Author.Operator, text) { Kind = LineKind.Note, Audience = Audience.Staff, AuthorName = by.Name, ClientMessageId = clientId }, at).Sequence, cancellationToken);
        await MentionAsync(conversationId, sequence, [.. named.Where(colleague => colleague.Id != by.Id)], by.Name, at, cancellationToken);
        return true;
    }

    /// <summary>All who ever were at the desk, by name.</summary>
    public async Task<IReadOnlyList<Nameable>> NameableAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Operators.AsNoTracking().OrderBy(o => o.Name).Select(o => new Nameable(o.Id, o.Name)).ToListAsync(cancellationToken);
    }

    /// <summary>Where an operator is named and has not looked yet, the latest first.</summary>
    public async Task<IReadOnlyList<Named>> NamedAsync(string operatorId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<NoteMention>().AsNoTracking().Where(m => m.OperatorId == operatorId && m.SeenAt == null).OrderByDescending(m => m.At).Take(50).ToListAsync(cancellationToken);
        return [.. rows.DistinctBy(row => row.ConversationId).Select(row => new Named(row.ConversationId, row.By, row.At))];
    }

    /// <summary>The operator has opened the conversation.</summary>
    public async Task SeenAsync(string conversationId, string operatorId, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Set<NoteMention>().Where(m => m.ConversationId == conversationId && m.OperatorId == operatorId && m.SeenAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.SeenAt, now), cancellationToken);
    }

    /// <summary>The tags of a conversation, as they were put.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<ConversationTag>().AsNoTracking().Where(t => t.ConversationId == conversationId).OrderBy(t => t.At).Select(t => t.Name).ToListAsync(cancellationToken);
    }

    /// <summary>The tags used most, for the next one to be called alike.</summary>
    public async Task<IReadOnlyList<string>> UsedTagsAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<ConversationTag>().AsNoTracking().GroupBy(t => t.Key).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group => group.Min(t => t.Name)!).Take(30).ToListAsync(cancellationToken);
    }

    /// <summary>Puts a tag.</summary>
    /// <returns>False when it is there already, empty, too long, one too many, or the conversation is sealed to them.</returns>
    public async Task<bool> TagAsync(string conversationId, string name, StaffMember by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(by);
        name = string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var key = ReplySearch.Fold(name);
        if (name.Length is 0 or > LongestTag || key.Length is 0 or > LongestTag || !await MayReadAsync(conversationId, by, cancellationToken)) return false;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var keys = await db.Set<ConversationTag>().Where(t => t.ConversationId == conversationId).Select(t => t.Key).ToListAsync(cancellationToken);
        if (keys.Count >= MostTags || keys.Contains(key)) return false;
        db.Add(new ConversationTag { ConversationId = conversationId, Key = key, Name = name, By = by.Name, At = clock.GetUtcNow() });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // A colleague put the same one by a moment sooner.
            return false;
        }

        feed.Publish(conversationId);
        return true;
    }

    /// <summary>Takes a tag off.</summary>
    /// <returns>False when it is not there, or the conversation is sealed to them.</returns>
    public async Task<bool> UntagAsync(string conversationId, string name, StaffMember by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!await MayReadAsync(conversationId, by, cancellationToken)) return false;
        var key = ReplySearch.Fold(name);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var gone = await db.Set<ConversationTag>().Where(t => t.ConversationId == conversationId && t.Key == key).ExecuteDeleteAsync(cancellationToken) == 1;
        if (gone) feed.Publish(conversationId);
        return gone;
    }

    /// <summary>
    /// Earlier conversations of the same visitor that this reader may read, the latest first. Only of a visitor whom a token
    /// vouches for, and never one that the citizen left by the quick exit: it is shut.
    /// </summary>
    public async Task<IReadOnlyList<Earlier>> EarlierAsync(string conversationId, StaffMember reader, CancellationToken cancellationToken)
    {
        if (await transcript.FindAsync(conversationId, cancellationToken) is not { } present || !present.Visitor.StartsWith(BoundVisitor, StringComparison.Ordinal)) return [];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var others = await db.Conversations.AsNoTracking()
            .Where(c => c.Visitor == present.Visitor && c.Channel == present.Channel && c.Id != conversationId && !c.Locked && c.CreatedAt < present.CreatedAt)
            .OrderByDescending(c => c.CreatedAt).Take(MostEarlier).ToListAsync(cancellationToken);
        if (others.Count == 0) return [];
        var standing = await staffing.ReaderAsync(reader.Id, reader.Supervisor, cancellationToken);
        var open = others.Where(c => standing.Lacks(c) is null).ToList();
        var ids = open.Select(c => c.Id).ToList();
        var words = await db.Messages.AsNoTracking().Where(m => ids.Contains(m.ConversationId) && m.Author == Author.Citizen)
            .GroupBy(m => m.ConversationId).Select(group => group.OrderBy(m => m.Sequence).First()).ToDictionaryAsync(m => m.ConversationId, m => m.Text, StringComparer.Ordinal, cancellationToken);
        var names = await db.Operators.AsNoTracking().ToDictionaryAsync(o => o.Id, o => o.Name, StringComparer.Ordinal, cancellationToken);
        return [.. open.Select(c => new Earlier(c.Id, c.CreatedAt, c.Custody, c.Gravest, c.HandledBy is { } who ? names.GetValueOrDefault(who) : null, c.CloseCode, Cut(words.GetValueOrDefault(c.Id))))];
    }

    private async Task MentionAsync(string conversationId, int sequence, IReadOnlyList<Nameable> named, string by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (named.Count == 0) return;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.AddRange(named.Select(colleague => new NoteMention { ConversationId = conversationId, Sequence = sequence, OperatorId = colleague.Id, By = by, At = at }));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException fault) when (fault.InnerException is DbException)
        {
            // The same note sent twice: they are named already.
            return;
        }

        // The desks may have read between the note and the mention.
        feed.Publish(conversationId);
    }

    private async Task<bool> MayReadAsync(string conversationId, StaffMember who, CancellationToken cancellationToken)
    {
        var conversation = await transcript.FindAsync(conversationId, cancellationToken) ?? throw new KeyNotFoundException("There is no such conversation.");
        return (await staffing.ReaderAsync(who.Id, who.Supervisor, cancellationToken)).Lacks(conversation) is null;
    }

    private static string? Cut(string? words) => words is { Length: > 160 } ? words[..160] + "…" : words;
}
