using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.Handoff.Operators;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>
/// Whoever waits long in an ordinary case is offered other ways, and whoever waits while the last operator goes is told so: once a
/// wait each. What was said stands in the record, so that every node may run it and a restart repeats nothing. Those in danger are
/// told by the alert, and nobody who was asked whether they are safe is asked something else.
/// </summary>
internal sealed class WaitingWatch(
    IDbContextFactory<HandoffDb> databases, Transcript transcript, Replies replies, LanguageOf languages, DeskPresence desk, IOptions<WaitingOptions> options, TimeProvider clock, ILogger<WaitingWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    /// <summary>A desk that reloads its page, or a database away for a moment, is not the end of a shift.</summary>
    private static readonly TimeSpan Gone = TimeSpan.FromMinutes(1);

    private DateTimeOffset? emptySince;

    /// <summary>One round.</summary>
    /// <returns>How many citizens were told something.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        emptySince = desk.Online ? null : emptySince ?? now;
        var told = await TellAsync(Replies.Patience, now - options.Value.Patience, conversation => replies.LongWait(Language(conversation)), cancellationToken);
        if (now - emptySince >= Gone) told += await TellAsync(Replies.NobodyThere, now - Gone, conversation => replies.Nobody(Language(conversation), sensitive: conversation.Priority is not Priority.Normal), cancellationToken);
        return told;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RunAsync(Round, clock, LookAsync, fault => Log.WaitingFailed(logger, fault), stoppingToken);

    private async Task<int> TellAsync(string kind, DateTimeOffset before, Func<Conversation, Line> words, CancellationToken cancellationToken)
    {
        var told = 0;
        foreach (var (id, epoch) in await UntoldAsync(kind, before, cancellationToken))
        {
            // Two nodes that found it at once: the second finds the line of the first by the identifier.
            if (await transcript.ChangeAsync(id, $"{kind}-{epoch}", (conversation, known) => Write(conversation, known, kind, epoch, words), cancellationToken)) told++;
        }

        return told;
    }

    private bool Write(Conversation conversation, int? known, string kind, int epoch, Func<Conversation, Line> words)
    {
        if (known is not null || conversation is not { Custody: Custody.Queued, Priority: not Priority.Urgent } || conversation.Epoch != epoch) return false;
        conversation.Write(words(conversation) with { ClientMessageId = $"{kind}-{epoch}" }, clock.GetUtcNow());
        return true;
    }

    private async Task<IReadOnlyList<(string Id, int Epoch)>> UntoldAsync(string kind, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var ordinaryOnly = kind == Replies.Patience;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Conversations.AsNoTracking()
            .Where(c => c.Custody == Custody.Queued && c.UnownedSince != null && c.QueuedAt < before && (c.Priority == Priority.Normal || (!ordinaryOnly && c.Priority == Priority.Sensitive)))
            .Where(c => !db.Messages.Any(m => m.ConversationId == c.Id && m.Kind == kind && m.At >= c.UnownedSince))
            .OrderBy(c => c.QueuedAt).Select(c => new { c.Id, c.Epoch }).Take(200).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.Epoch))];
    }

    private string Language(Conversation conversation) => languages.For(conversation.Language, conversation.Locale);
}
