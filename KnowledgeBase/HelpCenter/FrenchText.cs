using System.Globalization;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>Articles as French pages show them.</summary>
internal static class FrenchText
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().Build();

    /// <summary>« 1er mai 2027 », « 3 novembre 2026 »: the day stays beside its month.</summary>
    public static string Date(DateOnly date) =>
        $"{(date.Day == 1 ? "1er" : date.Day.ToString(French))}\u00A0{date.ToString("MMMM yyyy", French)}";

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The site an address leads to, as people know it.</summary>
    public static string Host(string url)
    {
        var host = new Uri(url).Host;
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    /// <summary>A language as those who speak it call it.</summary>
    public static string OwnName(string code) => CultureInfo.GetCultureInfo(code).NativeName;

    public static bool IsSafe(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    /// <summary>What of this Markdown no reader will see, since it acts, loads or frames: « &lt;script&gt; », « onclick »; each once.</summary>
    public static IReadOnlyList<string> Removed(string markdown) => SafeHtml.Removed(Markdown.ToHtml(markdown, Pipeline));

    /// <summary>Markdown as HTML, sanitised: titles under the page's own, safe links only, numbers that can be called.</summary>
    public static MarkupString Html(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var node in document.Descendants().ToList())
        {
            if (node is HeadingBlock { Level: < 2 } heading) heading.Level = 2;
            if (node is LinkInline link && (link.IsImage || !(IsSafe(link.Url) || link.Url?.StartsWith("/aide/", StringComparison.Ordinal) == true))) Unlink(link);
        }

        var html = SafeHtml.Clean(document.ToHtml(Pipeline)).Replace("<a href=\"https:", "<a rel=\"noopener noreferrer\" href=\"https:", StringComparison.Ordinal);
        return new MarkupString(CallNumbers.Link(html));
    }

    /// <summary>Leaves the words of a link, or of an image, in its place.</summary>
    private static void Unlink(LinkInline link) => link.ReplaceBy(new LiteralInline(string.Concat(link.Descendants<LiteralInline>().Select(text => text.Content.ToString()))));
}
