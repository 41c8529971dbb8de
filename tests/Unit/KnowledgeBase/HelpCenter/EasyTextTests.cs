using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.HelpCenter;
using BrigadeNumerique.KnowledgeBase.Seed;

namespace BrigadeNumerique.Unit.KnowledgeBase.HelpCenter;

/// <summary>The easy versions that come with the product: short, and nothing in them that the whole version does not say.</summary>
public sealed partial class EasyTextTests
{
    private static readonly List<(string Slug, ArticleContent Content)> Easy = [.. SeedLoader.Read().Where(seed => seed.Content.Easy is not null)];

    /// <summary>Easy reading writes in digits what the article writes in words.</summary>
    private static readonly (string Digit, string Words)[] Written = [("1", "une?"), ("2", "deux"), ("3", "trois"), ("4", "quatre"), ("5", "cinq")];

    public static TheoryData<string> Slugs => new(Easy.Select(seed => seed.Slug));

    [Fact]
    public void AtLeastFortyArticlesHaveOne() => Assert.InRange(Easy.Count, 40, 1000);

    [Theory, MemberData(nameof(Slugs))]
    public void ItsSentencesHaveFewWords(string slug)
    {
        var sentences = Break().Split(Marks().Replace(Of(slug).Easy!, "")).Select(sentence => Word().Count(sentence)).Where(words => words > 0).ToList();

        Assert.InRange(sentences.Average(), 1, 15);
        Assert.InRange(sentences.Max(), 1, 25);
    }

    [Theory, MemberData(nameof(Slugs))]
    public void ItsLinksAreTheArticles(string slug)
    {
        var content = Of(slug);
        var allowed = content.Links.Select(link => link.Url).Concat(Link().Matches(content.Body).Select(match => match.Groups[1].Value)).ToHashSet();

        Assert.All(Link().Matches(content.Easy!).Select(match => match.Groups[1].Value), url => Assert.Contains(url, allowed));
    }

    [Theory, MemberData(nameof(Slugs))]
    public void ItHasNoNumberOfItsOwn(string slug)
    {
        var content = Of(slug);
        var whole = $"{content.Question} {content.Short} {content.Body} {string.Join(' ', content.Links.Select(link => link.Label))}";
        var known = Numbers(whole).Concat(CallNumbers.All).Concat(Written.Where(number => Regex.IsMatch(whole, $@"\b(?:{number.Words})\b", RegexOptions.IgnoreCase)).Select(number => number.Digit)).ToHashSet();

        Assert.All(Numbers(Link().Replace(Marks().Replace(content.Easy!, ""), "")), number => Assert.Contains(number, known));
    }

    private static ArticleContent Of(string slug) => Easy.Single(seed => seed.Slug == slug).Content;

    private static IEnumerable<string> Numbers(string text) => Number().Matches(text).Select(match => string.Concat(match.Value.Where(char.IsAsciiDigit)));

    /// <summary>What numbers a step, and what makes words bold.</summary>
    [GeneratedRegex(@"^[ \t]*\d+\.[ \t]|\*\*|^#+ |^[ \t]*- ", RegexOptions.Multiline)]
    private static partial Regex Marks();

    [GeneratedRegex(@"[.!?:;]\s|\n\s*\n|  \n|\n(?=\s*(?:-|\d+\.))|\n")]
    private static partial Regex Break();

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}’'-]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\d(?:[ \u00A0\u202F]?\d)*")]
    private static partial Regex Number();
}
