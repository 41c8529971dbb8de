using System.Threading.Channels;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.KnowledgeBase.Drafting;
using Route = BrigadeNumerique.Bot.Triage.Route;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>
/// Off unless switched on. Has the language model read again, after the turn and beside it, what rules and classifier called calm. It may
/// ask for a person's eyes, and move the exchange before ordinary ones; it lowers nothing, and no reply, number or turn waits for it.
/// </summary>
public sealed class SecondReading(StaffDrafter drafter, Transcript transcript, TimeProvider clock, ILogger<SecondReading> logger) : BackgroundService
{
    private const int Room = 500, AtOnce = 2, Lines = 8;

    private readonly Channel<(string Id, int Sequence)> pending = Channel.CreateBounded<(string, int)>(new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>After a turn.</summary>
    internal void Look(string conversationId, int sequence, TurnOutcome outcome)
    {
        if (outcome.Alarm is null && outcome.Assessment is { Urgency: Urgency.Normal, Sensitive: "", Bare: false, Route: not Route.Emergency } && drafter.Ready(ModelUse.SecondReader)) pending.Writer.TryWrite((conversationId, sequence));
    }

    /// <summary>Reads one message again.</summary>
    /// <returns>True when it asked for a person's eyes.</returns>
    internal async Task<bool> ReadAsync(string conversationId, int sequence, CancellationToken cancellationToken)
    {
        var lines = (await transcript.ReadAsync(conversationId, Math.Max(0, sequence - (4 * Lines)), 5 * Lines, cancellationToken))
            .Where(line => line.Sequence <= sequence && line is { Audience: Audience.Everyone, Author: Author.Citizen or Author.Bot, Kind: not "greeting" } && line.Text.Length > 0)
            .TakeLast(Lines).Select(line => new NumberedLine(line.Sequence, line.Author is Author.Citizen ? "Personne" : "Assistant", line.Text)).ToList();
        if (lines.Count == 0 || await drafter.SecondReadAsync(lines, cancellationToken) is not { } why) return false;
        return await transcript.ChangeAsync(conversationId, $"reread-{sequence}", (conversation, known) => known is null && conversation.AskToReread(sequence, why, clock.GetUtcNow()), cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        pending.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
        async (item, token) =>
        {
            try
            {
                await ReadAsync(item.Id, item.Sequence, token);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Log.SecondReadingFailed(logger, fault);
            }
        });
}
