namespace BrigadeNumerique.Bot.Triage;

/// <summary>The lines before a message.</summary>
public sealed record DialogueContext(IReadOnlyList<DialogueLine> Lines)
{
    /// <summary>Nothing was said before.</summary>
    public static readonly DialogueContext Empty = new([]);

    /// <summary>The person was just asked whether they are safe.</summary>
    public bool SafetyAsked => Lines.LastOrDefault(line => line.Speaker is not Speaker.Citizen) is { } last && (last.Kind is "safe" || DialogueFeatures.Asked(last.Text).Contains("safe?"));

    /// <summary>The citizen's earlier messages in order, each with what was said to it.</summary>
    internal IEnumerable<(string Text, string Reply)> Exchanges
    {
        get
        {
            for (var at = 0; at < Lines.Count; at++)
            {
                if (Lines[at].Speaker is not Speaker.Citizen) continue;
                yield return (Lines[at].Text, string.Join(' ', Lines.Skip(at + 1).TakeWhile(line => line.Speaker is not Speaker.Citizen).Select(line => line.Text)));
            }
        }
    }
}
