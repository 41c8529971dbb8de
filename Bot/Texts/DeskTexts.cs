using System.Globalization;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Bot.Texts;

/// <summary>What the citizen is told when people act, in the citizen's language.</summary>
internal sealed class DeskTexts(Speech speech, LanguageOf languages, EmergencyReply replies) : IDeskTexts
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public void Joined(Conversation conversation, DateTimeOffset at)
    {
        var name = conversation.OperatorName!;
        Tell(conversation, LineKind.Join, "join", at, name, agent: true);
        if (conversation.Alerted) conversation.Write(replies.Alert("taken", Language(conversation), Number(conversation), name), at);
    }

    public void OperatorLost(Conversation conversation, DateTimeOffset at)
    {
        if (conversation.Alerted) conversation.Write(replies.Alert("lost", Language(conversation), Number(conversation)), at);
        else
        {
            Tell(conversation, LineKind.Lost, "operator.lost", at, "");
            Waits(conversation, at);
        }
    }

    public void Transferred(Conversation conversation, string operatorName, DateTimeOffset at)
    {
        Tell(conversation, LineKind.Leave, "transfer", at, operatorName);
        if (conversation.Priority is not Priority.Urgent) Waits(conversation, at);
    }

    public void HandedOver(Conversation conversation, string operatorName, DateTimeOffset at) => Tell(conversation, LineKind.Leave, "transfer", at, operatorName);

    public void Unheard(Conversation conversation, DateTimeOffset at) => Tell(conversation, LineKind.Text, "queue.unheard", at, "");

    public void ReturnedToBot(Conversation conversation, string operatorName, DateTimeOffset at)
    {
        Tell(conversation, LineKind.Leave, "leave", at, operatorName);
        Tell(conversation, LineKind.Return, "return.bot", at, operatorName);
    }

    public void Closed(Conversation conversation, string operatorName, DateTimeOffset at)
    {
        Tell(conversation, LineKind.Leave, "leave", at, operatorName);
        TellClosed(conversation, at, opinion: true);
    }

    public void ClosedByCitizen(Conversation conversation, DateTimeOffset at) => TellClosed(conversation, at, opinion: conversation.Custody is Custody.Assigned);

    public Line ContactQuestion(Conversation conversation)
    {
        var language = Language(conversation);
        var data = new LineData { Speaker = "agent", Kind = "contact", Lang = language };
        return new Line(Author.Operator, speech.Say(language, "contact.ask")) { Locale = language, Data = data.ToJson([.. speech.Lines(language, "contact.ask.choices").Select(Choice.Of)]) };
    }

    private void TellClosed(Conversation conversation, DateTimeOffset at, bool opinion)
    {
        if (conversation.Gravest is not Priority.Normal)
        {
            Tell(conversation, LineKind.Text, "close.sensitive", at, "");
            return;
        }

        Tell(conversation, LineKind.Text, "close.bot", at, "");
        if (opinion) Tell(conversation, LineKind.Rating, "rate.ask", at, "");
    }

    public void Waits(Conversation conversation, DateTimeOffset at) =>
        conversation.Write(QueueCard.For(speech, Language(conversation), sensitive: conversation.Priority is not Priority.Normal), at);

    public void AlertShown(Conversation conversation, DateTimeOffset at) =>
        conversation.Write(replies.Alert("shown", Language(conversation), Number(conversation)), at);

    public void Relayed(Conversation conversation, string operatorName, DateTimeOffset at)
    {
        var time = TimeZoneInfo.ConvertTime(at, Paris).ToString("HH:mm", CultureInfo.InvariantCulture);
        conversation.Write(replies.Alert("relayed", Language(conversation), Number(conversation), operatorName, time), at);
    }

    public IReadOnlyList<EmergencyText> EmergencyTexts(Conversation conversation)
    {
        var language = Language(conversation);
        return [.. EmergencyReply.Keys.Select(key => new EmergencyText(key, [.. speech.Lines(language, key).Select(line => line.Replace("**", "", StringComparison.Ordinal))]))];
    }

    public int Emergency(Conversation conversation, string key, string clientMessageId, DateTimeOffset at) =>
        conversation.Write(replies.ByHand(key, Language(conversation), conversation.OperatorName!) with { ClientMessageId = clientMessageId }, at).Sequence;

    public string Question(IReadOnlyList<string> choices, bool position) =>
        new LineData { Speaker = "agent", Kind = "question", Position = position ? true : null }.ToJson([.. choices.Select(Choice.Of)]);

    /// <summary>The number that the emergency's text asks to call first.</summary>
    private static string Number(Conversation conversation) => conversation.Topic switch
    {
        "emer.silent" => "114",
        "emer.fire" => "18",
        "emer.medical" or "emer.suicide.act" or "emer.suicide.means" or "emer.suicide.other" or "emer.road.injured" => "15",
        "emer.sea" => "196",
        "emer.sea.pacific" => "16",
        "emer.mountain" => "112",
        _ => "17",
    };

    private string Language(Conversation conversation) => languages.For(conversation.Language, conversation.Locale);

    private void Tell(Conversation conversation, string kind, string key, DateTimeOffset at, string name, bool agent = false)
    {
        var language = Language(conversation);
        var time = TimeZoneInfo.ConvertTime(at, Paris).ToString("HH:mm", CultureInfo.InvariantCulture);
        var data = new LineData { Speaker = "system", Kind = kind, Lang = language, Agent = agent ? new AgentCard(name) : null };
        conversation.Write(new Line(Author.System, speech.Say(language, key, ("name", name), ("heure", time))) { Kind = kind, Locale = language, Data = data.ToJson() }, at);
    }
}
