using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>One labelled message; written for this project, see <c>Triage/Examples</c>.</summary>
internal sealed record Example(string Text, string Language, string Route, string Urgency, string Sensitive, string Intent, string Kind)
{
    /// <summary>How grave: emergency, urgent, or calm.</summary>
    public string Level => Route == "emergency" ? "emergency" : Urgency == "urgent" ? "urgent" : "calm";
}

/// <summary>The labelled messages that are built in.</summary>
internal static class Examples
{
    private const string Folder = ".Triage.Examples.";

    public static List<Example> Load()
    {
        var examples = new List<Example>();
        foreach (var line in Lines())
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            string Of(string name) => row.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
            examples.Add(new Example(Of("text"), Of("lang"), Of("route"), Of("urgency"), Of("sensitive"), Of("intent"), Of("kind")));
        }

        return examples;
    }

    /// <summary>Hash of every example: a model is bound to what it learnt from.</summary>
    public static string Version()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in Lines()) hash.AppendData(Encoding.UTF8.GetBytes(line));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    private static IEnumerable<string> Lines()
    {
        var assembly = typeof(Examples).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line)) yield return line;
            }
        }
    }
}
