using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Supervision;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Handoff.Audit;

/// <summary>A drawn message that nobody has read again yet.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Sequence">The citizen's message.</param>
/// <param name="Day">The day it was written, in Paris.</param>
/// <param name="Text">The citizen's words.</param>
/// <param name="Before">What was said just before, the oldest first; each with whether the citizen said it.</param>
/// <param name="Said">What triage found.</param>
public sealed record ToReadAgain(string ConversationId, int Sequence, DateOnly Day, string Text, IReadOnlyList<(bool Citizen, string Text)> Before, Finding Said);

/// <summary>What reading again has found.</summary>
/// <param name="Drawn">How many messages were drawn.</param>
/// <param name="Read">How many were read again.</param>
/// <param name="Missed">How many of those should have been graver.</param>
/// <param name="Emergencies">How many of the missed were emergencies.</param>
public sealed record AuditFigures(int Drawn, int Read, int Missed, int Emergencies);

/// <summary>
/// Messages that raised nothing, drawn by lot and read again by a supervisor: what the triage missed and nobody noticed is found
/// nowhere else. The verdict stands in the record as a correction, where editors find it; it moves no conversation, whose citizen is gone.
/// </summary>
public sealed class AuditBook(IDbContextFactory<HandoffDb> databases, Transcript transcript, IOptions<SupervisionOptions> options, TimeProvider clock)
{
    /// <summary>Days that are drawn when they were not yet: whoever comes back from leave finds a week.</summary>
    public const int DaysBack = 7;

    private const int LinesBefore = 3, LinesAround = 12, ConversationsAtOnce = 500;

    private const string NotSensitive = "\"sensitive\":\"\"", Emergency = "\"route\":\"emergency\"";

    /// <summary>Draws the lots of the last days that are over and have none.</summary>
    /// <returns>How many messages were drawn.</returns>
    public async Task<int> DrawAsync(CancellationToken cancellationToken)
    {
        var (today, drawn) = (Shift.Day(clock.GetUtcNow()), 0);
        for (var back = 1; back <= DaysBack; back++) drawn += await DrawAsync(today.AddDays(-back), cancellationToken);
        return drawn;
    }

    /// <summary>Draws the lot of one day, unless it has one. The same seed gives the same lot, on every node.</summary>
    /// <returns>How many messages were drawn.</returns>
    public async Task<int> DrawAsync(DateOnly day, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Audited.AnyAsync(row => row.Day == day, cancellationToken)) return 0;
        var (from, to) = (Shift.Midnight(day), Shift.Midnight(day.AddDays(1)));

        // What people looked at is no secret: only conversations in which nothing was ever raised. They are found first and their
        // lines by their key, a few hundred at a time: a database that began with the lines would read those of years.
        var calm = await db.Conversations.AsNoTracking().Where(c => c.CreatedAt < to && c.LastAt >= from && c.Gravest == Priority.Normal).Select(c => c.Id).ToListAsync(cancellationToken);
        var lot = new Lot(options.Value.AuditSample);
        foreach (var some in calm.Chunk(ConversationsAtOnce))
        {
            var ids = some.ToList();
            var rows = await db.Messages.AsNoTracking()
                .Where(found => ids.Contains(found.ConversationId) && found.Kind == LineKind.Assessment && found.At >= from && found.At < to && found.ReplyTo != null
                    && found.Assessment!.Contains(NotSensitive) && !found.Assessment!.Contains(Emergency))
                .Select(found => new { found.ConversationId, Sequence = found.ReplyTo!.Value }).ToListAsync(cancellationToken);
            foreach (var row in rows) lot.Add(row.ConversationId, row.Sequence, Rank(options.Value.AuditSeed, day, row.ConversationId, row.Sequence));
        }

