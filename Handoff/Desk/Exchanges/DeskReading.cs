using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Parts;
using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Desk.Exchanges;

/// <summary>The desk's questions to the record.</summary>
internal sealed class DeskReading(QueueBoard board, Staffing staffing, IDeliveries deliveries, IDbContextFactory<HandoffDb> databases, TimeProvider clock)
{
    /// <summary>So many of the last messages can be explained at the desk.</summary>
    private const int MostFindings = 60;

    /// <summary>The search looks among so many of the last closed, and shows so many.</summary>
    private const int MostClosed = 500, MostFound = 50;

    private readonly Shared<Glance> glances = new(() => GlanceAsync(board, staffing, databases), clock);

    /// <summary>What an operator's lists show. What all desks of this node show alike is read once for those who ask at one time.</summary>
    /// <param name="who">The operator.</param>
    /// <param name="asOf">What was recorded before this timestamp must be seen; null for all that is recorded now.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Standing> StandingAsync(StaffMember who, long? asOf, CancellationToken cancellationToken)
    {
        var glance = await glances.ReadAsync(asOf, cancellationToken);
        var me = glance.Present.FirstOrDefault(colleague => colleague.Id == who.Id) ?? await staffing.OfAsync(who.Id, cancellationToken);
        var viewer = new Viewer(who.Id, who.Supervisor, me?.Skills ?? SkillSet.None);
        return new Standing(
            [.. glance.Held.Where(item => item.Place.OperatorId == who.Id)],
            [.. glance.Waiting.Select(item => item with { Sealed = Seal.For(item.Place, viewer, glance.Present) })],
            glance.LastTakenAt)
        {
            Me = me,
            Present = glance.Present,
            Asking = [.. glance.Held.Where(item => item.Place.HelpSince is not null && item.Place.OperatorId != who.Id).OrderBy(item => item.Place.HelpSince).Select(item => item with { Sealed = Seal.For(item.Place, viewer, glance.Present) })],
            Viewer = viewer,
        };
    }

    /// <summary>
    /// Looks for words, or a reference, in what waits, is held, or was among the last to be closed. Of what is sealed no word is
    /// looked at: then only its reference finds it.
    /// </summary>
    /// <param name="words">At least 2 characters; a letter's case does not count.</param>
    /// <param name="standing">Who asks.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>At most <see cref="MostFound"/>, those that wait or are held first, then the last closed first.</returns>
    public async Task<IReadOnlyList<ExchangeItem>> SearchAsync(string words, Standing standing, CancellationToken cancellationToken)
    {
        var sought = words.Trim().ToLowerInvariant();
        if (sought.Length < 2) return [];
        var candidates = await board.RecentAsync(MostClosed, cancellationToken);
        var open = candidates.Where(item => Seal.For(item, standing.Viewer, standing.Present) is null).ToList();
        var (ids, reference) = (open.Select(item => item.Id).ToList(), sought.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
#pragma warning disable CA1304, CA1311, CA1862 // Translated: the engine lowers the letters, in its own way.
        var spoken = (await db.Messages.AsNoTracking().Where(m => ids.Contains(m.ConversationId) && m.Text.ToLower().Contains(sought))
            .Select(m => m.ConversationId).Distinct().ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
#pragma warning restore CA1304, CA1311, CA1862
        var topical = open.Where(item => InWords.Topic(item.Topic, item.Reason).Contains(sought, StringComparison.OrdinalIgnoreCase)).Select(item => item.Id);
        spoken.UnionWith(topical);
        var found = candidates.Where(item => spoken.Contains(item.Id) || Reference.Of(item.Id).Replace("-", "", StringComparison.Ordinal).StartsWith(reference, StringComparison.OrdinalIgnoreCase)).Take(MostFound).ToList();
        return [.. (await RowsAsync(databases, found, cancellationToken)).Select(item => item with { Sealed = Seal.For(item.Place, standing.Viewer, standing.Present) })];
    }

    /// <summary>What became of the lines, where the citizen is on a service of another company.</summary>
    public Task<IReadOnlyDictionary<int, LineDelivery>> DeliveriesAsync(string conversationId, CancellationToken cancellationToken) => deliveries.OfAsync(conversationId, cancellationToken);

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

    private static async Task<Glance> GlanceAsync(QueueBoard board, Staffing staffing, IDbContextFactory<HandoffDb> databases)
    {
        var held = await board.HeldAsync(CancellationToken.None);
        var waiting = await board.WaitingAsync(CancellationToken.None);
        var present = await staffing.PresentAsync(CancellationToken.None);
        var rows = await RowsAsync(databases, [.. held, .. waiting], CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync();
        var lastTaken = await db.Conversations.AsNoTracking().MaxAsync(c => c.AcceptedAt);
        return new Glance(
            [.. rows.Where(item => item.Place.Custody is Custody.Assigned)],
            [.. rows.Where(item => item.Place.Custody is Custody.Queued)],
            [.. present.OrderBy(colleague => colleague.Name, StringComparer.CurrentCulture)],
            lastTaken);
    }

    private static async Task<IReadOnlyList<ExchangeItem>> RowsAsync(IDbContextFactory<HandoffDb> databases, IReadOnlyList<QueueItem> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0) return [];
        var ids = items.Select(item => item.Id).ToList();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var details = await db.Conversations.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new Detail(
            c.Id,
            c.Channel,
            db.Messages.Where(m => m.ConversationId == c.Id && m.Sequence == c.LastCitizenSequence).Select(m => m.Text.Substring(0, 200)).FirstOrDefault(),
            !db.Messages.Any(m => m.ConversationId == c.Id && m.Sequence > c.LastCitizenSequence && m.Author == Author.Operator && m.Audience == Audience.Everyone),
            db.Messages.Where(m => m.ConversationId == c.Id && m.Kind == LineKind.Transition).OrderByDescending(m => m.Sequence).Select(m => (DateTimeOffset?)m.At).FirstOrDefault(),
            db.Messages.Where(m => m.ConversationId == c.Id && m.Kind == LineKind.Reread && !db.Messages.Any(reply => reply.ConversationId == c.Id && reply.Sequence > m.Sequence && reply.Author == Author.Operator && reply.Audience == Audience.Everyone))
                .OrderByDescending(m => m.Sequence).Select(m => m.Data).FirstOrDefault()))
            .ToDictionaryAsync(detail => detail.Id, StringComparer.Ordinal, cancellationToken);
        return [.. items.DistinctBy(item => item.Id).Where(item => details.ContainsKey(item.Id)).Select(item => Row(item, details[item.Id]))];
    }

    private static ExchangeItem Row(QueueItem item, Detail detail) =>
        new(item, detail.Channel, detail.Words, detail.Unanswered, item.UnownedSince ?? detail.CustodySince ?? item.QueuedAt ?? item.LastCitizenAt) { Reread = Spoken.WhyToReread(detail.Reread) };

    /// <summary>What all desks see alike.</summary>
    private sealed record Glance(IReadOnlyList<ExchangeItem> Held, IReadOnlyList<ExchangeItem> Waiting, IReadOnlyList<Colleague> Present, DateTimeOffset? LastTakenAt);

    private sealed record Detail(string Id, string Channel, string? Words, bool Unanswered, DateTimeOffset? CustodySince, string? Reread);
}
