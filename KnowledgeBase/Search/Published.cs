using BrigadeNumerique.KnowledgeBase.Articles;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>One article as the public reads it now.</summary>
/// <param name="Slug">The article.</param>
/// <param name="Revision">Which publication it is.</param>
/// <param name="Content">Its words.</param>
public sealed record PublishedArticle(string Slug, int Revision, ArticleContent Content)
{
    /// <summary>Since when the public reads these words.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Its last day is included.</summary>
    public bool MayBeAnswered(DateOnly today) => today <= Content.ValidUntil;

    internal Passage ToPassage(float score) =>
        new(Slug, Revision, Content.Question, Content.Theme, Content.Short, Content.Updated, Content.Source, Content.Sensitive, score);
}

/// <summary>What is served is made of: two that are equal find the same.</summary>
/// <param name="Revision">The last revision of an article.</param>
/// <param name="Synonyms">How many changes of the everyday words.</param>
internal readonly record struct Edition(int Revision, int Synonyms);

/// <summary>All that is public at one moment, in the order of the help centre.</summary>
public sealed class Published
{
    private readonly Dictionary<string, PublishedArticle> bySlug;

    private Published(Published same, Synonyms synonyms)
    {
        (Topics, Articles, bySlug, Highest) = (same.Topics, same.Articles, same.bySlug, same.Highest);
        Synonyms = synonyms;
    }

    internal Published(IReadOnlyList<Topic> topics, IEnumerable<PublishedArticle> articles, int highest, Synonyms? synonyms = null)
    {
        Synonyms = synonyms ?? Synonyms.Everyday;
        Topics = [.. topics.OrderBy(topic => topic.Order)];
        var order = Topics.Select((topic, place) => (topic.Slug, place)).ToDictionary(pair => pair.Slug, pair => pair.place, StringComparer.Ordinal);
        Articles = [.. articles.OrderBy(article => order.GetValueOrDefault(article.Content.Theme, int.MaxValue)).ThenBy(article => article.Slug, StringComparer.Ordinal)];
        bySlug = Articles.ToDictionary(article => article.Slug, StringComparer.Ordinal);
        Highest = highest;
    }

    /// <summary>Before the first index is there.</summary>
    public static Published Nothing { get; } = new([], [], 0);

    /// <summary>The headings, in their order.</summary>
    public IReadOnlyList<Topic> Topics { get; }

    /// <summary>The articles, by heading.</summary>
    public IReadOnlyList<PublishedArticle> Articles { get; }

    /// <summary>The last revision known.</summary>
    public int Highest { get; }

    /// <summary>The everyday words in force.</summary>
    internal Synonyms Synonyms { get; }

    /// <summary>What all of it is made of.</summary>
    internal Edition Edition => new(Highest, Synonyms.Version);

    /// <summary>One article, past its date or not.</summary>
    public PublishedArticle? Find(string slug) => bySlug.GetValueOrDefault(slug);

    /// <summary>One heading.</summary>
    public Topic? Topic(string slug) => Topics.FirstOrDefault(topic => topic.Slug == slug);

    /// <summary>The same articles, found with other everyday words.</summary>
    internal Published With(Synonyms synonyms) => new(this, synonyms);

    /// <summary>What the database has now.</summary>
    internal static async Task<Edition> EditionAsync(KnowledgeDb db, CancellationToken cancellationToken) =>
        new(await db.Revisions.MaxAsync(revision => (int?)revision.Number, cancellationToken) ?? 0, await db.SynonymChanges.CountAsync(cancellationToken));

    /// <summary>The everyday words in force.</summary>
    internal static async Task<Synonyms> SynonymsAsync(KnowledgeDb db, CancellationToken cancellationToken)
    {
        // A change that comes between the two queries is counted by the next round, and read once more.
        var version = await db.SynonymChanges.CountAsync(cancellationToken);
        return Synonyms.With(await db.Synonyms.AsNoTracking().ToListAsync(cancellationToken), version);
    }

    internal static async Task<Published> ReadAsync(KnowledgeDb db, CancellationToken cancellationToken)
    {
        var last = db.Revisions.GroupBy(revision => revision.Slug).Select(group => group.Max(revision => revision.Number));
        var revisions = await db.Revisions.AsNoTracking().Where(revision => last.Contains(revision.Number)).ToListAsync(cancellationToken);
        var topics = await db.Topics.AsNoTracking().ToListAsync(cancellationToken);

        // A revision that came between the two queries is seen by the next round: the highest is of what was read.
        var highest = revisions.Count == 0 ? 0 : revisions.Max(revision => revision.Number);
        var articles = revisions.Where(revision => revision.Content is not null).Select(revision => new PublishedArticle(revision.Slug, revision.Number, revision.Content!) { At = revision.At });
        return new Published(topics, articles, highest, await SynonymsAsync(db, cancellationToken));
    }
}
