using System.Runtime.CompilerServices;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Asked;

/// <summary>Which way of asking, of those an article has, a question is.</summary>
internal static class VariantMatch
{
    /// <summary>Of the words that either has, both have at least so many: less is chance.</summary>
    private const double Near = 0.5;

    private static readonly ConditionalWeakTable<PublishedArticle, List<Way>> Known = [];

    /// <summary>The variant that was typed, or is nearest; null: its title is nearer, or none is near.</summary>
    public static string? Of(PublishedArticle article, string question)
    {
        var asked = Stems(question);
        if (asked.Count == 0) return null;
        var (best, share) = ((Way?)null, 0d);

        // The title first: of equals it is the way by which the article is known.
        foreach (var way in Known.GetValue(article, Ways))
        {
            var common = asked.Count(way.Stems.Contains);
            var ratio = common == 0 ? 0 : (double)common / (asked.Count + way.Stems.Count - common);
            if (ratio > share) (best, share) = (way, ratio);
        }

        return share >= Near ? best?.Variant : null;
    }

    private static List<Way> Ways(PublishedArticle article) =>
        [new Way(null, Stems(article.Content.Question)), .. article.Content.Variants.Select(variant => new Way(variant, Stems(variant)))];

    private static HashSet<string> Stems(string text) => [.. French.Words(text, 60).Select(word => word.Stem)];

    private sealed record Way(string? Variant, HashSet<string> Stems);
}
