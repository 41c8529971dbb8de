using BrigadeNumerique.Bot.Storage;
using BrigadeNumerique.Bot.Storage.Sqlite;
using BrigadeNumerique.Bot.Channels.Social.Meta;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Bot.Turns;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Supervision;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Custodies;

/// <summary>
/// The record, the board, the desk and the watches on a real database, through two nodes that know nothing of each other:
/// several at once on one conversation, browsers that die, deadlines that pass, nodes that restart. The transcripts must tell
/// one story, and what each caller was answered must be in them, once.
/// </summary>
public sealed class CustodyRecordTests : IAsyncLifetime
{
    /// <summary>Interleavings that run side by side, so that they share transactions; and how often.</summary>
    private const int Together = 40, Times = 25;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("brigade-custody-");

    private string File => Path.Combine(folder.FullName, "record.db");

    public async ValueTask InitializeAsync()
    {
        await using var services = new ServiceCollection().AddSqlite(File, File + ".channels").BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<HandoffDb>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public Task OnTwoNodesWhateverHappensAtOnceThereIsOneOwnerAndNoLineIsLostOrDoubled() =>
        Step.Any.Array[24].Array[Together].SampleAsync(scripts => RunAsync(scripts), iter: Times, threads: 1, print: scripts => string.Join('\n', scripts.Select(script => string.Join(' ', script))));

    private async Task RunAsync(Step[][] scripts)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var nodes = new[] { await Node.StartAsync(File, clock), await Node.StartAsync(File, clock) };
        try
        {
            var plays = scripts.Select(script => new Play(script)).ToList();
            await Task.WhenAll(plays.Select(play => play.OpenAsync(nodes[0], clock)));
            for (var round = 0; round < scripts[0].Length; round += 2)
            {
                // Whom the browser of an operator vouches for differs from round to round: some are lost.
                clock.Advance(TimeSpan.FromSeconds(4));
                var alive = scripts[0][round].Who;
                foreach (var op in Enumerable.Range(0, 4).Where(op => op != alive)) await nodes[op % 2].Operators.SeenAsync("op-" + op, "op-" + op, supervisor: op == 3, CancellationToken.None);
                var watching = round % 6 == 0 ? nodes.SelectMany(node => new Task[] { node.Offers.LookAsync(CancellationToken.None), node.Watch.LookAsync(CancellationToken.None) }) : [];
                await Task.WhenAll(plays.SelectMany(play => new[] { play.DoAsync(round, nodes, clock), play.DoAsync(round + 1, nodes, clock) }).Concat(watching));
                if (scripts[1][round].Act is not Act.NodeRestarts) continue;
                await nodes[1].DisposeAsync();
                nodes[1] = await Node.StartAsync(File, clock);
            }

            foreach (var play in plays) await play.CheckAsync(nodes);
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
        }
    }

    /// <summary>One process of the service, without its web server and with its watches wound by hand.</summary>
    private sealed class Node(ServiceProvider services) : IAsyncDisposable
    {
        public Transcript Transcript { get; } = services.GetRequiredService<Transcript>();

        public DeskWork Desk { get; } = services.GetRequiredService<DeskWork>();

        public QueueBoard Board { get; } = services.GetRequiredService<QueueBoard>();

        public SupervisorWork Supervisor { get; } = services.GetRequiredService<SupervisorWork>();

        public OperatorRegistry Operators { get; } = services.GetRequiredService<OperatorRegistry>();

        public OperatorWatch Watch { get; } = services.GetRequiredService<OperatorWatch>();

        public OfferWatch Offers { get; } = services.GetRequiredService<OfferWatch>();

        public Turns Assistant { get; } = new(services.GetRequiredService<TimeProvider>());

        public static async Task<Node> StartAsync(string file, TimeProvider clock)
        {
            var services = new ServiceCollection().AddSqlite(file, file + ".channels").AddHandoff().AddLogging().AddSingleton(clock).AddSingleton(Speech.Load())
                .AddSingleton<LanguageOf>().AddSingleton<EmergencyReply>().AddSingleton<IDeskTexts, DeskTexts>().AddSingleton<IWritingWindow, MetaWindow>().BuildServiceProvider();
            var node = new Node(services);
            await node.Transcript.StartAsync(CancellationToken.None);
            return node;
        }

        public async ValueTask DisposeAsync()
        {
            await Transcript.StopAsync(CancellationToken.None);
            Assistant.Dispose();
            await services.DisposeAsync();
        }
    }

    /// <summary>One conversation, and what those who acted on it were told.</summary>
    private sealed class Play(Step[] script)
    {
        private readonly string id = Guid.NewGuid().ToString("N");
        private readonly (TurnOutcome Outcome, Message Message)?[] turns = new (TurnOutcome, Message)?[4];
        private readonly Lock told = new();
        private readonly HashSet<string> sent = [];
        private readonly List<string> takes = [];
        private readonly List<int> operatorLines = [];
        private int epoch;

        public Task OpenAsync(Node node, TimeProvider clock) => node.Transcript.OpenAsync(new Conversation(id, "directline", "v", null, clock.GetUtcNow()), null, CancellationToken.None);

