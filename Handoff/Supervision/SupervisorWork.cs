using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;

namespace BrigadeNumerique.Handoff.Supervision;

/// <summary>What a supervisor does at the desk. Each act asks who it is and refuses anybody else.</summary>
public sealed class SupervisorWork(Transcript transcript, QueueBoard board, OperatorRegistry operators, SurgeSwitch surge, IDeskTexts texts, TimeProvider clock)
{
    /// <summary>Longest note to an operator, in characters.</summary>
    public const int LongestWhisper = 1000;

    /// <summary>Gives a conversation to an operator, whoever has it now; over their capacity too, for a supervisor answers for it.</summary>
    /// <param name="conversationId">The conversation; of the assistant, in the queue, or held by somebody.</param>
    /// <param name="operatorId">Who gets it; may be the supervisor.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>False when the conversation is closed, theirs already, or the operator is not at the desk.</returns>
    /// <exception cref="UnauthorizedAccessException">Not a supervisor.</exception>
    /// <exception cref="KeyNotFoundException">There is no such conversation.</exception>
    public async Task<bool> AssignAsync(string conversationId, string operatorId, StaffMember by, CancellationToken cancellationToken)
    {
        Require(by);
        var name = by.Name;
        if (operatorId != by.Id)
        {
            if (await operators.FindAsync(operatorId, cancellationToken) is not { } chosen || clock.GetUtcNow() - chosen.LastSeenAt > OperatorRegistry.Patience) return false;
            name = chosen.Name;
        }

        var done = await transcript.ChangeAsync(conversationId, conversation => Assign(conversation, operatorId, name, operatorId == by.Id ? "take-over" : "assign"), cancellationToken);
        if (done) await operators.TookAsync(operatorId, cancellationToken);
        return done;
    }

    /// <summary>All that one operator holds goes back to the queue, and nothing more is offered to them: the end of a service.</summary>
    /// <returns>How many went back.</returns>
    /// <exception cref="UnauthorizedAccessException">Not a supervisor.</exception>
    public async Task<int> DrainAsync(string operatorId, StaffMember by, CancellationToken cancellationToken)
    {
        Require(by);
        await operators.LeavesAsync(operatorId, clock.GetUtcNow(), cancellationToken);
        var returned = 0;
        foreach (var item in await board.HeldByAsync(operatorId, cancellationToken))
        {
            if (await board.GiveAwayAsync(item.Id, operatorId, "drain", texts, cancellationToken)) returned++;
        }

        return returned;
    }

    /// <summary>When an operator's service ends, or null where that is not known.</summary>
    /// <exception cref="UnauthorizedAccessException">Not a supervisor.</exception>
    public Task LeavesAsync(string operatorId, DateTimeOffset? at, StaffMember by, CancellationToken cancellationToken)
    {
        Require(by);
        return operators.LeavesAsync(operatorId, at, cancellationToken);
    }

    /// <summary>What an operator is trained for, and how much they hold at once.</summary>
    /// <param name="operatorId">The account.</param>
    /// <param name="skills">The skills.</param>
    /// <param name="capacity">1 to 50, or null for the desk's own measure.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnauthorizedAccessException">Not a supervisor.</exception>
    /// <exception cref="KeyNotFoundException">Nobody of that account was ever at the desk.</exception>
    public async Task SetProfileAsync(string operatorId, SkillSet skills, int? capacity, StaffMember by, CancellationToken cancellationToken)
    {
        Require(by);
        var known = await operators.FindAsync(operatorId, cancellationToken) ?? throw new KeyNotFoundException("There is no such operator.");
        await operators.SetProfileAsync(operatorId, known.Name, skills, capacity, cancellationToken);
    }

    /// <summary>Begins to watch a conversation, or stops. The citizen sees nothing of it; the operator is told: nobody is watched in secret.</summary>
    /// <returns>False when the conversation is closed.</returns>
    /// <exception cref="UnauthorizedAccessException">Not a supervisor.</exception>
    /// <exception cref="KeyNotFoundException">There is no such conversation.</exception>
    public Task<bool> WatchAsync(string conversationId, bool on, StaffMember by, CancellationToken cancellationToken)
    {
        Require(by);
        return WriteAsync(conversationId, new Line(Author.System, "") { Kind = LineKind.Watch, Audience = Audience.Staff, AuthorName = by.Name, Data = on ? "true" : "false" }, null, cancellationToken);
    }

    /// <summary>Writes a note to whoever holds the conversation; nothing of it reaches the citizen.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="text">The words, 1 to <see cref="LongestWhisper"/> characters.</param>
    /// <param name="clientMessageId">The page's identifier: sent twice, written once.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>False when the conversation is closed.</returns>
    /// <exception cref="UnauthorizedAccessException">Not a supervisor.</exception>
    /// <exception cref="KeyNotFoundException">There is no such conversation.</exception>
    public Task<bool> WhisperAsync(string conversationId, string text, string clientMessageId, StaffMember by, CancellationToken cancellationToken)
    {
        Require(by);
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text.Length > LongestWhisper) throw new ArgumentException("The note is too long.", nameof(text));
        return WriteAsync(conversationId, new Line(Author.Operator, text.Trim()) { Kind = LineKind.Note, Audience = Audience.Staff, AuthorName = by.Name, ClientMessageId = clientMessageId }, clientMessageId, cancellationToken);
    }

    /// <summary>Switches the surge.</summary>
    /// <returns>False when it was so already.</returns>
    /// <exception cref="UnauthorizedAccessException">Not a supervisor.</exception>
    public Task<bool> SetSurgeAsync(bool on, StaffMember by, CancellationToken cancellationToken)
    {
        Require(by);
        return surge.SetAsync(on, by.Name, cancellationToken);
    }

    private Task<bool> WriteAsync(string conversationId, Line line, string? clientMessageId, CancellationToken cancellationToken) =>
        transcript.ChangeAsync(conversationId, clientMessageId, (conversation, known) =>
        {
            if (known is not null) return true;
            if (conversation.Custody is Custody.Closed) return false;
            conversation.Write(line, clock.GetUtcNow());
            return true;
        }, cancellationToken);

    /// <summary>By the transitions that everybody else makes: to the queue, then out of it, in one write.</summary>
    private bool Assign(Conversation conversation, string operatorId, string name, string cause)
    {
        var now = clock.GetUtcNow();
        switch (conversation.Custody)
        {
            case Custody.Closed:
            case Custody.Assigned when conversation.OperatorId == operatorId:
                return false;
            case Custody.Assigned:
                var before = conversation.OperatorName!;
                conversation.Requeue(cause, now);
                texts.HandedOver(conversation, before, now);
                break;
            case Custody.Bot:
                conversation.RequestHandoff(HandoffReason.SteppedIn, Priority.Normal, null, null, now);
                break;
        }

        conversation.Accept(operatorId, name, now, cause);
        texts.Joined(conversation, now);
        return true;
    }

    private static void Require(StaffMember by)
    {
        if (!by.Supervisor) throw new UnauthorizedAccessException("Only a supervisor may.");
    }
}
