using Ganss.Xss;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>What may stand in an article's HTML. Raw HTML in the Markdown passes here too: an editor's slip cannot become a script.</summary>
internal static class SafeHtml
{
    private static readonly string[] Tags =
    [
        "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "i", "u", "del", "sub", "sup", "small", "code", "pre", "blockquote", "ul", "ol", "li", "dl", "dt", "dd",
        "table", "thead", "tbody", "tr", "th", "td", "a", "abbr", "span", "div",
    ];

    private static readonly HtmlSanitizer Shared = Make();

    /// <summary>The same HTML without anything that acts, loads or frames.</summary>
    public static string Clean(string html) => Plain(Shared.Sanitize(html));

    /// <summary>What <see cref="Clean"/> takes out, as an editor knows it: « &lt;script&gt; », « onclick », each once.</summary>
    public static IReadOnlyList<string> Removed(string html)
    {
        var removed = new List<string>();
        var sanitizer = Make();
        sanitizer.RemovingTag += (_, found) => removed.Add($"<{found.Tag.LocalName}>");
        sanitizer.RemovingAttribute += (_, found) => removed.Add(found.Attribute.Name == "href" ? found.Attribute.Value : found.Attribute.Name);
        sanitizer.RemovingComment += (_, _) => removed.Add("<!-- -->");
        sanitizer.Sanitize(html);
        return [.. removed.Distinct(StringComparer.Ordinal)];
    }

    private static HtmlSanitizer Make() => new(new HtmlSanitizerOptions
    {
        AllowedTags = Tags.ToHashSet(StringComparer.OrdinalIgnoreCase),
        AllowedAttributes = new HashSet<string>(["href", "title", "lang", "dir", "start", "colspan", "rowspan", "scope"], StringComparer.OrdinalIgnoreCase),
        AllowedSchemes = new HashSet<string>(["https", "tel", "sms"], StringComparer.OrdinalIgnoreCase),
        UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
        AllowedCssProperties = new HashSet<string>(),
    });

    /// <summary>A no-break space is a letter here, as everywhere else in the pages.</summary>
    private static string Plain(string html) => html.Replace("&nbsp;", "\u00A0", StringComparison.Ordinal);
}