        public async Task DoAsync(int round, Node[] nodes, TimeProvider clock)
        {
            var (step, now) = (script[round], clock.GetUtcNow());
            var node = nodes[round % 2];
            switch (step.Act)
            {
                case Act.CitizenWrites:
                    await SendAsync(nodes, "m" + round, now);
                    break;
                case Act.CitizenIsInDanger:
                    await node.Transcript.ChangeAsync(id, "d" + round, (conversation, _) => Danger(conversation, "d" + round, now), CancellationToken.None);
                    lock (told) sent.Add("d" + round);
                    break;
                case Act.CitizenSendsAgain:
                    // The same message through both nodes at once, as after a cut line.
                    await Task.WhenAll(SendAsync([nodes[0]], "again" + (round / 8), now), SendAsync([nodes[1]], "again" + (round / 8), now));
                    break;
                case Act.CitizenLeavesTheQueue:
                    await node.Transcript.ChangeAsync(id, conversation => Leave(conversation, now), CancellationToken.None);
                    break;
                case Act.TurnBegins when await node.Transcript.RecallAsync(id, 90, CancellationToken.None) is { } recent:
                    turns[step.Who] = Turns.Begin(recent.State, recent.Lines, step.Whom);
                    break;
                case Act.TurnEnds when turns[step.Who] is var (outcome, message):
                    await node.Transcript.ChangeAsync(id, conversation => node.Assistant.End(conversation, outcome, message), CancellationToken.None);
                    break;
                case Act.Accept:
                    // All four at once, two on each node.
                    var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async op => (op, await nodes[op % 2].Desk.TakeAsync(id, "op-" + op, "op-" + op, CancellationToken.None))));
                    lock (told) takes.AddRange(outcomes.Where(pair => pair.Item2 is Acceptance.Taken).Select(pair => "op-" + pair.op));
                    break;
                case Act.OperatorWrites:
                    for (var op = 0; op < 4; op++)
                    {
                        // Sent twice by the page, written once, and only by who holds it.
                        var lines = new[] { await node.Desk.WriteAsync(id, "op-" + op, "op-" + op, $"o{op}-{round}", CancellationToken.None), await nodes[(round + 1) % 2].Desk.WriteAsync(id, "op-" + op, "op-" + op, $"o{op}-{round}", CancellationToken.None) };
                        lock (told) operatorLines.AddRange(lines.OfType<int>().Distinct());
                    }

                    break;
                case Act.TransferToAnybody or Act.OperatorIsLost:
                    await node.Desk.TransferAsync(id, step.Operator, CancellationToken.None);
                    break;
                case Act.TransferToAColleague:
                    await node.Desk.TransferAsync(id, step.Operator, new TransferWish(OperatorId: step.Colleague), "note", CancellationToken.None);
                    break;
                case Act.TransferToASkill:
                    await node.Desk.TransferAsync(id, step.Operator, new TransferWish(Skill: "cyber"), null, CancellationToken.None);
                    break;
                case Act.HandBack:
                    await node.Desk.HandBackAsync(id, step.Operator, CancellationToken.None);
                    break;
                case Act.Close:
                    await node.Desk.CloseAsync(id, step.Operator, "informed", int.MaxValue, CancellationToken.None);
                    break;
                case Act.Decline:
                    await node.Desk.DeclineAsync(id, step.Operator, CancellationToken.None);
                    break;
                case Act.Hold or Act.Resume:
                    await node.Desk.HoldAsync(id, step.Operator, step.Act is Act.Hold, CancellationToken.None);
                    break;
                case Act.AskForHelp:
                    await node.Desk.HelpAsync(id, step.Operator, step.Operator, true, CancellationToken.None);
                    break;
                case Act.TakeOver:
                    if (await node.Supervisor.AssignAsync(id, "op-3", new StaffMember("op-3", "op-3", true), CancellationToken.None)) lock (told) takes.Add("op-3");
                    break;
            }

            var seen = (await node.Transcript.FindAsync(id, CancellationToken.None))!;
            CustodyLaws.HoldFor(seen);
            lock (told) epoch = Math.Max(epoch, seen.Epoch);
        }

        public async Task CheckAsync(Node[] nodes)
        {
            foreach (var node in nodes)
            {
                var (conversation, lines) = ((await node.Transcript.FindAsync(id, CancellationToken.None))!, await node.Transcript.ReadAsync(id, 0, int.MaxValue, CancellationToken.None));
                CustodyLaws.HoldFor(conversation, lines);
                Assert.True(conversation.Epoch >= epoch);
                Assert.Equal(sent.Order(), lines.Where(line => line.Author is Author.Citizen).Select(line => line.ClientMessageId!).Order());
                Assert.Equal(operatorLines.Distinct().Order(), lines.Where(line => line is { Author: Author.Operator, Kind: LineKind.Text }).Select(line => line.Sequence));
                Assert.Equal(takes.Order(), lines.Where(line => line.Kind == LineKind.Transition).Select(Transitions.Read).Where(change => change.To is Custody.Assigned).Select(change => change.OperatorId!).Order());
            }

            // Nobody waits for the next ones.
            await nodes[0].Transcript.ChangeAsync(id, conversation =>
            {
                if (conversation.Custody is not Custody.Closed) conversation.Close("silence", DateTimeOffset.UtcNow);
                return true;
            }, CancellationToken.None);
        }

        private async Task SendAsync(Node[] nodes, string client, DateTimeOffset now)
        {
            await Task.WhenAll(nodes.Select(node => node.Transcript.ChangeAsync(id, client, (conversation, known) =>
                known ?? conversation.Receive(new Line(Author.Citizen, "message") { ClientMessageId = client }, now).Sequence, CancellationToken.None)));
            lock (told) sent.Add(client);
        }

        private static bool Danger(Conversation conversation, string client, DateTimeOffset now)
        {
            Turns.Alarm(conversation, new Line(Author.Citizen, "danger") { ClientMessageId = client }, now);
            return true;
        }

        private static bool Leave(Conversation conversation, DateTimeOffset now)
        {
            if (conversation.Custody is not Custody.Queued || conversation.Priority is Priority.Urgent) return false;
            conversation.ReturnToBot("citizen-left-queue", now);
            return true;
        }
    }
}
