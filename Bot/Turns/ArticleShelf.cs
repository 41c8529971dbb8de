using BrigadeNumerique.Handoff.Desk.Writing;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>Published articles for the operators' desk.</summary>
internal sealed class ArticleShelf(HelpSearch search) : IArticleShelf
{
    public IReadOnlyList<ShelvedArticle> Find(string query, int take) =>
        [.. search.Find(query, take).Passages.Select(passage => new ShelvedArticle("/aide/" + passage.Slug, passage.Title, passage.Text))];
}
