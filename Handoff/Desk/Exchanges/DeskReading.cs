using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.Handoff.Queue;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Desk.Exchanges;

/// <summary>The desk's questions to the record.</summary>
internal sealed class DeskReading(QueueBoard board, IDbContextFactory<HandoffDb> databases, TimeProvider clock)
{
    /// <summary>Whoever was here so short a while ago comes back to the same shift.</summary>
    private static readonly TimeSpan SameShift = TimeSpan.FromMinutes(10);

    /// <summary>So many of the last messages can be explained at the desk.</summary>
    private const int MostFindings = 60;

    /// <summary>What an operator's lists show.</summary>
    public async Task<Standing> StandingAsync(string operatorId, CancellationToken cancellationToken)
    {
        var mine = await board.HeldByAsync(operatorId, cancellationToken);
        var waiting = await board.WaitingAsync(cancellationToken);

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var ids = mine.Concat(waiting).Select(item => item.Id).ToList();
        var details = await db.Conversations.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new Detail(
            c.Id,
            c.Channel,
            db.Messages.Where(m => m.ConversationId == c.Id && m.Sequence == c.LastCitizenSequence).Select(m => m.Text.Substring(0, 200)).FirstOrDefault(),
            !db.Messages.Any(m => m.ConversationId == c.Id && m.Sequence > c.LastCitizenSequence && m.Author == Author.Operator && m.Audience == Audience.Everyone),
            db.Messages.Where(m => m.ConversationId == c.Id && m.Kind == LineKind.Transition).OrderByDescending(m => m.Sequence).Select(m => (DateTimeOffset?)m.At).FirstOrDefault()))
            .ToDictionaryAsync(detail => detail.Id, StringComparer.Ordinal, cancellationToken);
        var lastTaken = await db.Conversations.AsNoTracking().MaxAsync(c => c.AcceptedAt, cancellationToken);
        return new Standing(Join(mine, details), Join(waiting, details), lastTaken);
    }

    /// <summary>What triage found in the citizen's lines, the latest first.</summary>
    public async Task<IReadOnlyList<Finding>> FindingsAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Messages.AsNoTracking().Where(m => m.ConversationId == conversationId && m.Assessment != null)
            .OrderByDescending(m => m.Sequence).Take(MostFindings).Select(m => new { Sequence = m.ReplyTo ?? m.Sequence, m.At, m.Assessment }).ToListAsync(cancellationToken);
        var corrected = await CorrectedAsync(db, conversationId, cancellationToken);
        return [.. rows.Select(row => Finding.Read(row.Sequence, row.At, row.Assessment!)).OfType<Finding>()
            .Select(finding => finding with { Corrected = corrected.GetValueOrDefault(finding.Sequence) })];
    }

    /// <summary>Whether an operator who opens the desk is available: as they left it a moment ago, otherwise yes.</summary>
    public async Task<bool> AvailableAsync(string operatorId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var since = clock.GetUtcNow() - SameShift;
        return !await db.Operators.AnyAsync(o => o.Id == operatorId && o.LastSeenAt > since && !o.Available, cancellationToken);
    }

    /// <summary>The last correction of each message.</summary>
    private static async Task<Dictionary<int, Corrected>> CorrectedAsync(HandoffDb db, string conversationId, CancellationToken cancellationToken)
    {
        var corrected = new Dictionary<int, Corrected>();
        var lines = await db.Messages.AsNoTracking().Where(m => m.ConversationId == conversationId && m.Kind == LineKind.Correction)
            .OrderBy(m => m.Sequence).Select(m => new { m.ReplyTo, m.AuthorName, m.At, m.Data }).ToListAsync(cancellationToken);
        foreach (var line in lines)
        {
            if (line.ReplyTo is { } sequence && Correction.Read(line.Data) is { } correction) corrected[sequence] = new Corrected(correction, line.AuthorName ?? "", line.At);
        }

        return corrected;
    }

    private static IReadOnlyList<ExchangeItem> Join(IReadOnlyList<QueueItem> items, Dictionary<string, Detail> details) =>
        [.. items.Where(item => details.ContainsKey(item.Id)).Select(item => Join(item, details[item.Id]))];

    private static ExchangeItem Join(QueueItem item, Detail detail) =>
        new(item, detail.Channel, detail.Words, detail.Unanswered, detail.CustodySince ?? item.QueuedAt ?? item.LastCitizenAt);

    private sealed record Detail(string Id, string Channel, string? Words, bool Unanswered, DateTimeOffset? CustodySince);
}
