using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Bot.Receiving;

/// <summary>What danger does to a conversation, whether the screen or the classifier found it.</summary>
internal static class Alarms
{
    /// <summary>Writes the fixed reply, puts the conversation at the head of the queue if nobody has it, and says truly who has seen it.</summary>
    public static void Raise(Conversation conversation, Message line, EmergencySignal signal, string language, EmergencyReply replies, bool deskOnline, DateTimeOffset now)
    {
        var code = EmergencyReply.Key(signal);
        conversation.AnswerIn(language);
        var alerted = conversation.Alerted;
        var again = alerted && conversation.Topic == code;
        conversation.Write(again ? replies.Again(signal, language, line.Sequence) : replies.For(signal, language, line.Sequence), now);
        if (conversation.Custody is Custody.Bot) conversation.RequestHandoff(HandoffReason.Emergency, Priority.Urgent, code, line.Text, now);
        else conversation.Raise(HandoffReason.Emergency, Priority.Urgent, code, line.Text);

        // A second signal repeats the number, not the state, which has not changed.
        if (!alerted) conversation.Write(Alert(conversation, signal, language, replies, deskOnline), now);
    }

    private static Line Alert(Conversation conversation, EmergencySignal signal, string language, EmergencyReply replies, bool deskOnline) =>
        conversation.Custody is Custody.Assigned
            ? replies.Alert("taken", language, signal.Numbers[0], conversation.OperatorName)
            : replies.Alert(deskOnline ? "recorded" : "nobody", language, signal.Numbers[0]);
}
