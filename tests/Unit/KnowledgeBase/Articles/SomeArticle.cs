using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.Unit.KnowledgeBase.Articles;

/// <summary>Articles of which only what is said matters.</summary>
internal static class SomeArticle
{
    public static readonly Editor Alix = new("1", "Alix"), Dominique = new("2", "Dominique"), Sacha = new("3", "Sacha");

    public static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static ArticleContent Content(string words = "Réponse.") => new()
    {
        Theme = "vol-perte",
        Question = "On m’a volé mon vélo : que faire ?",
        Short = words,
        Body = words,
        Source = "service-public.gouv.fr",
        Updated = new DateOnly(2026, 11, 1),
        ValidUntil = new DateOnly(2027, 11, 1),
    };

    /// <summary>Written by Alix; under review where asked for.</summary>
    public static Article Written(bool review = false)
    {
        var article = new Article { Slug = "vol-velo", Content = Content() };
        article.Write(Content("Brouillon."), Alix, Noon);
        if (review) article.AskReview(Alix);
        return article;
    }

    /// <summary>Written by Alix, approved by Dominique.</summary>
    public static Article Published()
    {
        var article = Written(review: true);
        article.Approve(Dominique, Noon);
        return article;
    }
}
