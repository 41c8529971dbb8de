using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.Handoff.Queue;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>What an operator does with a conversation. Every act is checked against who holds it when it is recorded.</summary>
public sealed class DeskWork(Transcript transcript, QueueBoard board, IDeskTexts texts, ReadMarks marks, TimeProvider clock)
{
    /// <summary>Takes a waiting conversation.</summary>
    public Task<Acceptance> TakeAsync(string conversationId, string operatorId, string operatorName, CancellationToken cancellationToken) =>
        board.AcceptAsync(conversationId, operatorId, operatorName, conversation => texts.Joined(conversation, clock.GetUtcNow()), cancellationToken);

    /// <summary>Writes to the citizen.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="operatorId">Who writes; must hold it.</param>
    /// <param name="text">The words, 1 to 4,000 characters.</param>
    /// <param name="clientMessageId">The page's identifier: sent twice, written once.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The sequence of the line, or null when the operator does not hold the conversation any more.</returns>
    public Task<int?> WriteAsync(string conversationId, string operatorId, string text, string clientMessageId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return transcript.ChangeAsync<int?>(conversationId, clientMessageId, (conversation, known) =>
        {
            if (known is not null) return known;
            if (!Holds(conversation, operatorId)) return null;
            var line = new Line(Author.Operator, text) { AuthorName = conversation.OperatorName, ClientMessageId = clientMessageId };
            return conversation.Write(line, clock.GetUtcNow()).Sequence;
        }, cancellationToken);
    }

    /// <summary>Gives the conversation back to the assistant.</summary>
    /// <returns>False when the operator does not hold it any more.</returns>
    public Task<bool> HandBackAsync(string conversationId, string operatorId, CancellationToken cancellationToken) =>
        ActAsync(conversationId, operatorId, (conversation, name, at) =>
        {
            conversation.ReturnToBot("hand-back", at);
            texts.ReturnedToBot(conversation, name, at);
        }, cancellationToken);

    /// <summary>Gives the conversation back to the queue, for a colleague; it keeps its place.</summary>
    /// <returns>False when the operator does not hold it any more.</returns>
    public Task<bool> TransferAsync(string conversationId, string operatorId, CancellationToken cancellationToken) =>
        ActAsync(conversationId, operatorId, (conversation, name, at) =>
        {
            conversation.Requeue("transfer", at);
            texts.Transferred(conversation, name, at);
        }, cancellationToken);

    /// <summary>Ends the exchange.</summary>
    /// <returns>False when the operator does not hold it any more.</returns>
    public Task<bool> CloseAsync(string conversationId, string operatorId, CancellationToken cancellationToken) =>
        ActAsync(conversationId, operatorId, (conversation, name, at) =>
        {
            texts.Closed(conversation, name, at);
            conversation.Close("operator", at);
        }, cancellationToken);

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

    private static bool Holds(Conversation conversation, string operatorId) =>
        conversation.Custody is Custody.Assigned && conversation.OperatorId == operatorId;
}
