using System.Text.Json;

namespace BrigadeNumerique.Bot.Triage.Evaluation;

/// <summary>A message of the frozen set, with what is right for it.</summary>
internal sealed record Labelled(string Id, string Text, string Language, string Route, string[] Numbers, string Sensitive, string Intent, string Difficulty)
{
    public bool IsCalm => Route is "answer" or "appointment" or "other";

    public bool IsSensitive => Route == "human" && Sensitive.Length > 0;

    /// <summary>Of the third file: written after every choice had been made, by somebody who had seen neither examples nor misses. What people nobody has read will meet.</summary>
    public bool IsUnseen => Id.StartsWith('f');

    /// <summary>The policy gives these subjects no intent of their own: their intent is not marked.</summary>
    public bool IntentCounts => Sensitive is not ("human-trafficking" or "radicalisation" or "elder-abuse" or "hate-crime" or "minor-alone");

    /// <summary>The kind of danger, roughly, by the numbers that fit it.</summary>
    public string Danger => Numbers switch
    {
        ["114", ..] => "cannot speak",
        ["18", ..] => "fire, rescue",
        ["15", ..] => Sensitive == "suicide-risk" ? "suicide" : "medical, injured",
        ["196" or "16", ..] => "sea",
        ["112", ..] => "mountain",
        _ => Sensitive is "missing-person" ? "missing" : Sensitive.Length > 0 ? "violence, " + Sensitive : "intrusion, threat, road",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Labelled> Messages() => [.. Frozen.Lines("triage").Select(row => new Labelled(
        row.GetProperty("id").GetString()!, row.GetProperty("text").GetString()!, row.GetProperty("lang").GetString()!, row.GetProperty("route").GetString()!,
        Frozen.Strings(row, "numbers"), row.GetProperty("sensitive").GetString()!, row.GetProperty("intent").GetString()!, row.GetProperty("difficulty").GetString()!))];
}

/// <summary>A conversation of the frozen set.</summary>
internal sealed record LabelledDialogue(string Id, IReadOnlyList<LabelledDialogue.Turn> Turns)
{
    /// <inheritdoc cref="Labelled.IsUnseen"/>
    public bool IsUnseen => Id.StartsWith('d');

    internal sealed record Turn(string Text, string Reply, string Route, string[] Numbers, string Sensitive);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LabelledDialogue> All() => [.. Frozen.Lines("conversations").Select(row => new LabelledDialogue(
        row.GetProperty("id").GetString()!,
        [.. row.GetProperty("turns").EnumerateArray().Select(turn =>
        {
            var expected = turn.GetProperty("expect");
            return new Turn(
                turn.GetProperty("text").GetString()!, turn.TryGetProperty("bot", out var reply) ? reply.GetString()! : "",
                expected.GetProperty("route").GetString()!, Frozen.Strings(expected, "numbers"), expected.GetProperty("sensitive").GetString()!);
        })]))];

    /// <summary>What the engine makes of each turn, the given replies standing in the history.</summary>
    public IReadOnlyList<Assessment> Play(TriageEngine triage)
    {
        var (lines, found) = (new List<DialogueLine>(), new List<Assessment>());
        foreach (var turn in Turns)
        {
            found.Add(triage.Assess(turn.Text, new DialogueContext([.. lines])));
            lines.Add(new DialogueLine(Speaker.Citizen, turn.Text, null));
            if (turn.Reply.Length > 0) lines.Add(new DialogueLine(Speaker.Bot, turn.Reply, null));
        }

        return found;
    }
}

/// <summary>The frozen files: written apart from the examples, by other writers; never learnt from. They ship with the product, which measures by them what an editor trains.</summary>
internal static class Frozen
{
    /// <summary>The rows of every file whose name begins so, in order.</summary>
    public static IEnumerable<JsonElement> Lines(string name) => Resources.Under(".Triage.Frozen." + name)
        .SelectMany(Resources.Lines).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => JsonDocument.Parse(line).RootElement);

    public static string[] Strings(JsonElement row, string name) =>
        row.TryGetProperty(name, out var values) ? [.. values.EnumerateArray().Select(value => value.GetString()!)] : [];
}
