using BrigadeNumerique.Bot.Asked;
using BrigadeNumerique.Bot.Receiving;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>
/// Runs turns: one at a time in a conversation, several conversations at once. What it should do stands in the record
/// (a message newer than the last answered one), so that a killed process forgets nothing; the guard in the same record
/// makes that nothing is answered twice, even by two nodes.
/// </summary>
public sealed class TurnRunner(
    Transcript transcript, Assistant assistant, TurnQueue queue, EmergencyReply replies, DeskPresence desk, AskedInVain asked, DraftedReplies drafted, SecondReading second, TimeProvider clock, ILogger<TurnRunner> logger)
    : BackgroundService
{
    /// <summary>A message unanswered for so long was forgotten by somebody who died.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Turns under way at the same time. Most of them only wait for their commit, which they share: few would leave the disk
    /// with small transactions and citizens waiting for each other's.
    /// </summary>
    private const int AtOnce = 64;

    private static readonly TimeSpan RecoveryRound = TimeSpan.FromSeconds(3);

    /// <summary>Answers every unanswered message of one conversation, in order.</summary>
    public async Task RunAsync(string conversationId, CancellationToken cancellationToken)
    {
        while (await transcript.RecallAsync(conversationId, Transcript.Remembered, cancellationToken) is { } recent && recent.State.LastCitizenSequence > recent.State.AnsweredThrough)
        {
            var conversation = recent.State;
            var lines = recent.After(conversation.AnsweredThrough - Transcript.Remembered);
            var message = lines.FirstOrDefault(line => line.Author is Author.Citizen && line.Sequence > conversation.AnsweredThrough);
            if (message is null) return;
            var outcome = assistant.Decide(conversation, lines, message);
            var draft = drafted.MayWord(conversation, outcome) ? await drafted.WordAsync(conversation, lines, message, outcome, cancellationToken) : null;
            outcome = draft?.Outcome ?? outcome;
            var mayBeTold = GivenInVain.MayBeTold(conversation);
            var (more, spoken) = await transcript.ChangeAsync(conversationId, current =>
            {
                var speaks = current.AnsweredThrough < outcome.Sequence && current.Epoch == outcome.Epoch;
                return (Write(current, outcome, message), speaks);
            }, cancellationToken);
            second.Look(conversationId, message.Sequence, outcome);
            if (!spoken) draft?.Void();
            if (spoken) asked.After(conversationId, mayBeTold, lines, message, outcome);
            if (!more) return;
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Parallel.ForEachAsync(
            queue.TakeAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
            async (id, token) => await RunSafelyAsync(id, token)),
        RecoverAsync(stoppingToken));

    /// <returns>True when there may be another message to answer.</returns>
    internal bool Write(Conversation conversation, TurnOutcome outcome, Message message)
    {
        if (conversation.AnsweredThrough >= outcome.Sequence) return conversation.LastCitizenSequence > conversation.AnsweredThrough;
        var now = clock.GetUtcNow();
        var taken = conversation.Epoch != outcome.Epoch;

        // Back with the assistant under a new epoch: what was decided is void, the message is decided anew.
        if (taken && conversation.Custody is Custody.Bot && outcome.Alarm is null) return true;

        conversation.Write(new Line(Author.System, "") { Kind = LineKind.Assessment, Audience = Audience.Staff, ReplyTo = message.Sequence, Assessment = AssessmentJson.Record(outcome.Assessment) }, now);
        if (outcome.Alarm is { } signal) Alarms.Raise(conversation, message, signal, outcome.Language, replies, desk.Online, now);
        else if (!taken) Speak(conversation, outcome, message, now);
        conversation.MarkAnswered(outcome.Sequence);
        return conversation.LastCitizenSequence > conversation.AnsweredThrough;
    }

    private static void Speak(Conversation conversation, TurnOutcome outcome, Message message, DateTimeOffset now)
    {
        if (outcome.Replies.Count > 0) conversation.AnswerIn(outcome.Language);
        foreach (var reply in outcome.Replies) conversation.Write(reply, now);
        if (outcome.Handoff is not { } handoff) return;
        if (conversation.Custody is Custody.Bot) conversation.RequestHandoff(handoff.Reason, handoff.Priority, handoff.Topic, message.Text, now);
        else conversation.Raise(handoff.Reason, handoff.Priority, handoff.Topic, message.Text);
        foreach (var line in handoff.Then) conversation.Write(line, now);
    }

    private async Task RunSafelyAsync(string conversationId, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 1; attempt <= 3; attempt++)
            {
                try
                {
                    await RunAsync(conversationId, cancellationToken);
                    return;
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    // A turn that fails must not take the others with it; the recovery comes back to it too.
                    Log.TurnFailed(logger, conversationId, attempt, fault);
                    await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), clock, cancellationToken);
                }
            }
        }
        finally
        {
            queue.Done(conversationId);
        }
    }

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(RecoveryRound, clock);
        do
        {
            try
            {
                var forgotten = await transcript.UnansweredAsync(clock.GetUtcNow() - Overdue, cancellationToken);
                if (forgotten.Count > 0) Log.TurnsRecovered(logger, forgotten.Count);
                foreach (var id in forgotten)
                {
                    // Another node may have received it: what is remembered here may be older.
                    transcript.Forget(id);
                    queue.Wake(id);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Log.RecoveryFailed(logger, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
