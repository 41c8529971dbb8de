using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>
/// The queries of every turn, translated once. Per record and not static: a compiled query belongs to the engine that it
/// was first run on, and two engines may live in one process.
/// </summary>
internal sealed class CompiledQueries
{
    public readonly Func<HandoffDb, string, Task<Conversation?>> Conversation = EF.CompileAsyncQuery(
        (HandoffDb db, string id) => db.Conversations.AsNoTracking().SingleOrDefault(c => c.Id == id));

    public readonly Func<HandoffDb, string, string, Task<int?>> Sequence = EF.CompileAsyncQuery(
        (HandoffDb db, string id, string client) => db.Messages.Where(m => m.ConversationId == id && m.ClientMessageId == client).Select(m => (int?)m.Sequence).SingleOrDefault());

    public readonly Func<HandoffDb, string, int, int, IAsyncEnumerable<Message>> Lines = EF.CompileAsyncQuery(
        (HandoffDb db, string id, int after, int take) => db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == id && m.Sequence > after).OrderBy(m => m.Sequence).Take(take));
}
