using System.Security.Cryptography;
using System.Text;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>One labelled message; written for this project, see <c>Triage/Examples/README.md</c>.</summary>
internal sealed record Example(string Text, string Language, string Route, string Sensitive, string Intent, string Kind)
{
    /// <summary>How grave: emergency, urgent, or calm.</summary>
    public string Level => Route == "emergency" ? "emergency" : Route == "human" && Sensitive.Length > 0 ? "urgent" : "calm";

    /// <summary>The finest label: the kind of an emergency, the subject that a person must hear, or the intent.</summary>
    public string Matter => Level switch
    {
        "emergency" => "emergency/" + Kind + "/" + Sensitive,
        "urgent" => "urgent/" + Sensitive,
        _ => "calm/" + Intent,
    };

    /// <summary>The first message of a labelled conversation.</summary>
    public static Example Opening(DialogueTurn turn) => new(
        turn.Text, "", turn.Route, turn.Sensitive,
        turn.Route switch
        {
            "emergency" or "appointment" => turn.Route,
            "human" when turn.Sensitive.Length > 0 => IntentRules.OfSubject(turn.Sensitive, turn.Matter),
            _ => turn.Matter,
        },
        turn.Route == "emergency" ? turn.Matter : "");
}

/// <summary>
/// The labelled messages that are built in: text files, one message a line under a header that holds until the next,
/// « ⏎ » for a line break, « # » for a comment.
/// </summary>
internal static class Examples
{
    private const string Folder = ".Triage.Examples.";

    public static List<Example> Load()
    {
        var examples = new List<Example>();
        foreach (var name in Resources.Under(Folder)) Read(name, Resources.Lines(name), examples);
        return examples;
    }

    /// <summary>Hash of every example and conversation: a model is bound to what it learnt from.</summary>
    public static string Version()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in Resources.Under(Folder).Concat(Resources.Under(Dialogues.Folder)).SelectMany(Resources.Lines)) hash.AppendData(Encoding.UTF8.GetBytes(line));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    /// <summary>Reads the lines of one file.</summary>
    /// <exception cref="FormatException">A header is broken, or a message stands before the first; the message names file and line.</exception>
    internal static void Read(string file, IEnumerable<string> lines, List<Example> examples)
    {
        Dictionary<string, string>? header = null;
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#') continue;
            if (line.StartsWith("[route=", StringComparison.Ordinal)) header = Header(line, file, number);
            else examples.Add(Labelled(line, header ?? throw new FormatException($"{file}, line {number}: a message before the first header.")));
        }
    }

    private static Dictionary<string, string> Header(string line, string file, int number)
    {
        try
        {
            return line.Trim('[', ']').Split(' ').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        }
        catch (Exception broken) when (broken is IndexOutOfRangeException or ArgumentException)
        {
            throw new FormatException($"{file}, line {number}: a header is made of key=value.", broken);
        }
    }

    private static Example Labelled(string line, Dictionary<string, string> header)
    {
        string Of(string key) => header.GetValueOrDefault(key, "");
        var (route, sensitive) = (Of("route"), Of("sensitive"));
        var intent = Of("intent") is { Length: > 0 } given ? given : route switch
        {
            "emergency" or "appointment" => route,
            _ => IntentRules.OfSubject(sensitive, ""),
        };
        return new Example(line.Replace('⏎', '\n'), Of("lang"), route, sensitive, intent, Of("kind"));
    }
}
