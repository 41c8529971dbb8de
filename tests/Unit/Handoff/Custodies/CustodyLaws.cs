using BrigadeNumerique.Handoff.Conversations;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Custodies;

/// <summary>What must hold of every conversation, whatever was done to it and in whatever order.</summary>
internal static class CustodyLaws
{
    /// <summary>How the bot's lines of these tests begin: what follows is the epoch under which they were decided.</summary>
    public const string BotSays = "bot@";

    /// <summary>The state has one owner, and nothing of another state is left in it.</summary>
    public static void HoldFor(Conversation conversation)
    {
        var assigned = conversation.Custody is Custody.Assigned;
        var queued = conversation.Custody is Custody.Queued;
        Assert.Equal(assigned, conversation.OperatorId is not null);
        Assert.Equal(assigned, conversation.OperatorName is not null);
        Assert.Equal(queued, conversation.UnownedSince is not null);
        if (queued) Assert.NotNull(conversation.QueuedAt);
        if (!queued) Assert.Equal((Ring.None, null, null, ""), (conversation.Ring, conversation.OfferedTo, conversation.OfferUntil, conversation.Asked));
        if (!assigned) Assert.Equal((null, null), (conversation.OnHoldSince, conversation.HelpSince));
        Assert.Equal(conversation.Custody is Custody.Closed, conversation.ClosedAt is not null);
        Assert.InRange(conversation.AnsweredThrough, 0, conversation.LastCitizenSequence);
        Assert.InRange(conversation.HeardThrough, 0, conversation.LastCitizenSequence);
    }

    /// <summary>The lines are complete, tell the state, and each stands where its author had the right to speak.</summary>
    public static void HoldFor(Conversation conversation, IReadOnlyList<Message> lines)
    {
        HoldFor(conversation);
        Assert.Equal(Enumerable.Range(1, conversation.LastSequence), lines.Select(line => line.Sequence));
        Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.True(pair.First.At < pair.Second.At));
        var given = lines.Select(line => line.ClientMessageId).OfType<string>().ToList();
        Assert.Equal(given.Count, given.Distinct().Count());

        var (custody, epoch, holder) = (Custody.Bot, 0, (string?)null);
        foreach (var line in lines)
        {
            if (line.Kind == LineKind.Transition)
            {
                var change = Transitions.Read(line);
                Assert.Equal((custody, epoch + 1), (change.From, change.Epoch));
                (custody, epoch, holder) = (change.To, change.Epoch, change.OperatorId);
                Assert.Equal(custody is Custody.Assigned, holder is not null);
            }
            else if (line.Author is Author.Bot && line.Text.StartsWith(BotSays, StringComparison.Ordinal))
            {
                Assert.NotEqual(Custody.Assigned, custody);
                Assert.Equal($"{BotSays}{epoch}", line.Text);
            }
            else if (line is { Author: Author.Operator, Kind: LineKind.Text })
            {
                Assert.Equal((Custody.Assigned, holder), (custody, line.Text));
            }
        }

        Assert.Equal((custody, epoch, holder), (conversation.Custody, conversation.Epoch, conversation.OperatorId));
    }
}
