using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Skills;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Queue;

/// <summary>A conversation as the desk lists it.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="Custody">Who holds it.</param>
/// <param name="Priority">Its place.</param>
/// <param name="Reason">Why it was handed over.</param>
/// <param name="Topic">What about.</param>
/// <param name="Trigger">The words that triggered it.</param>
/// <param name="QueuedAt">Since when a person is waited for.</param>
/// <param name="OperatorId">Who holds it, if a person does.</param>
/// <param name="OperatorName">Their name.</param>
/// <param name="LastCitizenAt">When the citizen last wrote.</param>
/// <param name="Locale">The citizen's language tag.</param>
/// <param name="Epoch">The epoch seen.</param>
/// <param name="AlertShown">The alert stood on a screen already.</param>
public sealed record QueueItem(
    string Id, Custody Custody, Priority Priority, HandoffReason Reason, string? Topic, string? Trigger,
    DateTimeOffset? QueuedAt, string? OperatorId, string? OperatorName, DateTimeOffset LastCitizenAt, string? Locale, int Epoch, bool AlertShown)
{
    /// <summary>Since when it waits without an owner.</summary>
    public DateTimeOffset? UnownedSince { get; init; }

    /// <summary>How wide it was offered.</summary>
    public Ring Ring { get; init; }

    /// <summary>To whom it is offered now.</summary>
    public string? OfferedTo { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? OfferUntil { get; init; }

    /// <summary>Who was asked in this turn of the queue, separated by spaces.</summary>
    public string Asked { get; init; } = "";

    /// <summary>The skills that it asks for.</summary>
    public SkillSet Needs => Skills.Needs.Of(Topic, Language ?? Locale, WantedSkill);

    /// <summary>The language in which the citizen was last answered.</summary>
    public string? Language { get; init; }

    /// <summary>The skill that a colleague asked for.</summary>
    public string? WantedSkill { get; init; }

    /// <summary>Since when it is on hold.</summary>
    public DateTimeOffset? OnHoldSince { get; init; }

    /// <summary>Since when its operator asks for help.</summary>
    public DateTimeOffset? HelpSince { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The last who held it.</summary>
    public string? HandledBy { get; init; }
}

/// <summary>How an attempt to take a conversation ended.</summary>
public abstract record Acceptance
{
    private Acceptance()
    {
    }

    /// <summary>It is theirs.</summary>
    public sealed record Taken : Acceptance;

    /// <summary>Somebody was quicker.</summary>
    /// <param name="OperatorName">Who.</param>
    /// <param name="At">When.</param>
    public sealed record TakenBy(string OperatorName, DateTimeOffset At) : Acceptance;

    /// <summary>It is for those who have a skill that this operator has not.</summary>
    /// <param name="Skill">Which.</param>
    public sealed record Sealed(string Skill) : Acceptance;

    /// <summary>Nobody waits any more: closed, or back with the assistant.</summary>
    /// <param name="Custody">Who holds it now.</param>
    public sealed record Gone(Custody Custody) : Acceptance;
}

/// <summary>The place of a waiting citizen.</summary>
/// <param name="Place">From 1.</param>
/// <param name="Minutes">Estimated wait, or null when nothing is known.</param>
public sealed record QueuePlace(int Place, int? Minutes);

/// <summary>The queue: who waits, in which order, and who takes whom.</summary>
public sealed class QueueBoard(Transcript transcript, IDbContextFactory<HandoffDb> databases, TimeProvider clock)
{
    /// <summary>All that waits, in order: priority, then the time of the first queueing.</summary>
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Items(db.Conversations.Where(c => c.Custody == Custody.Queued)
            .OrderByDescending(c => c.Priority).ThenBy(c => c.QueuedAt).ThenBy(c => c.Id)).ToListAsync(cancellationToken);
    }

    /// <summary>What one operator holds, the gravest first.</summary>
    public async Task<IReadOnlyList<QueueItem>> HeldByAsync(string operatorId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Items(db.Conversations.Where(c => c.Custody == Custody.Assigned && c.OperatorId == operatorId)
            .OrderByDescending(c => c.Priority).ThenBy(c => c.AcceptedAt)).ToListAsync(cancellationToken);
    }

    /// <summary>What all operators hold, the gravest first.</summary>
    public async Task<IReadOnlyList<QueueItem>> HeldAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Items(db.Conversations.Where(c => c.Custody == Custody.Assigned).OrderByDescending(c => c.Priority).ThenBy(c => c.AcceptedAt)).ToListAsync(cancellationToken);
    }

    /// <summary>Whose operator asks for help, the longest first.</summary>
    public async Task<IReadOnlyList<QueueItem>> AskingForHelpAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Items(db.Conversations.Where(c => c.Custody == Custody.Assigned && c.HelpSince != null).OrderBy(c => c.HelpSince)).ToListAsync(cancellationToken);
    }

    /// <summary>One conversation as the desk lists it, or null.</summary>
    public async Task<QueueItem?> FindAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Items(db.Conversations.Where(c => c.Id == conversationId)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Gives a waiting conversation to an operator; of many who try, one gets it and the others read who did.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="operatorId">Who takes it.</param>
    /// <param name="operatorName">Their name for the citizen.</param>
    /// <param name="announce">Writes what the citizen is told, in the same transaction.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="KeyNotFoundException">There is no such conversation.</exception>
    public Task<Acceptance> AcceptAsync(string conversationId, string operatorId, string operatorName, Action<Conversation> announce, CancellationToken cancellationToken) =>
        transcript.ChangeAsync<Acceptance>(conversationId, conversation =>
        {
            if (conversation.Custody is Custody.Assigned) return new Acceptance.TakenBy(conversation.OperatorName!, conversation.AcceptedAt!.Value);
            if (conversation.Custody is not Custody.Queued) return new Acceptance.Gone(conversation.Custody);
            conversation.Accept(operatorId, operatorName, clock.GetUtcNow());
            announce(conversation);
            return new Acceptance.Taken();
        }, cancellationToken);

    /// <summary>Takes a conversation from an operator who was lost, unless it has changed hands since.</summary>
    /// <returns>True when it went back to the queue.</returns>
    public Task<bool> RequeueAsync(string conversationId, string operatorId, string cause, Action<Conversation> announce, CancellationToken cancellationToken) =>
        transcript.ChangeAsync(conversationId, conversation =>
        {
            if (conversation.Custody is not Custody.Assigned || conversation.OperatorId != operatorId) return false;
            conversation.Requeue(cause, clock.GetUtcNow());
            announce(conversation);
            return true;
        }, cancellationToken);

    /// <summary>An operator who goes gives a conversation back to the queue; the citizen is told, and the place is kept.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="operatorId">Who must hold it still.</param>
    /// <param name="cause">« away », « drain », « signed-out ».</param>
    /// <param name="texts">Words what the citizen is told.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>False when it has changed hands since.</returns>
    public Task<bool> GiveAwayAsync(string conversationId, string operatorId, string cause, IDeskTexts texts, CancellationToken cancellationToken) =>
        transcript.ChangeAsync(conversationId, conversation =>
        {
            if (conversation.Custody is not Custody.Assigned || conversation.OperatorId != operatorId) return false;
            var (name, now) = (conversation.OperatorName!, clock.GetUtcNow());
            conversation.Requeue(cause, now);
            texts.Transferred(conversation, name, now);
            return true;
        }, cancellationToken);

    /// <summary>Offers a waiting conversation to one operator, unless anything about it changed since it was read.</summary>
    /// <param name="seen">As it was read.</param>
    /// <param name="operatorId">To whom.</param>
    /// <param name="ring">How wide it was offered so far.</param>
    /// <param name="anew">All were asked: the asking begins again.</param>
    /// <param name="until">The deadline.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>True when it is offered; every node may try, one does.</returns>
    public Task<bool> OfferAsync(QueueItem seen, string operatorId, Ring ring, bool anew, DateTimeOffset until, CancellationToken cancellationToken) =>
        IfUnchangedAsync(seen, conversation => conversation.Offer(operatorId, ring, anew, until, clock.GetUtcNow()), cancellationToken);

    /// <summary>Asks the next ring, unless anything about the conversation changed since it was read.</summary>
    /// <returns>True when it is asked.</returns>
    public Task<bool> WidenAsync(QueueItem seen, Ring ring, DateTimeOffset? until, CancellationToken cancellationToken) =>
        IfUnchangedAsync(seen, conversation => conversation.Widen(ring, until, clock.GetUtcNow()), cancellationToken);

    /// <summary>The operator to whom it is offered does not want it.</summary>
    /// <returns>False when it is not offered to this operator any more.</returns>
    public Task<bool> DeclineAsync(string conversationId, string operatorId, CancellationToken cancellationToken) =>
        transcript.ChangeAsync(conversationId, conversation => conversation.Decline(operatorId, clock.GetUtcNow()), cancellationToken);

    /// <summary>Places of all who wait, by conversation.</summary>
    public async Task<IReadOnlyDictionary<string, QueuePlace>> PlacesAsync(CancellationToken cancellationToken)
    {
        var waiting = await WaitingAsync(cancellationToken);
        var minutesEach = await MinutesEachAsync(cancellationToken);
        return waiting.Select((item, index) => (item.Id, Place: new QueuePlace(index + 1, Estimate(minutesEach, index))))
            .ToDictionary(pair => pair.Id, pair => pair.Place, StringComparer.Ordinal);
    }

    private Task<bool> IfUnchangedAsync(QueueItem seen, Action<Conversation> change, CancellationToken cancellationToken) =>
        transcript.ChangeAsync(seen.Id, conversation =>
        {
            if (conversation.Custody is not Custody.Queued || conversation.Epoch != seen.Epoch) return false;
            if ((conversation.OfferedTo, conversation.OfferUntil, conversation.Ring) != (seen.OfferedTo, seen.OfferUntil, seen.Ring)) return false;
            change(conversation);
            return true;
        }, cancellationToken);

    private static int? Estimate(double? minutesEach, int before) =>
        minutesEach is { } each ? Math.Max(1, (int)Math.Ceiling(each * (before + 1))) : null;

    /// <summary>Minutes between two takes, from the last twenty of the last two hours; null under three: a guess would be a lie.</summary>
    private async Task<double?> MinutesEachAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddHours(-2);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var takes = await db.Conversations.AsNoTracking().Where(c => c.AcceptedAt != null && c.AcceptedAt > since)
            .OrderByDescending(c => c.AcceptedAt).Select(c => c.AcceptedAt!.Value).Take(20).ToListAsync(cancellationToken);
        return takes.Count < 3 ? null : (takes[0] - takes[^1]).TotalMinutes / (takes.Count - 1);
    }

    private static IQueryable<QueueItem> Items(IQueryable<Conversation> conversations) => conversations.AsNoTracking().Select(c => new QueueItem(
        c.Id, c.Custody, c.Priority, c.Reason, c.Topic, c.Trigger, c.QueuedAt, c.OperatorId, c.OperatorName, c.LastCitizenAt, c.Locale, c.Epoch, c.AlertShown)
    {
        UnownedSince = c.UnownedSince,
        Ring = c.Ring,
        OfferedTo = c.OfferedTo,
        OfferUntil = c.OfferUntil,
        Asked = c.Asked,
        Language = c.Language,
        WantedSkill = c.WantedSkill,
        OnHoldSince = c.OnHoldSince,
        HelpSince = c.HelpSince,
        ClosedAt = c.ClosedAt,
        HandledBy = c.HandledBy,
    });
}
