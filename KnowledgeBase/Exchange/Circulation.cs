using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>How an import moves articles between the editors and the public: the only place of this folder that does.</summary>
internal sealed class Circulation(KnowledgeDb db, DateTimeOffset now)
{
    /// <summary>Whether the public reads it.</summary>
    public static bool IsPublic(ArticleState state) => state is ArticleState.Published;

    /// <summary>A new draft.</summary>
    public Article Create(string slug, ArticleContent content)
    {
        var article = new Article { Slug = slug, Content = content };
        db.Articles.Add(article);
        return article;
    }

    /// <summary>Other working words; the public goes on reading the old ones.</summary>
    public static void Write(Article article, ArticleContent content)
    {
        ArgumentNullException.ThrowIfNull(article);
        if (article.State is ArticleState.Archived) article.Reopen();
        article.Content = content;
    }

    /// <summary>Makes the working words public.</summary>
    public void Publish(Article article) => db.Revisions.Add(article.Publish(now));

    /// <summary>Takes it from the public.</summary>
    public void Withdraw(Article article) => db.Revisions.Add(article.Withdraw(now));

    /// <summary>Notes where the words come from: neither the working words nor the public ones change.</summary>
    public static void Mark(Article article, ArticleOrigin origin) => article.Content = article.Content with { Origin = origin };
}
