using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>An article on the desk of an editor.</summary>
/// <param name="Article">Where it stands; a copy, nothing is saved through it.</param>
/// <param name="Public">What the public reads of it now; null: nothing.</param>
public sealed record OpenArticle(Article Article, PublicWords? Public)
{
    /// <summary>The working words differ from the public ones.</summary>
    public bool Differs => Public is null || !Public.Content.IsSameAs(Article.Content);
}

/// <summary>Words that are, or were, public.</summary>
/// <param name="Number">The revision.</param>
/// <param name="At">From when.</param>
/// <param name="Content">The words.</param>
/// <param name="Author">Who wrote them.</param>
/// <param name="Approver">Who approved them.</param>
public sealed record PublicWords(int Number, DateTimeOffset At, ArticleContent Content, Editor Author, Editor? Approver);

/// <summary>What became of a save.</summary>
/// <param name="Open">How the article stands now.</param>
/// <param name="Conflict">Somebody else had saved since: their words are those of <paramref name="Open"/>, ours stand aside as a version.</param>
/// <param name="Aside">The number of that version.</param>
internal sealed record Saved(OpenArticle Open, bool Conflict, int? Aside);

/// <summary>Why a step was not taken; the key of its sentence.</summary>
public enum StudioFault
{
    /// <summary>It is no more, or never was.</summary>
    Unknown,

    /// <summary>The state does not allow it.</summary>
    State,

    /// <summary>Whoever asked or wrote last cannot approve.</summary>
    SecondPerson,

    /// <summary>The moment is past.</summary>
    Past,

    /// <summary>Somebody else has changed it since it was read.</summary>
    Changed,

    /// <summary>The address is taken, or is none.</summary>
    Slug,
}

/// <summary>The articles as editors work on them. Every change carries the stamp it began from; of two, the first wins and the second is told.</summary>
internal sealed class StudioBook(IDbContextFactory<KnowledgeDb> databases, IndexKeeper index, TimeProvider clock)
{
    /// <summary>Two who save at once meet again at most so often.</summary>
    private const int Attempts = 12;

    /// <summary>One article; null: there is none.</summary>
    public async Task<OpenArticle?> OpenAsync(string slug, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Articles.AsNoTracking().SingleOrDefaultAsync(article => article.Slug == slug, cancellationToken) is { } article ? await OpenAsync(db, article, cancellationToken) : null;
    }

    /// <summary>The stamp of each article: what has changed is read again.</summary>
    public async Task<Dictionary<string, int>> StampsAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Articles.Select(article => new { article.Slug, article.Stamp }).ToDictionaryAsync(row => row.Slug, row => row.Stamp, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>Some articles, or all, without anything to compare.</summary>
    public async Task<List<Article>> ReadAsync(IReadOnlyCollection<string>? slugs, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var articles = db.Articles.AsNoTracking();
        return await (slugs is null ? articles : articles.Where(article => slugs.Contains(article.Slug))).ToListAsync(cancellationToken);
    }

    /// <summary>The headings.</summary>
    public async Task<List<Topic>> TopicsAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Topics.AsNoTracking().OrderBy(topic => topic.Order).ToListAsync(cancellationToken);
    }

