using System.Text.Json;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.KnowledgeBase.Seed;

namespace BrigadeNumerique.Evaluation;

/// <summary>A question of the frozen set, written apart from the articles and their variants; never learnt from.</summary>
/// <param name="Text">As a citizen wrote it.</param>
/// <param name="Slugs">What answers it; empty where no article does.</param>
/// <param name="Group">plain, noisy, distant, foreign or none.</param>
internal sealed record FrozenQuestion(string Id, string Text, string[] Slugs, string Group)
{
    public static IReadOnlyList<FrozenQuestion> All() => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "questions.jsonl"))
        .Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => JsonDocument.Parse(line).RootElement).Select(row => new FrozenQuestion(
            row.GetProperty("id").GetString()!, row.GetProperty("text").GetString()!,
            [.. row.GetProperty("slugs").EnumerateArray().Select(slug => slug.GetString()!)], row.GetProperty("group").GetString()!))];
}

/// <summary>The articles of the product, published in memory.</summary>
internal static class Articles
{
    public static Published Publish(Func<string, bool>? keepVariant = null) => new(
        [.. SeedTopics.All.Select(topic => new Topic { Slug = topic.Slug, Title = topic.Title, Sentence = topic.Sentence, Order = topic.Order })],
        SeedLoader.Read().Select(seed => new PublishedArticle(seed.Slug, 1, seed.Content with { Variants = [.. seed.Content.Variants.Where(keepVariant ?? (_ => true))] })),
        1);

    /// <summary>As the service searches them, on a day when all may be answered.</summary>
    public static HelpSearch Search(Generation generation)
    {
        var search = new HelpSearch(new Day());
        search.Swap(generation);
        return search;
    }

    private sealed class Day : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    }
}