        var chosen = lot.InOrder();
        db.Audited.AddRange(chosen.Select((row, n) => new AuditedMessage { ConversationId = row.ConversationId, Sequence = row.Sequence, Day = day, Place = n + 1 }));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return chosen.Count;
        }
        catch (DbUpdateException)
        {
            // Another node drew the same lot.
            return 0;
        }
    }

    /// <summary>What waits to be read again, the latest day first, in the order of the lot. What was purged since is left out.</summary>
    public async Task<IReadOnlyList<ToReadAgain>> PendingAsync(int take, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Audited.AsNoTracking().Where(row => row.Verdict == null).OrderByDescending(row => row.Day).ThenBy(row => row.Place).Take(take)
            .Select(row => new
            {
                row.ConversationId,
                row.Sequence,
                row.Day,
                Found = db.Messages.Where(found => found.ConversationId == row.ConversationId && found.ReplyTo == row.Sequence && found.Kind == LineKind.Assessment).Select(found => found.Assessment).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        var pending = new List<ToReadAgain>();
        foreach (var row in rows.Where(row => row.Found is not null))
        {
            var lines = await transcript.ReadAsync(row.ConversationId, Math.Max(0, row.Sequence - LinesAround), LinesAround, cancellationToken);
            if (lines.FirstOrDefault(line => line.Sequence == row.Sequence) is not { } message || Finding.Read(row.Sequence, message.At, row.Found!) is not { } said) continue;
            var before = lines.Where(line => line.Sequence < row.Sequence && line is { Audience: Audience.Everyone, Kind: not LineKind.Transition, Text.Length: > 0 }).TakeLast(LinesBefore);
            pending.Add(new ToReadAgain(row.ConversationId, row.Sequence, row.Day, message.Text, [.. before.Select(line => (line.Author is Author.Citizen, line.Text))], said));
        }

        return pending;
    }

    /// <summary>Says of a drawn message that it was right, or should have been graver.</summary>
    /// <param name="message">The message.</param>
    /// <param name="graver">What it should have been; null where the triage was right.</param>
    /// <param name="by">Who read it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when it was read by somebody else meanwhile, or is gone.</returns>
    /// <exception cref="UnauthorizedAccessException">Not a supervisor.</exception>
    /// <exception cref="ArgumentException">What is said to be graver is neither an emergency nor sensitive.</exception>
    public async Task<bool> JudgeAsync(ToReadAgain message, RightLabel? graver, StaffMember by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(by);
        if (!by.Supervisor) throw new UnauthorizedAccessException("Only a supervisor may.");
        if (graver is { Route: not "emergency", Sensitive: "" }) throw new ArgumentException("That is not graver.", nameof(graver));
        var (verdict, label, now) = (graver is null ? CorrectionVerdict.Right : CorrectionVerdict.Graver, graver ?? RightLabel.Of(message.Said), clock.GetUtcNow());
        var (route, kind) = graver is null ? ("", "") : (label.Route, label.Route == "emergency" ? label.Kind : label.Sensitive);

        // The first verdict stands; then only is it told to the editors.
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            var won = await db.Audited.Where(row => row.ConversationId == message.ConversationId && row.Sequence == message.Sequence && row.Verdict == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Verdict, verdict).SetProperty(row => row.Route, route).SetProperty(row => row.Kind, kind).SetProperty(row => row.By, by.Name).SetProperty(row => row.At, now), cancellationToken);
            if (won == 0) return false;
        }

        try
        {
            var correction = new Correction(verdict, label.Route, label.Sensitive, label.Intent, label.Kind, by.Id, message.Said.Version ?? "");
            return await transcript.ChangeAsync(message.ConversationId, conversation =>
            {
                conversation.Write(new Line(Author.Operator, "") { Kind = LineKind.Correction, Audience = Audience.Staff, ReplyTo = message.Sequence, AuthorName = by.Name, Data = correction.ToJson() }, clock.GetUtcNow());
                return true;
            }, cancellationToken);
        }
        catch (KeyNotFoundException)
        {
            // Purged a moment ago: the verdict counts all the same.
            return true;
        }
    }

    /// <summary>What was found in the messages of some days.</summary>
    /// <param name="first">The first day, in Paris.</param>
    /// <param name="last">The last day.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AuditFigures> FiguresAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = db.Audited.AsNoTracking().Where(row => row.Day >= first && row.Day <= last);
        return new AuditFigures(
            await rows.CountAsync(cancellationToken),
            await rows.CountAsync(row => row.Verdict != null, cancellationToken),
            await rows.CountAsync(row => row.Verdict == CorrectionVerdict.Graver, cancellationToken),
            await rows.CountAsync(row => row.Verdict == CorrectionVerdict.Graver && row.Route == "emergency", cancellationToken));
    }

    /// <summary>The place of a message in the order of chance of its day.</summary>
    internal static ulong Rank(string seed, DateOnly day, string conversationId, int sequence)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}\n{day.DayNumber}\n{conversationId}\n{sequence}")));
        return BitConverter.ToUInt64(hash);
    }
}
