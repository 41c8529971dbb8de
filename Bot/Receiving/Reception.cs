using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;

namespace BrigadeNumerique.Bot.Receiving;

/// <summary>A citizen's message, from whatever channel.</summary>
/// <param name="ConversationId">Where.</param>
/// <param name="Text">The words as they came.</param>
public sealed record InboundMessage(string ConversationId, string Text)
{
    /// <summary>The device's identifier: sent twice, received once.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>Language tag, where the channel tells one.</summary>
    public string? Locale { get; init; }

    /// <summary>JSON that goes back to the channel with the line.</summary>
    public string? Data { get; init; }

    /// <summary>The sender as the client names it, where no token binds one.</summary>
    public string? From { get; init; }
}

/// <summary>How a message was received.</summary>
/// <param name="Sequence">The line it is; null where the conversation is locked and takes nothing more.</param>
/// <param name="Known">It was there already.</param>
public sealed record Receipt(int? Sequence, bool Known);

/// <summary>
/// The one door: every message of every channel is screened for danger and recorded, and on danger the numbers, the alert
/// and the place in the queue are written in the same transaction, whoever holds the conversation.
/// </summary>
public sealed class Reception(Transcript transcript, EmergencyReply replies, LanguageOf languages, TriageEngine triage, TurnQueue turns, DeskPresence desk, TimeProvider clock)
{
    /// <summary>Receives one message; when this returns, it is durable.</summary>
    /// <exception cref="KeyNotFoundException">There is no such conversation.</exception>
    public async Task<Receipt> ReceiveAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var heard = new Heard(EmergencyScreen.Examine(message.Text), triage.Assess(message.Text, DialogueContext.Empty).Signal);
        var receipt = await transcript.ChangeAsync(message.ConversationId, message.ClientMessageId, (conversation, known) => Record(conversation, known, message, heard), cancellationToken);
        if (receipt is { Sequence: not null, Known: false }) turns.Wake(message.ConversationId);
        return receipt;
    }

    private Receipt Record(Conversation conversation, int? known, InboundMessage message, Heard heard)
    {
        if (known is { } sequence) return new Receipt(sequence, Known: true);
        if (conversation.Locked) return new Receipt(null, Known: false);
        var now = clock.GetUtcNow();
        var first = conversation.LastCitizenSequence == 0;
        var line = conversation.Receive(
            new Line(Author.Citizen, message.Text) { ClientMessageId = message.ClientMessageId, Locale = message.Locale, Data = message.Data, AuthorName = message.From },
            now);
        if ((first ? heard.Opening ?? heard.Signs : heard.Signs) is { } signal) Alarm(conversation, line, signal, now);
        return new Receipt(line.Sequence, Known: false);
    }

    /// <summary>What the door hears.</summary>
    /// <param name="Signs">Danger that the signs name, whatever was said before.</param>
    /// <param name="Opening">Danger that signs or model find where nothing was said before; later messages mean what they mean after others, which the turn knows.</param>
    private readonly record struct Heard(EmergencySignal? Signs, EmergencySignal? Opening);

    /// <summary>The numbers appear and a person is alerted, in one write.</summary>
    private void Alarm(Conversation conversation, Message line, EmergencySignal signal, DateTimeOffset now)
    {
        var language = languages.For(signal.Language, conversation.Locale);
        Alarms.Raise(conversation, line, signal, language, replies, desk.Online, now);
    }
}
