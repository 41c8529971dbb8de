using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Channels.Delivery;
using BrigadeNumerique.Bot.Channels.DirectLine;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Channels.Carrying;

/// <summary>Moves an exchange from a service of another company to the service's own page: same conversation, same holder. The other side is told so, and nothing after it.</summary>
internal sealed class CarryOver(CarryLinks links, ChannelRecord record, DeliveryWorker worker, Transcript transcript, Tokens tokens, Speech speech, LanguageOf languages, TimeProvider clock)
{
    /// <summary>Kind and client identifier of the line that says so on both sides.</summary>
    private const string Carried = "carried";

    /// <summary>Uses a code.</summary>
    /// <returns>A token of the conversation, or null where the code opens nothing (any more).</returns>
    public async Task<string?> UseAsync(string code, CancellationToken cancellationToken)
    {
        if (await links.UseAsync(code, cancellationToken) is not { } used) return null;
        var (sequence, visitor) = await transcript.ChangeAsync(used.ConversationId, Carried, (conversation, known) =>
            (conversation.Locked ? null : known ?? (int?)conversation.Write(Line(conversation), clock.GetUtcNow()).Sequence, conversation.Visitor), CancellationToken.None);
        if (sequence is not { } last) return null;
        await record.WriteAsync(db => db.Users.Where(user => user.Id == used.UserId && user.ConversationId == used.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(user => user.Through, last)), CancellationToken.None);
        worker.Wake(used.UserId);
        return tokens.Mint(used.ConversationId, visitor, []);
    }

    private Line Line(Conversation conversation)
    {
        var language = languages.For(conversation.Language, conversation.Locale);
        return new Line(Author.System, speech.Say(language, "channel.carried")) { Kind = Carried, ClientMessageId = Carried, Locale = language, Data = new LineData { Speaker = "system", Kind = Carried, Lang = language }.ToJson() };
    }
}
