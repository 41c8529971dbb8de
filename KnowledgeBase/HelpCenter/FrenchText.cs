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

    /// <summary>Raw HTML is text: an editor's slip cannot become a script.</summary>
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

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

    /// <summary>Markdown as HTML: titles under the page's own, safe links only, numbers that can be called.</summary>
    public static MarkupString Html(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var node in document.Descendants().ToList())
        {
            if (node is HeadingBlock { Level: < 2 } heading) heading.Level = 2;
            if (node is LinkInline link && (link.IsImage || !(IsSafe(link.Url) || link.Url?.StartsWith("/aide/", StringComparison.Ordinal) == true))) Unlink(link);
        }

        var html = document.ToHtml(Pipeline).Replace("<a href=\"https:", "<a rel=\"noopener noreferrer\" href=\"https:", StringComparison.Ordinal);
        return new MarkupString(CallNumbers.Link(html));
    }

    /// <summary>Leaves the words of a link, or of an image, in its place.</summary>
    private static void Unlink(LinkInline link) => link.ReplaceBy(new LiteralInline(string.Concat(link.Descendants<LiteralInline>().Select(text => text.Content.ToString()))));
}
