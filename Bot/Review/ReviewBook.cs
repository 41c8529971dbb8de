using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Bot.Triage.Evaluation;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Reading;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Review;

/// <summary>A correction that no editor has settled yet.</summary>
/// <param name="ConversationId">Where.</param>
/// <param name="Sequence">The citizen's message.</param>
/// <param name="CorrectionSequence">The correction.</param>
/// <param name="Text">The citizen's words.</param>
/// <param name="Said">What the model said; null where that is not kept.</param>
/// <param name="Right">What the operator said.</param>
/// <param name="By">The operator.</param>
/// <param name="At">When.</param>
public sealed record PendingCorrection(string ConversationId, int Sequence, int CorrectionSequence, string Text, Finding? Said, Correction Right, string By, DateTimeOffset At);

/// <summary>A message that the second reader wanted a person to read.</summary>
/// <param name="ConversationId">Where.</param>
/// <param name="Sequence">The citizen's message.</param>
/// <param name="Text">Their words.</param>
/// <param name="Why">What it gave as its reason.</param>
/// <param name="Judged">What the staff said of the assessment; null: nobody has.</param>
/// <param name="At">When.</param>
public sealed record RereadMessage(string ConversationId, int Sequence, string Text, string Why, CorrectionVerdict? Judged, DateTimeOffset At);

/// <summary>Why a settlement was not taken; the key of its sentence.</summary>
internal enum ReviewFault
{
    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>It is too long to be learnt.</summary>
    TooLong,

    /// <summary>The labels are none of the policy's.</summary>
    Label,

    /// <summary>It is nearly a message of the frozen set, which nothing may be learnt from.</summary>
    Frozen,

    /// <summary>A refusal says why.</summary>
    Reason,
}

/// <summary>The staff's corrections and what editors make of them: an accepted one is learnt with the built-in examples at the next training.</summary>
internal sealed class ReviewBook(IDbContextFactory<HandoffDb> records, IDbContextFactory<ReviewDb> databases, TimeProvider clock)
{
    /// <summary>The page shows so many, the latest first.</summary>
    private const int Shown = 200;

    private static readonly Lazy<Likeness> Frozen = new(() => new Likeness(
        Labelled.Messages().Select(message => message.Text).Concat(LabelledDialogue.All().SelectMany(dialogue => dialogue.Turns.Select(turn => turn.Text)))));

