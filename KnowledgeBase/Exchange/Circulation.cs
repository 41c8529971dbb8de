using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>How an import moves articles between the editors and the public: the only place of this folder that does.</summary>
internal sealed class Circulation(KnowledgeDb db, DateTimeOffset now)
{
    /// <summary>Whether the public reads the working words: those of a draft on a public article are an editor's.</summary>
    public static bool IsPublic(ArticleState state) => state is ArticleState.Published;

    /// <summary>A new draft.</summary>
    public Article Create(string slug, ArticleContent content)
    {
        var article = new Article { Slug = slug, Content = content };
        article.Write(content, Editor.Import, now);
        db.Articles.Add(article);
        return article;
    }

    /// <summary>Other working words; the public goes on reading the old ones.</summary>
    public void Write(Article article, ArticleContent content)
    {
        ArgumentNullException.ThrowIfNull(article);
        if (article.State is ArticleState.Archived) article.Reopen();
        article.Write(content, Editor.Import, now);
    }

    /// <summary>Makes the working words public.</summary>
    public void Publish(Article article) => db.Revisions.Add(article.PublishImport(now));

    /// <summary>Takes it from the public.</summary>
    public void Withdraw(Article article)
    {
        if (article.Withdraw(Editor.Import, now) is { } revision) db.Revisions.Add(revision);
    }

    /// <summary>Notes where the words come from: neither the working words nor the public ones change.</summary>
    public static void Mark(Article article, ArticleOrigin origin) => article.Mark(origin);
}
