using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.HelpCenter;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>What stands in the way of publishing, or should be looked at.</summary>
/// <param name="Key">The key of its sentence.</param>
/// <param name="About">What it is about: an address, a tag; or empty.</param>
public sealed record Remark(string Key, string About = "");

/// <summary>How long a text is to read.</summary>
/// <param name="Words">Its words.</param>
/// <param name="PerSentence">The mean of a sentence.</param>
internal readonly record struct Measure(int Words, int PerSentence);

/// <summary>Looks at the words of an article without asking anybody.</summary>
internal static partial class Checks
{
    /// <summary>What must be mended before anybody is asked to read it.</summary>
    public static IReadOnlyList<Remark> Missing(ArticleContent content, IEnumerable<Topic> topics, DateOnly today)
    {
        var missing = new List<Remark>();
        if (string.IsNullOrWhiteSpace(content.Question)) missing.Add(new Remark("missing.question"));
        if (string.IsNullOrWhiteSpace(content.Short)) missing.Add(new Remark("missing.short"));
        if (string.IsNullOrWhiteSpace(content.Body)) missing.Add(new Remark("missing.body"));
        if (string.IsNullOrWhiteSpace(content.Source)) missing.Add(new Remark("missing.source"));
        if (topics.All(topic => topic.Slug != content.Theme)) missing.Add(new Remark("missing.theme"));
        if (content.ValidUntil < today) missing.Add(new Remark("missing.validuntil"));
        missing.AddRange(content.Links.Where(link => !FrenchText.IsSafe(link.Url) || string.IsNullOrWhiteSpace(link.Label)).Select(link => new Remark("missing.link", link.Url)));
        return missing;
    }

    /// <summary>The links of an article, in its list and in its texts, with what is wrong with them. Nothing is asked of the network.</summary>
    /// <param name="content">The article.</param>
    /// <param name="hosts">The sites that other articles lead to.</param>
    /// <param name="slugs">The articles there are.</param>
    public static IReadOnlyList<(string Url, IReadOnlyList<Remark> Remarks)> Links(ArticleContent content, IReadOnlySet<string> hosts, IReadOnlySet<string> slugs)
    {
        var listed = content.Links.Select(link => link.Url.Trim()).ToList();
        var written = ((string?[])[content.Body, content.Easy]).SelectMany(text => Written().Matches(text ?? "").Select(match => match.Groups[1].Value));
        return [.. listed.Concat(written).Distinct(StringComparer.Ordinal).Select(url => (url, (IReadOnlyList<Remark>)[.. Wrong(url, listed.Count(other => other == url), hosts, slugs)]))];
    }

    /// <summary>The sites that articles lead to.</summary>
    public static IReadOnlySet<string> Hosts(IEnumerable<ArticleContent> contents) =>
        contents.SelectMany(content => content.Links).Where(link => FrenchText.IsSafe(link.Url)).Select(link => FrenchText.Host(link.Url)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words, and words in a sentence; Markdown's signs are none.</summary>
    public static Measure Length(string markdown)
    {
        var sentences = Ends().Split(Signs().Replace(Items().Replace(markdown, "\n\n"), " ")).Select(sentence => sentence.Split([' ', '\n', '\t', '\u00A0', '\u202F'], StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetterOrDigit))).Where(words => words > 0).ToList();
        return new Measure(sentences.Sum(), sentences.Count == 0 ? 0 : (int)Math.Round(sentences.Average(), MidpointRounding.AwayFromZero));
    }

    private static IEnumerable<Remark> Wrong(string url, int times, IReadOnlySet<string> hosts, IReadOnlySet<string> slugs)
    {
        if (times > 1) yield return new Remark("link.twice");
        if (url.StartsWith("/aide/", StringComparison.Ordinal))
        {
            if (!slugs.Contains(url["/aide/".Length..].Split('#')[0])) yield return new Remark("link.article");
        }
        else if (url.StartsWith("tel:", StringComparison.Ordinal) || url.StartsWith("sms:", StringComparison.Ordinal)) yield break;
        else if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || url.Any(char.IsWhiteSpace) || !address.Host.Contains('.', StringComparison.Ordinal)) yield return new Remark("link.malformed");
        else if (address.Scheme != Uri.UriSchemeHttps) yield return new Remark("link.https");
        else if (!hosts.Contains(FrenchText.Host(url))) yield return new Remark("link.host", FrenchText.Host(url));
    }

    [GeneratedRegex(@"\]\(\s*([^)\s]+)[^)]*\)")]
    private static partial Regex Written();

    [GeneratedRegex(@"[.!?…]+(?=\s|$)|\n\s*\n")]
    private static partial Regex Ends();

    [GeneratedRegex(@"^[ \t]*(?:\d+\.|[-*]|#+)[ \t]", RegexOptions.Multiline)]
    private static partial Regex Items();

    [GeneratedRegex(@"\]\([^)]*\)|[*#_\[\]`>]")]
    private static partial Regex Signs();
}
