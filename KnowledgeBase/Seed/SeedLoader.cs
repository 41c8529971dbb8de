using BrigadeNumerique.KnowledgeBase.Articles;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.KnowledgeBase.Seed;

/// <summary>Publishes the articles that come with the product: those the database lacks, and newer words of those that nobody touched.</summary>
/// <remarks>An article that an editor wrote, withdrew or scheduled is never touched again.</remarks>
internal sealed class SeedLoader(IDbContextFactory<KnowledgeDb> databases, TimeProvider clock)
{
    private const string Prefix = "BrigadeNumerique.KnowledgeBase.Seed.Articles.";

    /// <summary>All the files, or none: a broken one is refused before anything is written.</summary>
    /// <returns>How many articles were published.</returns>
    public Task<int> LoadAsync(CancellationToken cancellationToken) => LoadAsync(Read(), cancellationToken);

    /// <summary>With other articles than the product's.</summary>
    internal async Task<int> LoadAsync(IReadOnlyList<(string Slug, ArticleContent Content)> seeds, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var topics = await db.Topics.Select(topic => topic.Slug).ToHashSetAsync(cancellationToken);
        var articles = await db.Articles.ToDictionaryAsync(article => article.Slug, StringComparer.Ordinal, cancellationToken);
        db.Topics.AddRange(SeedTopics.All.Where(topic => !topics.Contains(topic.Slug))
            .Select(topic => new Topic { Slug = topic.Slug, Title = topic.Title, Sentence = topic.Sentence, Order = topic.Order }));

        var published = 0;
        foreach (var (slug, content) in seeds)
        {
            if (!articles.TryGetValue(slug, out var article)) db.Articles.Add(article = new Article { Slug = slug, Content = content });
            else if (!article.Untouched || article.Content.IsSameAs(content)) continue;
            db.Revisions.Add(article.PublishSeed(content, clock.GetUtcNow()));
            published++;
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node of the same version was faster, or an editor wrote meanwhile: at the next start what is left is done.
            return 0;
        }
        catch (DbUpdateException) when (articles.Count == 0)
        {
            // Two nodes started on an empty database: the other one has written the same.
            return 0;
        }

        return published;
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
