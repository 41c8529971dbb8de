using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Asking;
using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>What an operator does with a conversation. Every act is checked against who holds it when it is recorded.</summary>
public sealed class DeskWork(
    Transcript transcript, QueueBoard board, OperatorRegistry operators, Staffing staffing, IDeskTexts texts, ReadMarks marks, IWritingWindow windows, IOptions<RoutingOptions> options, TimeProvider clock)
{
    /// <summary>Longest note with a transfer, in characters.</summary>
    public const int LongestNote = 1000;

    /// <summary>Takes a waiting conversation, offered or not; beyond one's capacity too, since a person chose it. Sealed ones are for those who have the skill.</summary>
    public async Task<Acceptance> TakeAsync(string conversationId, string operatorId, string operatorName, CancellationToken cancellationToken)
    {
        if (await SealAsync(conversationId, operatorId, cancellationToken) is { } skill) return new Acceptance.Sealed(skill);
        var outcome = await board.AcceptAsync(conversationId, operatorId, operatorName, conversation => texts.Joined(conversation, clock.GetUtcNow()), cancellationToken);
        if (outcome is Acceptance.Taken) await operators.TookAsync(operatorId, cancellationToken);
        return outcome;
    }

    /// <summary>Does not take what is offered; the next is asked at once.</summary>
    /// <returns>False when it is not offered to this operator any more.</returns>
    public Task<bool> DeclineAsync(string conversationId, string operatorId, CancellationToken cancellationToken) => board.DeclineAsync(conversationId, operatorId, cancellationToken);

    /// <summary>Writes to the citizen.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="operatorId">Who writes; must hold it.</param>
    /// <param name="text">The words, 1 to 4,000 characters.</param>
    /// <param name="clientMessageId">The page's identifier: sent twice, written once.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The sequence of the line, or null when the operator does not hold the conversation any more.</returns>
    /// <exception cref="WindowClosedException">The channel lets nothing through to the citizen.</exception>
    public Task<int?> WriteAsync(string conversationId, string operatorId, string text, string clientMessageId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return transcript.ChangeAsync<int?>(conversationId, clientMessageId, (conversation, known) =>
        {
            if (known is not null) return known;
            if (!MayWrite(conversation, operatorId)) return null;
            var line = new Line(Author.Operator, text) { AuthorName = conversation.OperatorName, ClientMessageId = clientMessageId };
            return conversation.Write(line, clock.GetUtcNow()).Sequence;
        }, cancellationToken);
    }

    /// <summary>The emergency texts that may be sent there, in the citizen's language.</summary>
    public IReadOnlyList<EmergencyText> EmergencyTexts(Conversation conversation) => texts.EmergencyTexts(conversation);

    /// <summary>Sends a fixed emergency text, whose words nobody changes.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="operatorId">Who sends; must hold it.</param>
    /// <param name="key">Which: « emer.police ».</param>
    /// <param name="clientMessageId">The page's identifier: sent twice, written once.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The sequence of the line, or null when the operator does not hold the conversation any more.</returns>
    /// <exception cref="WindowClosedException">The channel lets nothing through to the citizen.</exception>
    /// <exception cref="KeyNotFoundException">No such text.</exception>
    public Task<int?> EmergencyAsync(string conversationId, string operatorId, string key, string clientMessageId, CancellationToken cancellationToken) =>
        transcript.ChangeAsync<int?>(conversationId, clientMessageId, (conversation, known) =>
        {
            if (known is not null) return known;
            return MayWrite(conversation, operatorId) ? texts.Emergency(conversation, key, clientMessageId, clock.GetUtcNow()) : null;
        }, cancellationToken);

    /// <summary>Asks the citizen a closed question, which is answered with a touch.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="operatorId">Who asks; must hold it.</param>
    /// <param name="question">The question and its answers.</param>
    /// <param name="clientMessageId">The page's identifier: sent twice, written once.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The sequence of the line, or null when the operator does not hold the conversation any more.</returns>
    /// <exception cref="WindowClosedException">The channel lets nothing through to the citizen.</exception>
    public Task<int?> AskAsync(string conversationId, string operatorId, ClosedQuestion question, string clientMessageId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        question.Check();
        var data = texts.Question(question.Choices, question.Position);
        return transcript.ChangeAsync<int?>(conversationId, clientMessageId, (conversation, known) =>
        {
            if (known is not null) return known;
            if (!MayWrite(conversation, operatorId)) return null;
            var line = new Line(Author.Operator, question.Text) { AuthorName = conversation.OperatorName, ClientMessageId = clientMessageId, Data = data };
            return conversation.Write(line, clock.GetUtcNow()).Sequence;
        }, cancellationToken);
    }

    /// <summary>Asks the citizen whether, and how, they may be reached safely.</summary>
    /// <returns>False when the operator does not hold the conversation any more.</returns>
    /// <exception cref="WindowClosedException">The channel lets nothing through to the citizen.</exception>
    public Task<bool> AskContactAsync(string conversationId, string operatorId, CancellationToken cancellationToken) =>
        ActAsync(conversationId, operatorId, (conversation, name, at) =>
        {
            MayWrite(conversation, operatorId);
            conversation.Write(texts.ContactQuestion(conversation) with { AuthorName = name }, at);
        }, cancellationToken);

    /// <summary>What the words of an operator would meet.</summary>
    public WritingWindow WindowOf(Conversation conversation) => windows.Of(conversation, clock.GetUtcNow());

    /// <summary>Gives the conversation back to the assistant. What the citizen wrote and nobody answered is said to be so.</summary>
    /// <returns>False when the operator does not hold it any more.</returns>
    public Task<bool> HandBackAsync(string conversationId, string operatorId, CancellationToken cancellationToken) =>
        ActAsync(conversationId, operatorId, (conversation, name, at) =>
        {
            var unheard = conversation.Unheard;
            conversation.ReturnToBot("hand-back", at);
            texts.ReturnedToBot(conversation, name, at);
            if (unheard) texts.Unheard(conversation, at);
        }, cancellationToken);

    /// <summary>Gives the conversation back to the queue, for a colleague; it keeps its place.</summary>
    /// <returns>False when the operator does not hold it any more.</returns>
    public async Task<bool> TransferAsync(string conversationId, string operatorId, CancellationToken cancellationToken) =>
        await TransferAsync(conversationId, operatorId, new TransferWish(), null, cancellationToken) is Passing.Done;

    /// <summary>Passes the conversation on, to a colleague who is asked first, to those with a skill, or to the queue; it keeps its place.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="operatorId">Who passes it on; must hold it.</param>
    /// <param name="wish">To whom.</param>
    /// <param name="note">For the staff alone; at most <see cref="LongestNote"/> characters, or null.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<Passing> TransferAsync(string conversationId, string operatorId, TransferWish wish, string? note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wish);
        if (note is { Length: > LongestNote }) throw new ArgumentException("The note is too long.", nameof(note));
        if (wish.Skill is { } skill && Skill.Read(skill) != skill) throw new ArgumentException("No such skill.", nameof(wish));
        Colleague? chosen = null;
        if (wish.OperatorId is { } to)
        {
            chosen = (await staffing.PresentAsync(cancellationToken)).FirstOrDefault(colleague => colleague.Id == to);
            if (chosen is not { Presence: Presence.Available or Presence.Busy, Draining: false }) return Passing.Absent;
        }

        return await transcript.ChangeAsync(conversationId, conversation =>
        {
            if (!Holds(conversation, operatorId)) return Passing.NotYours;
            if (chosen is not null && !chosen.HasRoom(conversation.Priority, options.Value.WeightOf(conversation.Priority), 0)) return Passing.Full;
            var (name, now) = (conversation.OperatorName!, clock.GetUtcNow());
            conversation.Transfer(wish, note, now + options.Value.OfferOf(conversation.Priority), now);
            texts.Transferred(conversation, name, now);
            return Passing.Done;
        }, cancellationToken);
    }

    /// <summary>Gives all back to the queue: the operator goes.</summary>
    /// <param name="operatorId">Who goes.</param>
    /// <param name="cause">« away », « signed-out ».</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What went back.</returns>
    public async Task<IReadOnlyList<string>> GiveAllAwayAsync(string operatorId, string cause, CancellationToken cancellationToken)
    {
        var given = new List<string>();
        foreach (var item in await board.HeldByAsync(operatorId, cancellationToken))
        {
            if (await board.GiveAwayAsync(item.Id, operatorId, cause, texts, cancellationToken)) given.Add(item.Id);
        }

        return given;
    }

    /// <summary>Says what one does now; whoever goes and reassigns gives all back at once.</summary>
    /// <returns>What went back to the queue.</returns>
    public async Task<IReadOnlyList<string>> SetPresenceAsync(string operatorId, Presence presence, CancellationToken cancellationToken)
    {
        await operators.SetPresenceAsync(operatorId, presence, cancellationToken);
        return presence is Presence.AwayAndReassign ? await GiveAllAwayAsync(operatorId, "away", cancellationToken) : [];
    }

    /// <summary>Puts the conversation on hold, or resumes; the staff alone sees it.</summary>
    /// <returns>False when it is so already, or not theirs.</returns>
    public Task<bool> HoldAsync(string conversationId, string operatorId, bool on, CancellationToken cancellationToken) =>
        transcript.ChangeAsync(conversationId, conversation => Holds(conversation, operatorId) && conversation.Hold(on, clock.GetUtcNow()), cancellationToken);

    /// <summary>Asks colleagues for help, or says that it came. Asking is for the holder, ending for the holder and for whoever came.</summary>
    /// <returns>False when it is so already, or not theirs.</returns>
    public Task<bool> HelpAsync(string conversationId, string operatorId, string operatorName, bool on, CancellationToken cancellationToken) =>
        transcript.ChangeAsync(conversationId, conversation => (!on || Holds(conversation, operatorId)) && conversation.AskForHelp(on, operatorName, clock.GetUtcNow()), cancellationToken);

    /// <summary>Ends the exchange, unless the citizen has just written something that its operator has not seen.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="operatorId">Who ends it; must hold it.</param>
    /// <param name="code">How it ended, one of <see cref="WrapUp.Codes"/>, or null.</param>
    /// <param name="shownThrough">The last line that stood on the operator's screen.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentException">No such code.</exception>
    public Task<Ending> CloseAsync(string conversationId, string operatorId, string? code, int shownThrough, CancellationToken cancellationToken)
    {
        if (code is not null && !WrapUp.Codes.Contains(code)) throw new ArgumentException("No such code.", nameof(code));
        return transcript.ChangeAsync(conversationId, conversation =>
        {
            if (!Holds(conversation, operatorId)) return Ending.NotYours;
            if (conversation.LastCitizenSequence > shownThrough) return Ending.Unseen;
            var now = clock.GetUtcNow();
            texts.Closed(conversation, conversation.OperatorName!, now);
            conversation.Close("operator", now, code);
            return Ending.Done;
        }, cancellationToken);
    }

    /// <summary>The citizen's messages up to this one stand on the screen of the operator who holds the conversation.</summary>
    public async Task ReadAsync(string conversationId, string operatorId, int through, CancellationToken cancellationToken)
    {
        var news = await transcript.ChangeAsync(conversationId, conversation => Holds(conversation, operatorId) && conversation.MarkReadByOperator(through), cancellationToken);
        if (news) marks.Publish(conversationId, through);
    }

    /// <summary>Says what is right for a citizen's message; any member of the staff may, whoever holds the conversation. What is found graver moves up at once.</summary>
    /// <returns>False when there is no such message of the citizen.</returns>
    /// <exception cref="KeyNotFoundException">There is no such conversation.</exception>
    public async Task<bool> CorrectAsync(string conversationId, int sequence, Correction correction, string operatorName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(correction);
        if (await transcript.ReadAsync(conversationId, sequence - 1, 1, cancellationToken) is not [{ Author: Author.Citizen } message] || message.Sequence != sequence) return false;
        await transcript.ChangeAsync(conversationId, conversation =>
        {
            var now = clock.GetUtcNow();
            if (conversation.Correct(message, correction, operatorName, now)) texts.Waits(conversation, now);
            return true;
        }, cancellationToken);
        return true;
    }

    /// <summary>The alert of an urgent conversation stands on a screen: the citizen is told so, once.</summary>
    public Task<bool> AlertShownAsync(string conversationId, CancellationToken cancellationToken) =>
        transcript.ChangeAsync(conversationId, conversation =>
        {
            if (!conversation.MarkAlertShown()) return false;
            texts.AlertShown(conversation, clock.GetUtcNow());
            return true;
        }, cancellationToken);

    private Task<bool> ActAsync(string conversationId, string operatorId, Action<Conversation, string, DateTimeOffset> act, CancellationToken cancellationToken) =>
        transcript.ChangeAsync(conversationId, conversation =>
        {
            if (!Holds(conversation, operatorId)) return false;
            act(conversation, conversation.OperatorName!, clock.GetUtcNow());
            return true;
        }, cancellationToken);

    /// <summary>The skill that this operator lacks to take it, or null.</summary>
    private async Task<string?> SealAsync(string conversationId, string operatorId, CancellationToken cancellationToken)
    {
        // Most are not of that kind, and danger never is: they are taken without a question.
        if (await board.FindAsync(conversationId, cancellationToken) is not { Custody: Custody.Queued, Priority: not Priority.Urgent } item) return null;
        if (item.WantedSkill is null && item.Priority is Priority.Normal) return null;
        return (await staffing.ReaderAsync(operatorId, null, cancellationToken)).Lacks(item);
    }

    /// <summary>Whether the conversation of this operator takes their words.</summary>
    /// <exception cref="WindowClosedException">It is theirs, but nothing would reach the citizen.</exception>
    private bool MayWrite(Conversation conversation, string operatorId)
    {
        if (!Holds(conversation, operatorId)) return false;
        return windows.Of(conversation, clock.GetUtcNow()) is not WritingWindow.Closed ? true : throw new WindowClosedException();
    }

    private static bool Holds(Conversation conversation, string operatorId) =>
        conversation.Custody is Custody.Assigned && conversation.OperatorId == operatorId;
}

/// <summary>How ending an exchange ended.</summary>
public enum Ending
{
    /// <summary>It is over.</summary>
    Done,

    /// <summary>The operator does not hold it any more.</summary>
    NotYours,

    /// <summary>The citizen has just written; it goes on.</summary>
    Unseen,
}

/// <summary>How passing a conversation on ended.</summary>
public enum Passing
{
    /// <summary>It waits for the next one.</summary>
    Done,

    /// <summary>The operator does not hold it any more.</summary>
    NotYours,

    /// <summary>The colleague is not at the desk, or goes.</summary>
    Absent,

    /// <summary>The colleague has no room for it.</summary>
    Full,
}
