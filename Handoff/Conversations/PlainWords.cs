using System.Text.RegularExpressions;

namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>The assistant's words without the marks that only a page draws: bold, and links to the articles, of which the number stays.</summary>
public static partial class PlainWords
{
    /// <summary>« **17** » is « 17 », « [1](/aide/vol-velo) » is « [1] ».</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Citation().Replace(text.Replace("**", "", StringComparison.Ordinal), "[$1]");
    }

    [GeneratedRegex(@"\[(\d{1,2})\]\(/aide/[^)\s]+\)", RegexOptions.CultureInvariant)]
    private static partial Regex Citation();
}
