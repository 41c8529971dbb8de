using System.Collections.Frozen;
using System.Text.Json;

namespace BrigadeNumerique.Bot.Texts;

/// <summary>
/// Everything the service says, by language and key, from <c>Texts/Resources</c>: reviewed like code, never made by a
/// model. A language that lacks a key answers in French, so that no reply is ever empty.
/// </summary>
public sealed class Speech
{
    /// <summary>The language of the service.</summary>
    public const string French = "fr";

    private readonly FrozenDictionary<string, FrozenDictionary<string, IReadOnlyList<string>>> languages;

    private Speech(FrozenDictionary<string, FrozenDictionary<string, IReadOnlyList<string>>> languages) => this.languages = languages;

    /// <summary>The texts that are built in.</summary>
    public static Speech Load()
    {
        var assembly = typeof(Speech).Assembly;
        const string folder = ".Texts.Resources.";
        var languages = new Dictionary<string, FrozenDictionary<string, IReadOnlyList<string>>>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            var at = name.IndexOf(folder, StringComparison.Ordinal);
            if (at < 0) continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            languages[name[(at + folder.Length)..^".json".Length]] = Read(stream, name);
        }

        return new Speech(languages.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The languages that have texts of their own.</summary>
    public IEnumerable<string> Languages => languages.Keys;

    /// <summary>True where this language has its own words for the key.</summary>
    public bool Has(string language, string key) => languages.TryGetValue(language, out var texts) && texts.ContainsKey(key);

    /// <summary>One text.</summary>
    /// <param name="language">ISO 639-1; an unknown one reads French.</param>
    /// <param name="key">As in the interface's texts.</param>
    /// <param name="values">Name and value in turn, for <c>{name}</c> in the text.</param>
    /// <exception cref="KeyNotFoundException">No such key in French: a fault of ours, found by the tests.</exception>
    public string Say(string language, string key, params ReadOnlySpan<(string Name, string Value)> values) =>
        Fill(string.Join('\n', Find(language, key)), values);

    /// <summary>A text of several lines.</summary>
    public IReadOnlyList<string> Lines(string language, string key) => Find(language, key);

    private static string Fill(string text, ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values) text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }

    private IReadOnlyList<string> Find(string language, string key)
    {
        if (languages.TryGetValue(language, out var own) && own.TryGetValue(key, out var text)) return text;
        return languages[French].TryGetValue(key, out var french) ? french : throw new KeyNotFoundException($"No text « {key} ».");
    }

    private static FrozenDictionary<string, IReadOnlyList<string>> Read(Stream stream, string name)
    {
        using var document = JsonDocument.Parse(stream);
        var texts = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            texts[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.String => [property.Value.GetString()!],
                JsonValueKind.Array => [.. property.Value.EnumerateArray().Select(item => item.GetString()!)],
                _ => throw new InvalidDataException($"{name}: « {property.Name} » is neither a text nor lines of text."),
            };
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
