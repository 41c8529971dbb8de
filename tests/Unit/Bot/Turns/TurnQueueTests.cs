using BrigadeNumerique.Bot.Turns;

namespace BrigadeNumerique.Unit.Bot.Turns;

public sealed class TurnQueueTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AConversationWaitsOnceHoweverOftenItIsWoken()
    {
        var queue = new TurnQueue();
        foreach (var id in new[] { "a", "a", "b", "a" }) queue.Wake(id);

        var taken = await TakeAsync(queue, 2);

        Assert.Equal(["a", "b"], taken);
    }

    [Fact]
    public async Task AConversationWokenDuringItsTurnIsNotTakenAgainBeforeThatTurnIsOver()
    {
        var queue = new TurnQueue();
        queue.Wake("a");
        await TakeAsync(queue, 1);

        queue.Wake("a");
        queue.Wake("b");
        var meanwhile = await TakeAsync(queue, 1);
        queue.Done("a");
        var then = await TakeAsync(queue, 1);

        Assert.Equal(["b"], meanwhile);
        Assert.Equal(["a"], then);
    }

    [Fact]
    public async Task AConversationWhoseTurnIsOverIsWokenAsBefore()
    {
        var queue = new TurnQueue();
        queue.Wake("a");
        await TakeAsync(queue, 1);
        queue.Done("a");

        queue.Wake("a");

        Assert.Equal(["a"], await TakeAsync(queue, 1));
    }

    private static async Task<IReadOnlyList<string>> TakeAsync(TurnQueue queue, int count)
    {
        var taken = new List<string>();
        await foreach (var id in queue.TakeAsync(Stop))
        {
            taken.Add(id);
            if (taken.Count == count) break;
        }

        return taken;
    }
}
