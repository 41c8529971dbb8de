using System.Globalization;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>
/// Whoever told of violence or of wanting to die, was asked whether they are safe and writes nothing more, may not be able to: the
/// conversation becomes urgent, once, and the staff reads why. All it knows stands in the record, so that a restart forgets nothing;
/// every node may run it, since the change is conditional.
/// </summary>
internal sealed class SilenceWatch(IDbContextFactory<HandoffDb> databases, Transcript transcript, Speech speech, IOptions<SilenceOptions> options, TimeProvider clock, ILogger<SilenceWatch> logger) : BackgroundService
{
    /// <summary>Kind of the line that says why.</summary>
    public const string Kind = "silence";

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    /// <summary>One round.</summary>
    /// <returns>How many conversations became urgent.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var risen = 0;
        foreach (var (id, last) in await SilentAsync(cancellationToken))
        {
            if (!await transcript.ChangeAsync(id, conversation => Raise(conversation, last), cancellationToken)) continue;
            risen++;
            Log.SilenceRaised(logger, id, options.Value.SilenceMinutes);
        }

        return risen;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RunAsync(Round, clock, LookAsync, fault => Log.SilenceFailed(logger, fault), stoppingToken);

    /// <summary>Who waits, was asked, and has been silent since: each with the citizen's last message.</summary>
    private async Task<IReadOnlyList<(string Id, int LastCitizenSequence)>> SilentAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - options.Value.Patience;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Conversations.AsNoTracking()
            .Where(c => c.Custody == Custody.Queued && c.Priority == Priority.Sensitive && c.LastCitizenAt < before && c.Topic != null && DialogueState.LastingSubjects.Contains(c.Topic))
            .Where(c => db.Messages.Any(m => m.ConversationId == c.Id && m.Sequence > c.LastCitizenSequence && m.Author == Author.Bot && m.Kind == Replies.AskedWhetherSafe && m.At < before))
            .Where(c => !db.Messages.Any(m => m.ConversationId == c.Id && m.Sequence > c.LastCitizenSequence && m.Kind == Kind))
            .OrderBy(c => c.LastCitizenAt).Select(c => new { c.Id, c.LastCitizenSequence }).Take(200).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.LastCitizenSequence))];
    }

    /// <summary>Holds only if nobody took it, wrote, or raised it since it was found.</summary>
    private bool Raise(Conversation conversation, int last)
    {
        if (conversation is not { Custody: Custody.Queued, Priority: Priority.Sensitive } || conversation.LastCitizenSequence != last) return false;
        conversation.Raise(HandoffReason.Silence, Priority.Urgent, null, null);
        var why = speech.Say(Speech.French, "staff.silence", ("minutes", options.Value.SilenceMinutes.ToString(CultureInfo.InvariantCulture)));
        conversation.Write(new Line(Author.System, why) { Kind = Kind, Audience = Audience.Staff, ReplyTo = last }, clock.GetUtcNow());
        return true;
    }
}
