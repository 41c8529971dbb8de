using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Support.Channels;

/// <summary>What a storm did.</summary>
/// <param name="Acknowledged">Milliseconds from the planned moment of a webhook to its answer, but for those that met the restart.</param>
/// <param name="Warm">Those of them that came so long after a start that the runtime has compiled what it needs.</param>
/// <param name="Seconds">How long all was delivered in.</param>
public sealed record StormTimes(IReadOnlyList<double> Acknowledged, IReadOnlyList<double> Warm, double Seconds);

/// <summary>What was wrong after a storm; zero everywhere is right.</summary>
/// <param name="Lost">Messages of citizens that are not in the record.</param>
/// <param name="RecordedTwice">Lines of citizens that repeat another.</param>
/// <param name="AnsweredTwice">Answers of the assistant to a message that has another one.</param>
/// <param name="OutOfOrder">Lines of a citizen that stand before an earlier one.</param>
/// <param name="Unanswered">Conversations with a message that nobody answered.</param>
/// <param name="Undelivered">Parts that no provider took.</param>
/// <param name="SentTwice">Messages that reached a citizen twice.</param>
public sealed record StormDamage(int Lost, int RecordedTwice, int AnsweredTwice, int OutOfOrder, int Unanswered, int Undelivered, int SentTwice)
{
    public bool None => this == new StormDamage(0, 0, 0, 0, 0, 0, 0);
}

/// <summary>
/// Many messages of many citizens on four services, as it is on a bad day: some webhooks twice, some overtaken by the next of the same citizen,
/// some calls of ours answered by 429 or 500.
/// </summary>
public sealed class Storm
{
    private readonly StormProviders providers;
    private readonly List<(Func<Task<HttpResponseMessage>> Deliver, TimeSpan Late)> plan = [];
    private readonly Random random;

    /// <summary>Plans one.</summary>
    /// <param name="providers">The services.</param>
    /// <param name="messages">How many messages, those that come twice not counted.</param>
    /// <param name="citizens">Of how many citizens.</param>
    /// <param name="seed">The same seed gives the same storm.</param>
    public Storm(StormProviders providers, int messages, int citizens, int seed)
    {
        this.providers = providers;
        Messages = messages;
        random = new Random(seed);
        var queues = Enumerable.Range(0, citizens).Select(_ => new Queue<Func<Task<HttpResponseMessage>>>()).ToArray();

        // WhatsApp dates to the second: what one citizen writes lies two seconds apart.
        var first = DateTimeOffset.UtcNow - (TimeSpan.FromSeconds(2) * ((messages / citizens) + 1));
        for (var n = 0; n < messages; n++) queues[n % citizens].Enqueue(providers.Says(n % citizens, n, Words(n), first + (TimeSpan.FromSeconds(2) * (n / citizens))));

        // In rounds, as the citizens write; the next of one that overtakes comes a moment before.
        for (var n = 0; queues.Any(queue => queue.Count > 0); n++)
        {
            var queue = queues[n % citizens];
            if (!queue.TryDequeue(out var update)) continue;
            if (random.NextDouble() < .05 && queue.TryDequeue(out var next)) Add(next);
            Add(update);
        }
    }

    public int Messages { get; }