    /// <summary>The last correction of each message that is not settled: first what the model got wrong, the latest first, then what it got right.</summary>
    public async Task<IReadOnlyList<PendingCorrection>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var record = await records.CreateDbContextAsync(cancellationToken);
        var rows = await record.Messages.AsNoTracking().Where(line => line.Kind == LineKind.Correction).OrderByDescending(line => line.At).Take(5 * Shown)
            .Select(line => new
            {
                line.ConversationId,
                line.Sequence,
                line.ReplyTo,
                line.AuthorName,
                line.At,
                line.Data,
                Text = record.Messages.Where(said => said.ConversationId == line.ConversationId && said.Sequence == line.ReplyTo).Select(said => said.Text).FirstOrDefault(),
                Assessment = record.Messages.Where(found => found.ConversationId == line.ConversationId && found.ReplyTo == line.ReplyTo && found.Kind == LineKind.Assessment).Select(found => found.Assessment).FirstOrDefault(),
            }).ToListAsync(cancellationToken);

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var conversations = rows.Select(row => row.ConversationId).Distinct().ToList();
        var settled = await db.Reviewed.AsNoTracking().Where(row => conversations.Contains(row.ConversationId))
            .ToDictionaryAsync(row => (row.ConversationId, row.Sequence), row => row.CorrectionSequence, cancellationToken);
        return [.. rows.Where(row => row is { ReplyTo: not null, Text: not null }).DistinctBy(row => (row.ConversationId, row.ReplyTo))
            .Where(row => settled.GetValueOrDefault((row.ConversationId, row.ReplyTo!.Value)) < row.Sequence)
            .Select(row => Correction.Read(row.Data) is { } right
                ? new PendingCorrection(row.ConversationId, row.ReplyTo!.Value, row.Sequence, row.Text!, row.Assessment is { } json ? Finding.Read(row.ReplyTo.Value, row.At, json) : null, right, row.AuthorName ?? "", row.At)
                : null)
            .OfType<PendingCorrection>().OrderBy(row => row.Right.Verdict is CorrectionVerdict.Right).Take(Shown)];
    }

    /// <summary>What the second reader asked to be read again, the latest first, with what the staff said of it.</summary>
    public async Task<IReadOnlyList<RereadMessage>> RereadsAsync(CancellationToken cancellationToken)
    {
        await using var record = await records.CreateDbContextAsync(cancellationToken);
        var rows = await record.Messages.AsNoTracking().Where(line => line.Kind == LineKind.Reread).OrderByDescending(line => line.At).Take(Shown)
            .Select(line => new
            {
                line.ConversationId,
                line.ReplyTo,
                line.At,
                line.Data,
                Text = record.Messages.Where(said => said.ConversationId == line.ConversationId && said.Sequence == line.ReplyTo).Select(said => said.Text).FirstOrDefault(),
                Judged = record.Messages.Where(said => said.ConversationId == line.ConversationId && said.ReplyTo == line.ReplyTo && said.Kind == LineKind.Correction).OrderByDescending(said => said.Sequence).Select(said => said.Data).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        return [.. rows.Where(row => row is { ReplyTo: not null, Text: not null })
            .Select(row => new RereadMessage(row.ConversationId, row.ReplyTo!.Value, row.Text!, System.Text.Json.JsonSerializer.Deserialize<string>(row.Data ?? "\"\"") ?? "", Correction.Read(row.Judged)?.Verdict, row.At))];
    }

    /// <summary>What is learnt, the latest first.</summary>
    public async Task<IReadOnlyList<ReviewedCorrection>> AcceptedAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Reviewed.AsNoTracking().Where(row => row.Accepted).OrderByDescending(row => row.At).ToListAsync(cancellationToken);
    }

    /// <summary>What is learnt, as examples, always in the same order: the same ones give the same model.</summary>
    public async Task<IReadOnlyList<Example>> ExamplesAsync(CancellationToken cancellationToken) =>
        [.. (await AcceptedAsync(cancellationToken)).Select(row => new Example(row.Text, row.Language, row.Route, row.Sensitive, row.Intent, row.Kind))
            .DistinctBy(example => (example.Text, example.Matter)).OrderBy(example => example.Text, StringComparer.Ordinal).ThenBy(example => example.Matter, StringComparer.Ordinal)];

    /// <summary>Takes a correction among the examples.</summary>
    /// <param name="pending">The correction.</param>
    /// <param name="text">The words, freed of what names somebody.</param>
    /// <param name="label">What is right.</param>
    /// <param name="by">The editor.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why it was not taken; null when it was.</returns>
    public async Task<ReviewFault?> AcceptAsync(PendingCorrection pending, string text, RightLabel label, string by, CancellationToken cancellationToken)
    {
        if (Fault(text, label) is { } fault) return fault;
        await SettleAsync(pending, by, row =>
        {
            (row.Accepted, row.Text, row.Reason) = (true, text.Trim(), "");
            (row.Route, row.Sensitive, row.Kind, row.Language) = (label.Route, label.Sensitive, label.Kind, pending.Said?.Language ?? "fr");
            row.Intent = label.Route == "human" && label.Sensitive.Length > 0 ? IntentRules.OfSubject(label.Sensitive, label.Intent) : label.Intent;
        }, cancellationToken);
        return null;
    }

    /// <summary>Leaves a correction out, and forgets its words here.</summary>
    /// <returns>Why that was not taken; null when it was.</returns>
    public async Task<ReviewFault?> RefuseAsync(PendingCorrection pending, string reason, string by, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > ReviewedCorrection.LongestReason) return ReviewFault.Reason;
        await SettleAsync(pending, by, row => Forget(row, reason), cancellationToken);
        return null;
    }

    /// <summary>Takes an accepted correction back: the next training learns without it.</summary>
    /// <returns>Why that was not taken; null when it was.</returns>
    public async Task<ReviewFault?> WithdrawAsync(string conversationId, int sequence, string reason, string by, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > ReviewedCorrection.LongestReason) return ReviewFault.Reason;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Reviewed.FindAsync([conversationId, sequence], cancellationToken) is not { } row) return null;
        Forget(row, reason);
        (row.By, row.At) = (by, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    /// <summary>Why a text with a label cannot be learnt; null where it can.</summary>
    public static ReviewFault? Fault(string text, RightLabel label)
    {
        if (string.IsNullOrWhiteSpace(text)) return ReviewFault.Empty;
        if (text.Trim().Length > ReviewedCorrection.LongestText) return ReviewFault.TooLong;
        if (!IsOfThePolicy(label)) return ReviewFault.Label;
        return Frozen.Value.Nearest(text).Likeness >= Likeness.TooNear ? ReviewFault.Frozen : null;
    }

    private static bool IsOfThePolicy(RightLabel label) => label.Route switch
    {
        "emergency" => Findings.KindOf(label.Kind) is not null && (label.Sensitive.Length == 0 || RightLabel.Subjects.Contains(label.Sensitive)),
        "human" when label.Sensitive.Length > 0 => RightLabel.Subjects.Contains(label.Sensitive) && label.Kind.Length == 0,
        _ => label is { Sensitive: "", Kind: "" } && RightLabel.Ordinary.Contains((label.Route, label.Intent)),
    };

    private static void Forget(ReviewedCorrection row, string reason)
    {
        (row.Accepted, row.Text, row.Reason) = (false, "", reason.Trim());
        (row.Route, row.Sensitive, row.Intent, row.Kind, row.Language) = ("", "", "", "", "");
    }

    private async Task SettleAsync(PendingCorrection pending, string by, Action<ReviewedCorrection> settle, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.Reviewed.FindAsync([pending.ConversationId, pending.Sequence], cancellationToken);
        if (row is null) db.Reviewed.Add(row = new ReviewedCorrection { ConversationId = pending.ConversationId, Sequence = pending.Sequence, CorrectionSequence = 0 });
        settle(row);
        (row.CorrectionSequence, row.By, row.At) = (pending.CorrectionSequence, by, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
    }
}
