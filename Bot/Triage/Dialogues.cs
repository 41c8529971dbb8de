using System.Text;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>One citizen's message of a labelled conversation.</summary>
/// <param name="Text">The words.</param>
/// <param name="Route">What is right after all that was said before, in the policy's words.</param>
/// <param name="Sensitive">The subject, or empty.</param>
/// <param name="Matter">The kind of an emergency, or the intent; empty where the subject tells.</param>
/// <param name="Reply">What the assistant or an operator said next; empty at the end.</param>
internal sealed record DialogueTurn(string Text, string Route, string Sensitive, string Matter, string Reply);

/// <summary>
/// The labelled conversations that are built in: « C route subject matter | words » for the citizen, « B words » for the other side,
/// an empty line between conversations, « # » for a comment.
/// </summary>
internal static class Dialogues
{
    internal const string Folder = ".Triage.Dialogues.";

    public static List<IReadOnlyList<DialogueTurn>> Load()
    {
        var dialogues = new List<IReadOnlyList<DialogueTurn>>();
        foreach (var name in Resources.Under(Folder)) Read(name, Resources.Lines(name), dialogues);
        return dialogues;
    }

    /// <summary>Reads one file.</summary>
    /// <exception cref="FormatException">A line is neither; the message names file and line.</exception>
    internal static void Read(string file, IEnumerable<string> lines, List<IReadOnlyList<DialogueTurn>> dialogues)
    {
        var (turns, number) = (new List<DialogueTurn>(), 0);
        foreach (var line in lines.Append(""))
        {
            number++;
            if (line.StartsWith('#')) continue;
            if (string.IsNullOrWhiteSpace(line))
            {
                if (turns.Count > 0) dialogues.Add(turns.ToArray());
                turns.Clear();
            }
            else if (line.StartsWith("B ", StringComparison.Ordinal) && turns.Count > 0)
            {
                turns[^1] = turns[^1] with { Reply = (turns[^1].Reply + " " + line[2..]).Trim() };
            }
            else
            {
                turns.Add(Turn(line) ?? throw new FormatException($"{file}, line {number}: neither « C route subject matter | words » nor « B words »."));
            }
        }
    }

    private static DialogueTurn? Turn(string line)
    {
        var bar = line.IndexOf(" | ", StringComparison.Ordinal);
        if (!line.StartsWith("C ", StringComparison.Ordinal) || bar < 0) return null;
        var label = line[2..bar].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        static string Given(string word) => word == "-" ? "" : word;
        return label.Length == 3 ? new DialogueTurn(line[(bar + 3)..].Replace('⏎', '\n'), label[0], Given(label[1]), Given(label[2]), "") : null;
    }
}

/// <summary>The labelled texts among the embedded resources.</summary>
internal static class Resources
{
    public static IEnumerable<string> Under(string folder) =>
        typeof(Resources).Assembly.GetManifestResourceNames().Where(name => name.Contains(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(typeof(Resources).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