    /// <summary>A new article, as a draft.</summary>
    /// <returns>Null, and why not.</returns>
    public async Task<(OpenArticle? Open, StudioFault? Fault)> CreateAsync(string slug, ArticleContent content, Editor by, CancellationToken cancellationToken)
    {
        if (!StudioSlug.IsSlug(slug)) return (null, StudioFault.Slug);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Articles.AnyAsync(article => article.Slug == slug, cancellationToken)) return (null, StudioFault.Slug);
        var article = new Article { Slug = slug, Content = content };
        article.Write(content, by, clock.GetUtcNow());
        db.Articles.Add(article);
        db.Versions.Add(VersionOf(article, by, content));
        await db.SaveChangesAsync(cancellationToken);
        return (new OpenArticle(article, null), null);
    }

    /// <summary>Saves the working words.</summary>
    /// <param name="slug">The article.</param>
    /// <param name="stamp">The one the words began from.</param>
    /// <param name="content">The words.</param>
    /// <param name="by">Who wrote them.</param>
    /// <param name="apart">They are no continuation of what was saved before: it is kept beside them, as when an old version is brought back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it went; null: there is no such article.</returns>
    /// <exception cref="ArticleException">It is archived.</exception>
    public async Task<Saved?> SaveAsync(string slug, int stamp, ArticleContent content, Editor by, bool apart, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                if (await db.Articles.SingleOrDefaultAsync(article => article.Slug == slug, cancellationToken) is not { } article) return null;
                if (article.Content.IsSameAs(content)) return new Saved(await OpenAsync(db, article, cancellationToken), false, null);
                return article.Stamp == stamp ? await WriteAsync(db, article, content, by, apart, cancellationToken) : await PutAsideAsync(db, article, content, by, cancellationToken);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Somebody saved between our reading and our writing: read again, and see who was first. Several at once do not come back in step.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5 * attempt)), cancellationToken);
            }
        }
    }

    /// <summary>Adds a way of asking to an article's working words, through the same save as an editor's hand.</summary>
    /// <param name="slug">The article.</param>
    /// <param name="variant">The words; where it has them already, nothing changes.</param>
    /// <param name="by">Who adds it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why it was not added; null when it was.</returns>
    public async Task<StudioFault?> AddVariantAsync(string slug, string variant, Editor by, CancellationToken cancellationToken)
    {
        if (await OpenAsync(slug, cancellationToken) is not { } open) return StudioFault.Unknown;
        if (open.Article.State is ArticleState.Archived) return StudioFault.State;
        if (open.Article.Content.Variants.Contains(variant, StringComparer.OrdinalIgnoreCase)) return null;
        try
        {
            var saved = await SaveAsync(slug, open.Article.Stamp, open.Article.Content.WithVariant(variant), by, apart: false, cancellationToken);
            return saved switch { null => StudioFault.Unknown, { Conflict: true } => StudioFault.Changed, _ => null };
        }
        catch (ArticleException)
        {
            return StudioFault.State;
        }
    }

    /// <summary>A step of the article, on exactly the words that the person has before them.</summary>
    /// <param name="slug">The article.</param>
    /// <param name="stamp">The one they see.</param>
    /// <param name="step">What is done; gives the revision to be added, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why it was not taken; null when it was.</returns>
    public async Task<StudioFault?> StepAsync(string slug, int stamp, Func<Article, DateTimeOffset, Revision?> step, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Articles.SingleOrDefaultAsync(article => article.Slug == slug, cancellationToken) is not { } article) return StudioFault.Unknown;
        if (article.Stamp != stamp) return StudioFault.Changed;
        try
        {
            var revision = step(article, clock.GetUtcNow());
            if (revision is not null) db.Revisions.Add(revision);
            if (await LastVersionAsync(db, article, cancellationToken) is { } last) last.Closed = true;
            await db.SaveChangesAsync(cancellationToken);

            // Seen by the bot of this node before the editor reads that it is done; the others look for it by themselves.
            if (revision is not null) await index.RefreshAsync(cancellationToken);
            return null;
        }
        catch (ArticleException refused)
        {
            return refused.Refusal switch { ArticleRefusal.SecondPerson => StudioFault.SecondPerson, ArticleRefusal.Past => StudioFault.Past, _ => StudioFault.State };
        }
        catch (DbUpdateConcurrencyException)
        {
            return StudioFault.Changed;
        }
    }

    /// <summary>What was saved, the latest first.</summary>
    public async Task<List<SavedVersion>> VersionsAsync(string slug, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Versions.AsNoTracking().Where(version => version.Slug == slug).OrderByDescending(version => version.Number).ToListAsync(cancellationToken);
    }

    /// <summary>What was public, and when it was withdrawn, the latest first.</summary>
    public async Task<List<Revision>> RevisionsAsync(string slug, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Revisions.AsNoTracking().Where(revision => revision.Slug == slug).OrderByDescending(revision => revision.Number).ToListAsync(cancellationToken);
    }

    /// <summary>What was public at a moment, word for word; null: nothing was.</summary>
    public async Task<PublicWords?> PublicOnAsync(string slug, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return WordsOf(await db.Revisions.AsNoTracking().Where(revision => revision.Slug == slug && revision.At <= at).OrderByDescending(revision => revision.Number).FirstOrDefaultAsync(cancellationToken));
    }

    private async Task<Saved> WriteAsync(KnowledgeDb db, Article article, ArticleContent content, Editor by, bool apart, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var last = await LastVersionAsync(db, article, cancellationToken);
        article.Write(content, by, now);
        if (apart && last is not null) last.Closed = true;
        if (last?.GoesOn(by, now) == true) (last.Content, last.At) = (content, now);
        else db.Versions.Add(VersionOf(article, by, content));
        await db.SaveChangesAsync(cancellationToken);
        return new Saved(await OpenAsync(db, article, cancellationToken), false, null);
    }

    /// <summary>Keeps the words of who came second, whatever becomes of their page.</summary>
    private async Task<Saved> PutAsideAsync(KnowledgeDb db, Article article, ArticleContent content, Editor by, CancellationToken cancellationToken)
    {
        if (await LastVersionAsync(db, article, cancellationToken) is { } last) last.Closed = true;
        var aside = VersionOf(article, by, content);
        aside.Closed = true;
        db.Versions.Add(aside);
        await db.SaveChangesAsync(cancellationToken);
        return new Saved(await OpenAsync(db, article, cancellationToken), true, aside.Number);
    }

    private SavedVersion VersionOf(Article article, Editor by, ArticleContent content) =>
        new() { Slug = article.Slug, Number = article.NextVersion(), Since = clock.GetUtcNow(), At = clock.GetUtcNow(), By = by, Content = content };

    /// <summary>The last version, as the article knows it.</summary>
    /// <exception cref="DbUpdateConcurrencyException">A newer one came since the article was read.</exception>
    private static async Task<SavedVersion?> LastVersionAsync(KnowledgeDb db, Article article, CancellationToken cancellationToken)
    {
        var last = await db.Versions.Where(version => version.Slug == article.Slug).OrderByDescending(version => version.Number).FirstOrDefaultAsync(cancellationToken);
        return last?.Number > article.Version ? throw new DbUpdateConcurrencyException("A version was added meanwhile.") : last;
    }

    private static async Task<OpenArticle> OpenAsync(KnowledgeDb db, Article article, CancellationToken cancellationToken) => new(article, !article.Public ? null :
        WordsOf(await db.Revisions.AsNoTracking().Where(revision => revision.Slug == article.Slug).OrderByDescending(revision => revision.Number).FirstOrDefaultAsync(cancellationToken)));

    private static PublicWords? WordsOf(Revision? revision) =>
        revision?.Content is { } content ? new PublicWords(revision.Number, revision.At, content, revision.Author, revision.Approver) : null;
}
