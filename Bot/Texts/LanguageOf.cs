namespace BrigadeNumerique.Bot.Texts;

/// <summary>Which language to answer in.</summary>
public sealed class LanguageOf(Speech speech)
{
    private readonly HashSet<string> spoken = [.. speech.Languages];

    /// <summary>The language of the words where we speak it, else that of the page, else French.</summary>
    /// <param name="found">ISO 639-1 of the words, or null.</param>
    /// <param name="locale">The page's language tag, or null.</param>
    public string For(string? found, string? locale)
    {
        if (found is not null && spoken.Contains(found)) return found;

        // A language of which we have no texts: English serves more people than French.
        if (found is not null && found != Speech.French) return "en";
        var tag = locale is { Length: >= 2 } ? locale[..2].ToLowerInvariant() : null;
        return tag is not null && spoken.Contains(tag) ? tag : Speech.French;
    }
}
