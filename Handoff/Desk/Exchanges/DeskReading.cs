using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Desk.Exchanges;

/// <summary>The desk's questions to the record.</summary>
internal sealed class DeskReading(QueueBoard board, Staffing staffing, IDbContextFactory<HandoffDb> databases)
{
    /// <summary>So many of the last messages can be explained at the desk.</summary>
    private const int MostFindings = 60;

    /// <summary>What an operator's lists show.</summary>
    public async Task<Standing> StandingAsync(StaffMember who, CancellationToken cancellationToken)
    {
        var mine = await board.HeldByAsync(who.Id, cancellationToken);
        var waiting = await board.WaitingAsync(cancellationToken);
        var asking = (await board.AskingForHelpAsync(cancellationToken)).Where(item => item.OperatorId != who.Id).ToList();
        var me = await staffing.OfAsync(who.Id, cancellationToken);
        var present = await staffing.PresentAsync(cancellationToken);
        var viewer = new Viewer(who.Id, who.Supervisor, me?.Skills ?? SkillSet.None);

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var ids = mine.Concat(waiting).Concat(asking).Select(item => item.Id).ToList();
        var details = await db.Conversations.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new Detail(
            c.Id,
            c.Channel,
            db.Messages.Where(m => m.ConversationId == c.Id && m.Sequence == c.LastCitizenSequence).Select(m => m.Text.Substring(0, 200)).FirstOrDefault(),
            !db.Messages.Any(m => m.ConversationId == c.Id && m.Sequence > c.LastCitizenSequence && m.Author == Author.Operator && m.Audience == Audience.Everyone),
            db.Messages.Where(m => m.ConversationId == c.Id && m.Kind == LineKind.Transition).OrderByDescending(m => m.Sequence).Select(m => (DateTimeOffset?)m.At).FirstOrDefault()))
            .ToDictionaryAsync(detail => detail.Id, StringComparer.Ordinal, cancellationToken);
        var lastTaken = await db.Conversations.AsNoTracking().MaxAsync(c => c.AcceptedAt, cancellationToken);
        return new Standing(Join(mine), Join(waiting), lastTaken)
        {
            Me = me,
            Present = [.. present.OrderBy(colleague => colleague.Name, StringComparer.CurrentCulture)],
            Asking = Join(asking),
            Viewer = viewer,
        };

        IReadOnlyList<ExchangeItem> Join(IReadOnlyList<QueueItem> items) => [.. items.Where(item => details.ContainsKey(item.Id)).Select(item => Row(item, details[item.Id]) with { Sealed = Seal.For(item, viewer, present) })];
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

    private static ExchangeItem Row(QueueItem item, Detail detail) =>
        new(item, detail.Channel, detail.Words, detail.Unanswered, item.UnownedSince ?? detail.CustodySince ?? item.QueuedAt ?? item.LastCitizenAt);

    private sealed record Detail(string Id, string Channel, string? Words, bool Unanswered, DateTimeOffset? CustodySince);
}
