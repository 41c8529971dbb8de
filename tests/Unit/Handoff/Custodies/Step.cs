using BrigadeNumerique.Bot.Receiving;
using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Bot.Turns;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;

namespace BrigadeNumerique.Unit.Handoff.Custodies;

/// <summary>What somebody tries to do.</summary>
internal enum Act
{
    CitizenWrites,
    CitizenSendsAgain,
    CitizenIsInDanger,
    CitizenLeavesTheQueue,
    TurnBegins,
    TurnEnds,
    Accept,
    OperatorWrites,
    OperatorIsLost,
    TransferToAnybody,
    TransferToAColleague,
    TransferToASkill,
    HandBack,
    Close,
    SilenceCloses,
    Offer,
    Widen,
    Decline,
    Hold,
    Resume,
    AskForHelp,
    TakeOver,
    NodeRestarts,
}

/// <summary>One step of an interleaving.</summary>
/// <param name="Act">What.</param>
/// <param name="Who">Which operator, or which node, 0 to 3.</param>
/// <param name="Whom">To which, 0 to 3.</param>
internal readonly record struct Step(Act Act, int Who, int Whom)
{
    /// <summary>The citizen, the turns and the takes more often than what seldom happens: otherwise most steps would find nothing to do.</summary>
    private static readonly Act[] Likely =
    [
        .. Enum.GetValues<Act>(),
        Act.CitizenWrites, Act.CitizenWrites, Act.TurnBegins, Act.TurnBegins, Act.TurnEnds, Act.TurnEnds, Act.TurnEnds, Act.Accept, Act.Accept, Act.Accept, Act.OperatorWrites, Act.OperatorWrites, Act.Offer,
    ];

    public static readonly Gen<Step> Any = Gen.Select(Gen.Int[0, Likely.Length - 1], Gen.Int[0, 3], Gen.Int[0, 3], (act, who, whom) => new Step(Likely[act], who, whom));

    public string Operator => "op-" + Who;

    public string Colleague => "op-" + Whom;
}

/// <summary>The assistant's turns, with the real writing of their outcome; what is decided does not matter here.</summary>
internal sealed class Turns(TimeProvider clock) : IDisposable
{
    private static readonly EmergencySignal Danger = new(EmergencyKind.Police, "", EmergencyNumbers.For(EmergencyKind.Police, ""), "fr", "", []);
    private static readonly EmergencyReply Texts = new(Speech.Load());

    private readonly TurnRunner runner = new(null!, null!, null!, Texts, new DeskPresence(null!, clock), null!, null!, null!, clock, NullLogger<TurnRunner>.Instance);

    /// <summary>Decides about the oldest message that is not answered; null where there is none.</summary>
    public static (TurnOutcome Outcome, Message Message)? Begin(Conversation conversation, IReadOnlyList<Message> lines, int choice)
    {
        if (lines.FirstOrDefault(line => line.Author is Author.Citizen && line.Sequence > conversation.AnsweredThrough) is not { } message) return null;
        var replies = new[] { new Line(Author.Bot, CustodyLaws.BotSays + conversation.Epoch) };
        var outcome = new TurnOutcome(message.Sequence, conversation.Epoch, new Assessment(Route.Other, Urgency.Normal, [], "", "greeting", "fr"), conversation.Custody is Custody.Bot ? replies : [])
        {
            Handoff = choice == 1 && conversation.Custody is Custody.Bot ? new HandoffRequest(HandoffReason.Asked, Priority.Normal, null, []) : null,
            Alarm = choice == 2 ? Danger : null,
        };
        return (outcome, message);
    }

    public void Dispose() => runner.Dispose();

    /// <summary>A citizen's message in which the door hears danger.</summary>
    public static void Alarm(Conversation conversation, Line message, DateTimeOffset now) => Alarms.Raise(conversation, conversation.Receive(message, now), Danger, "fr", Texts, true, now);

    public bool End(Conversation conversation, TurnOutcome outcome, Message message) => runner.Write(conversation, outcome, message);
}
