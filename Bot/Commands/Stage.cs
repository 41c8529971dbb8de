using System.Text.Json;
using BrigadeNumerique.Bot.Receiving;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Bot.Turns;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Commands;

/// <summary>One conversation to be played.</summary>
internal sealed record Script(string Id, IReadOnlyList<Script.Turn> Turns)
{
    public static Script Read(JsonElement row)
    {
        var id = JsonLines.Text(row, "id");
        if (!row.TryGetProperty("turns", out var turns) || turns.ValueKind is not JsonValueKind.Array) throw new FormatException("« turns » doit être une liste.");
        return new Script(id, [.. turns.EnumerateArray().Select(turn => new Turn(JsonLines.Text(turn, "text"), JsonLines.TextOrEmpty(turn, "bot")))]);
    }

    /// <summary>Whether the file's lines of the assistant stand after their turn's message: then the first turn has one at least as often as the last.</summary>
    public static bool SpeaksAfter(IReadOnlyList<Script> scripts)
    {
        var played = scripts.Where(script => script.Turns.Count > 1).ToList();
        var first = played.Count(script => script.Turns[0].Bot.Length > 0);
        return first > 0 && first >= played.Count(script => script.Turns[^1].Bot.Length > 0);
    }

    internal sealed record Turn(string Text, string Bot);
}

/// <summary>What came of a conversation.</summary>
internal sealed record Played(string Id, IReadOnlyList<Played.Turn> Turns)
{
    internal sealed record Turn(Assessment Assessment, string Reply, string State);
}

/// <summary>Plays conversations through reception and turns, as citizens' messages go.</summary>
internal sealed class Stage(Transcript transcript, Reception reception, TurnRunner runner, TriageEngine triage, IDbContextFactory<HandoffDb> databases, TimeProvider clock)
{
    public async Task<Played> PlayAsync(Script script, bool botBefore, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("N");
        await transcript.OpenAsync(new Conversation(id, "converse", "citizen", null, clock.GetUtcNow()), null, cancellationToken);
        var turns = new List<Played.Turn>();
        foreach (var turn in script.Turns)
        {
            if (botBefore) await ReplaceReplyAsync(id, turn.Bot, cancellationToken);
            turns.Add(await SayAsync(id, turn.Text, cancellationToken));
            if (!botBefore) await ReplaceReplyAsync(id, turn.Bot, cancellationToken);
        }

        return new Played(script.Id, turns);
    }

    private async Task<Played.Turn> SayAsync(string id, string text, CancellationToken cancellationToken)
    {
        var receipt = await reception.ReceiveAsync(new InboundMessage(id, text), cancellationToken);
        await runner.RunAsync(id, cancellationToken);
        var conversation = (await transcript.FindAsync(id, cancellationToken))!;
        var lines = await transcript.ReadAsync(id, 0, int.MaxValue, cancellationToken);
        var message = lines.Single(line => line.Sequence == receipt.Sequence);

        // What the runner decided is a function of the same lines; asking again gives the same.
        var assessment = triage.Assess(text, Dialogue.Before(message, lines).Context);
        var replies = lines.Where(line => line.Sequence > receipt.Sequence && line.Audience is Audience.Everyone && line.Text.Length > 0).Select(line => line.Text);
        return new Played.Turn(assessment, string.Join("\n\n", replies), State(conversation.Custody));
    }

    /// <summary>Puts a given line in the place of what the assistant had replied.</summary>
    private async Task ReplaceReplyAsync(string id, string bot, CancellationToken cancellationToken)
    {
        if (bot.Length == 0) return;
        var conversation = (await transcript.FindAsync(id, cancellationToken))!;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Messages.Where(line => line.ConversationId == id && line.Sequence > conversation.LastCitizenSequence && line.Author == Author.Bot).ExecuteDeleteAsync(cancellationToken);
        transcript.Forget(id);
        await transcript.ChangeAsync(id, current => current.Write(new Line(Author.Bot, bot), clock.GetUtcNow()), cancellationToken);
    }

    private static string State(Custody custody) => custody switch
    {
        Custody.Queued => "waiting",
        Custody.Assigned => "operator",
        Custody.Closed => "closed",
        _ => "bot",
    };
}
