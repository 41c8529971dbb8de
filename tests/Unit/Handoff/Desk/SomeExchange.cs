using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Exchanges;
using BrigadeNumerique.Handoff.Queue;

namespace BrigadeNumerique.Unit.Handoff.Desk;

/// <summary>Invents what does not matter of a row of the desk.</summary>
internal static class SomeExchange
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);

    public static ExchangeItem Waiting(string id, Priority priority = Priority.Normal, int epoch = 1, HandoffReason reason = HandoffReason.Asked) =>
        new(new QueueItem(id, Custody.Queued, priority, reason, null, null, Now, null, null, Now, null, epoch, false), "directline", null, true, Now);
}
