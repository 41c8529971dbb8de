using System.Collections.Concurrent;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>Which articles the list shows.</summary>
public enum ArticleFilter
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Being written.</summary>
    Drafts,

    /// <summary>Wait for a second reader or for their hour.</summary>
    InReview,

    /// <summary>Public, and to be reread before they are past their date.</summary>
    ToReview,

    /// <summary>Public and past their date: the bot says nothing of them.</summary>
    Expired,

    /// <summary>Withdrawn.</summary>
    Archived,
}

/// <summary>An article in the list.</summary>
/// <param name="Article">Where it stands.</param>
/// <param name="ValidUntil">The last day of its public words; of the working ones where nothing is public.</param>
/// <param name="ReviewOn">When they are to be reread: said by the editor, or a month before.</param>
/// <param name="Words">All its words, folded, between spaces.</param>
public sealed record ArticleRow(Article Article, DateOnly ValidUntil, DateOnly ReviewOn, string Words)
{
    /// <summary>Its address.</summary>
    public string Slug => Article.Slug;

    /// <summary>Public and past its date on a day.</summary>
    public bool Expired(DateOnly today) => Article.Public && today > ValidUntil;

    /// <summary>Public and to be reread by a day.</summary>
    public bool ToReview(DateOnly today) => Article.Public && today >= ReviewOn && today <= ValidUntil;

    /// <summary>Whether a filter shows it.</summary>
    public bool Is(ArticleFilter filter, DateOnly today) => filter switch
    {
        ArticleFilter.Drafts => Article.State is ArticleState.Draft,
        ArticleFilter.InReview => Article.State is ArticleState.InReview,
        ArticleFilter.ToReview => ToReview(today),
        ArticleFilter.Expired => Expired(today),
        ArticleFilter.Archived => Article.State is ArticleState.Archived,
        _ => true,
    };

    /// <summary>Whether every word of a search begins one of its own.</summary>
    public bool Has(IEnumerable<string> forms) => forms.All(form => Words.Contains(" " + form, StringComparison.Ordinal));
}

/// <summary>All articles as the list shows them; only what has changed is read again, once for all editors.</summary>
internal sealed class StudioList(StudioBook book, HelpSearch search)
{
    private readonly ConcurrentDictionary<string, Article> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Article, string> words = new();

    /// <summary>The present rows: what was written last comes first, then by title.</summary>
    public async Task<IReadOnlyList<ArticleRow>> ReadAsync(CancellationToken cancellationToken)
    {
        var stamps = await book.StampsAsync(cancellationToken);
        var changed = stamps.Where(pair => !known.TryGetValue(pair.Key, out var article) || article.Stamp != pair.Value).Select(pair => pair.Key).ToList();
        foreach (var article in changed.Count == 0 ? [] : await book.ReadAsync(changed.Count > 200 ? null : changed, cancellationToken))
        {
            if (known.TryGetValue(article.Slug, out var old)) words.TryRemove(old, out _);
            known[article.Slug] = article;
        }

        var published = search.Published;
        return [.. known.Values.OrderByDescending(article => article.WrittenAt ?? DateTimeOffset.MinValue).ThenBy(article => article.Content.Question, StringComparer.Create(Wording.Culture, true)).Select(article =>
        {
            var content = published.Find(article.Slug)?.Content ?? article.Content;
            return new ArticleRow(article, content.ValidUntil, content.ReviewOn ?? content.ValidUntil.AddMonths(-1), words.GetOrAdd(article, Fold));
        })];
    }

    /// <summary>A search as the rows understand it.</summary>
    public static IReadOnlyList<string> Forms(string search) => [.. French.Forms(search)];

    private static string Fold(Article article)
    {
        var content = article.Content;
        return " " + string.Join(' ', ((string[])[content.Question, article.Slug, content.Short, content.Body, content.Easy ?? "", content.Owner ?? "", content.LegalSource ?? "", .. content.Variants, .. content.Witnesses]).SelectMany(text => French.Forms(text)));
    }
}
