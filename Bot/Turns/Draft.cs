using System.Globalization;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Channels.DirectLine;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>A reply under way, as the page sees it: « searching », then each checked sentence, then the line of the record.</summary>
internal sealed class Draft(Streams streams, string conversationId, int replyTo, string searching)
{
    private readonly string id = string.Create(CultureInfo.InvariantCulture, $"draft-{replyTo}-{Guid.NewGuid().ToString("N")[..8]}");
    private int step;

    /// <summary>What is to be written.</summary>
    public required TurnOutcome Outcome { get; set; }

    /// <summary>The page says that the assistant is at it.</summary>
    public void Begin()
    {
        if (step == 0) streams.Tell(conversationId, ActivitySets.Streaming(conversationId, id, ++step, "informative", searching));
    }

    /// <summary>The checked sentences so far.</summary>
    public void Show(string text) => streams.Tell(conversationId, ActivitySets.Streaming(conversationId, id, ++step, "streaming", text));

    /// <summary>The line of the record takes the place of what was shown.</summary>
    public TurnOutcome Final(TurnOutcome outcome)
    {
        if (step == 0 || outcome.Replies is not [var line]) return outcome;
        var data = LineData.From(line.Data) is { } carried ? carried with { StreamType = "final", StreamId = id } : null;
        return data is null ? outcome : outcome with { Replies = [line with { Data = data.ToJson([.. LineData.ChoicesOf(line.Data).Select(Choice.Of)]) }] };
    }

    /// <summary>Nothing follows: what was shown goes.</summary>
    public void Void()
    {
        if (step > 0) streams.Tell(conversationId, ActivitySets.Streaming(conversationId, id, ++step, "final", null));
    }
}