    /// <summary>Delivers all, at so many a second, with a restart half-way where one is given.</summary>
    /// <param name="rate">Webhooks a second.</param>
    /// <param name="restart">Ends the service and starts it again; null for neither.</param>
    /// <param name="warming">How long after a start times are told apart.</param>
    public async Task<StormTimes> RunAsync(double rate, Func<Task>? restart, TimeSpan warming)
    {
        providers.Worsen();
        var (acknowledged, warm, tasks, begun) = (new ConcurrentBag<double>(), new ConcurrentBag<double>(), new List<Task>(plan.Count), Stopwatch.GetTimestamp());
        var started = begun;
        var (restarting, stormy) = (Task.CompletedTask, false);
        for (var n = 0; n < plan.Count; n++)
        {
            if (n == plan.Count / 2 && restart is not null)
            {
                stormy = true;
                restarting = Task.Run(restart);
                _ = restarting.ContinueWith(
                    _ =>
                    {
                        started = Stopwatch.GetTimestamp();
                        stormy = false;
                    },
                    TaskScheduler.Default);
            }

            var at = TimeSpan.FromSeconds(n / rate);
            if (at - Stopwatch.GetElapsedTime(begun) is { TotalMilliseconds: > 1 } early) await Task.Delay(early);
            var (deliver, late) = plan[n];
            var planned = begun + (long)(at.TotalSeconds * Stopwatch.Frequency);
            tasks.Add(Task.Run(async () =>
            {
                if (late > TimeSpan.Zero)
                {
                    await Task.Delay(late);
                    await StormProviders.DeliverAsync(deliver);
                    return;
                }

                var calm = !stormy;
                await StormProviders.DeliverAsync(deliver);
                if (!calm || stormy) return;
                var took = Stopwatch.GetElapsedTime(planned).TotalMilliseconds;
                acknowledged.Add(took);
                if (Stopwatch.GetElapsedTime(started, planned) > warming) warm.Add(took);
            }));
        }

        await restarting;
        await Task.WhenAll(tasks);
        return new StormTimes([.. acknowledged], [.. warm], Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }

    /// <summary>Looks until nothing is on its way any more, then says what is wrong.</summary>
    /// <param name="channels">The channels' tables.</param>
    /// <param name="record">The record.</param>
    /// <param name="patience">After that it is said as it stands.</param>
    public async Task<StormDamage> LookAsync(IDbContextFactory<ChannelsDb> channels, IDbContextFactory<HandoffDb> record, TimeSpan patience)
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < patience && !await IsQuietAsync(channels, record);) await Task.Delay(500);
        await using var db = await channels.CreateDbContextAsync();
        await using var lines = await record.CreateDbContextAsync();
        var ids = await db.Users.Where(user => user.ConversationId != null).Select(user => user.ConversationId!).ToListAsync();
        var recorded = new List<(string Conversation, int Sequence, int Number)>();
        var (unanswered, answeredTwice) = (0, 0);
        foreach (var chunk in ids.Chunk(500))
        {
            var rows = await lines.Messages.AsNoTracking().Where(line => chunk.Contains(line.ConversationId) && line.Author == Author.Citizen).Select(line => new { line.ConversationId, line.Sequence, line.Text }).ToListAsync();
            recorded.AddRange(rows.Where(row => Number(row.Text) is >= 0).Select(row => (row.ConversationId, row.Sequence, Number(row.Text))));
            var answers = await lines.Messages.AsNoTracking().Where(line => chunk.Contains(line.ConversationId) && line.Author == Author.Bot && line.ReplyTo != null).GroupBy(line => new { line.ConversationId, line.ReplyTo }).Select(group => group.Count()).ToListAsync();
            answeredTwice += answers.Sum(count => count - 1);
            unanswered += await lines.Conversations.CountAsync(conversation => chunk.Contains(conversation.Id) && conversation.AnsweredThrough < conversation.LastCitizenSequence);
        }

        var order = recorded.GroupBy(line => line.Conversation).Sum(conversation => conversation.OrderBy(line => line.Sequence).Select(line => line.Number).ToList() is var numbers ? numbers.Zip(numbers.Skip(1)).Count(pair => pair.First > pair.Second) : 0);
        var deliveries = await db.Deliveries.AsNoTracking().Select(row => row.State).ToListAsync();
        var arrived = deliveries.Count(state => state is DeliveryState.Sent);
        return new StormDamage(
            Messages - recorded.Select(line => line.Number).Distinct().Count(),
            recorded.Count - recorded.Select(line => line.Number).Distinct().Count(),
            answeredTwice, order, unanswered, deliveries.Count - arrived, providers.Sent().Values.Sum() - arrived);
    }

    private static async Task<bool> IsQuietAsync(IDbContextFactory<ChannelsDb> channels, IDbContextFactory<HandoffDb> record)
    {
        await using var db = await channels.CreateDbContextAsync();
        if (await db.Receipts.AnyAsync(receipt => receipt.State == ReceiptState.Received) || await db.Deliveries.AnyAsync(row => row.State == DeliveryState.Pending || row.State == DeliveryState.Sending)) return false;
        var cursors = await db.Users.Where(user => user.ConversationId != null).Select(user => new { user.ConversationId, user.Cursor }).ToListAsync();
        await using var lines = await record.CreateDbContextAsync();
        foreach (var chunk in cursors.Chunk(500))
        {
            var ids = chunk.Select(user => user.ConversationId!).ToList();
            var states = await lines.Conversations.AsNoTracking().Where(conversation => ids.Contains(conversation.Id)).ToDictionaryAsync(conversation => conversation.Id, conversation => (conversation.LastSequence, Done: conversation.AnsweredThrough >= conversation.LastCitizenSequence));
            if (chunk.Any(user => !states.TryGetValue(user.ConversationId!, out var state) || !state.Done || state.LastSequence != user.Cursor)) return false;
        }

        return true;
    }

    private void Add(Func<Task<HttpResponseMessage>> deliver)
    {
        plan.Add((deliver, TimeSpan.Zero));
        if (random.NextDouble() < .05) plan.Add((deliver, TimeSpan.FromMilliseconds(random.Next(0, 3000))));
    }

    // High numbers: a low one could be read as one to call.
    private static string Words(int n) => string.Create(CultureInfo.InvariantCulture, $"comment porter plainte pour un vol de vélo ? (message {500_000 + n})");

    private static int Number(string text) => text.LastIndexOf(' ') is var space and > 0 && int.TryParse(text.AsSpan(space + 1).TrimEnd(')'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number - 500_000 : -1;
}
