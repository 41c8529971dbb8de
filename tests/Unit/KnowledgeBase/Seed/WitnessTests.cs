using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.KnowledgeBase.Seed;

namespace BrigadeNumerique.Unit.KnowledgeBase.Seed;

public sealed class WitnessTests
{
    [Fact]
    public void EveryArticleOfTheProductHasWitnessesAndEachFindsIt()
    {
        var seeds = SeedLoader.Read();
        using var generation = Generation.InMemory(new Published(SeedTopics.All, seeds.Select(seed => new PublishedArticle(seed.Slug, 1, seed.Content)), 1), cancellationToken: TestContext.Current.CancellationToken);

        Assert.DoesNotContain(seeds, seed => seed.Content.Witnesses.Count == 0);
        var lost = seeds.SelectMany(seed => seed.Content.Witnesses.Select(question => (question, seed.Slug, Found: generation.Weigh(question).Ranking.FirstOrDefault().Id)))
            .Where(witness => witness.Found != witness.Slug).Select(witness => $"{witness.Slug}\t{witness.question}\t{witness.Found}").ToList();
        Assert.True(lost.Count == 0, string.Join('\n', lost));
    }

    [Fact]
    public void AWitnessIsNoVariantOrItWouldProveNothing()
    {
        var seeds = SeedLoader.Read();
        var variants = seeds.SelectMany(seed => seed.Content.Variants.Append(seed.Content.Question)).Select(Key).ToHashSet();

        var copied = seeds.SelectMany(seed => seed.Content.Witnesses.Where(witness => variants.Contains(Key(witness))).Select(witness => $"{seed.Slug}\t{witness}\tvariant")).ToList();
        Assert.True(copied.Count == 0, string.Join('\n', copied));

        static string Key(string words) => string.Join(' ', French.Forms(words));
    }
}
