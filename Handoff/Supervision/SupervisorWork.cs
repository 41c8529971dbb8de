using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;

namespace BrigadeNumerique.Handoff.Supervision;

/// <summary>What a supervisor does at the desk. Each act asks who it is and refuses anybody else.</summary>
public sealed class SupervisorWork(Transcript transcript, QueueBoard board, OperatorRegistry operators, SurgeSwitch surge, IDeskTexts texts, TimeProvider clock)
{
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

    /// <summary>Switches the surge.</summary>
    /// <returns>False when it was so already.</returns>
    /// <exception cref="UnauthorizedAccessException">Not a supervisor.</exception>
    public Task<bool> SetSurgeAsync(bool on, StaffMember by, CancellationToken cancellationToken)
    {
        Require(by);
        return surge.SetAsync(on, by.Name, cancellationToken);
    }

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
