using BrigadeNumerique.KnowledgeBase.Articles;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.KnowledgeBase.Seed;

/// <summary>Publishes the articles that come with the product, where the database does not have them yet.</summary>
/// <remarks>An article that editors changed or withdrew is never touched again.</remarks>
internal sealed class SeedLoader(IDbContextFactory<KnowledgeDb> databases, TimeProvider clock)
{
    private const string Prefix = "BrigadeNumerique.KnowledgeBase.Seed.Articles.";

    /// <summary>All the files, or none: a broken one is refused before anything is written.</summary>
    /// <returns>How many articles were added.</returns>
    public async Task<int> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var topics = await db.Topics.Select(topic => topic.Slug).ToHashSetAsync(cancellationToken);
        var articles = await db.Articles.Select(article => article.Slug).ToHashSetAsync(cancellationToken);
        var absent = Read().Where(seed => !articles.Contains(seed.Slug)).ToList();

        db.Topics.AddRange(SeedTopics.All.Where(topic => !topics.Contains(topic.Slug))
            .Select(topic => new Topic { Slug = topic.Slug, Title = topic.Title, Sentence = topic.Sentence, Order = topic.Order }));
        foreach (var (slug, content) in absent)
        {
            var article = new Article { Slug = slug, Content = content };
            db.Articles.Add(article);
            db.Revisions.Add(article.Publish(clock.GetUtcNow()));
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (articles.Count == 0)
        {
            // Two nodes started on an empty database: the other one has written the same.
            return 0;
        }

        return absent.Count;
    }

    /// <summary>The articles of the product, by slug.</summary>
    /// <exception cref="SeedException">One of them is not as it must be.</exception>
    internal static IReadOnlyList<(string Slug, ArticleContent Content)> Read()
    {
        var assembly = typeof(SeedLoader).Assembly;
        var found = new SortedDictionary<string, ArticleContent>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var file = name[Prefix.Length..];
            var (slug, content) = SeedArticle.Read(file, reader.ReadToEnd());
            if (!found.TryAdd(slug, content)) throw new SeedException(file, $"« {slug} » existe déjà.");
        }

        return [.. found.Select(pair => (pair.Key, pair.Value))];
    }
}
