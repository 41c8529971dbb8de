using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.KnowledgeBase.Asked;

/// <summary>A question and those alike.</summary>
/// <param name="Text">The words that stand for all.</param>
/// <param name="Count">How often.</param>
/// <param name="Nearest">The article that was given or nearest, most often; null: none.</param>
public sealed record AskedCount(string Text, int Count, string? Nearest);

/// <summary>An article that readers found of no use.</summary>
/// <param name="Slug">The article.</param>
/// <param name="No">How many said no, ever.</param>
/// <param name="Yes">How many said yes, ever.</param>
/// <param name="Lines">What they missed in these days, newest first.</param>
public sealed record BadlyRated(string Slug, int No, int Yes, IReadOnlyList<string> Lines);

/// <summary>An article that answered.</summary>
/// <param name="Slug">The article.</param>
/// <param name="Count">How often.</param>
/// <param name="Variant">The variant that was met most; null: none was.</param>
public sealed record Answering(string Slug, int Count, string? Variant);

/// <summary>A question that was searched in the help centre, and those alike.</summary>
/// <param name="Text">The words that stand for all.</param>
/// <param name="Shown">How often results were shown.</param>
/// <param name="Without">How often none of them was opened.</param>
/// <param name="Nearest">The article that stood first, most often.</param>
public sealed record SearchedCount(string Text, int Shown, int Without, string? Nearest);

/// <summary>The searches of the help centre that found something.</summary>
/// <param name="Shown">How many.</param>
/// <param name="Without">After how many no result was opened.</param>
/// <param name="Rows">The questions among them, the most frequent without a click first.</param>
public sealed record SearchFigures(int Shown, int Without, IReadOnlyList<SearchedCount> Rows);

/// <summary>What the last days say of the search.</summary>
public sealed record FigureSheet(
    SearchFigures Searches, IReadOnlyList<AskedCount> NoAnswer, IReadOnlyList<AskedCount> NotChosen, IReadOnlyList<AskedCount> Person, IReadOnlyList<BadlyRated> Bad, IReadOnlyList<Answering> Most);

/// <summary>Counts what was asked, in vain or not.</summary>
internal sealed class AskedFigures(IDbContextFactory<KnowledgeDb> databases, HelpSearch search)
{
    private const int Shown = 20, LinesShown = 3;

    /// <summary>The last days, today among them.</summary>
    public async Task<FigureSheet> OfAsync(int days, CancellationToken cancellationToken)
    {
        var since = search.Today.AddDays(1 - days);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var asked = await db.Asked.AsNoTracking().Where(row => row.Day >= since).OrderByDescending(row => row.Id).Take(AskedBook.Most).ToListAsync(cancellationToken);
        var remarks = await db.Remarks.AsNoTracking().Where(row => row.Day >= since).OrderByDescending(row => row.Id).Take(1000).ToListAsync(cancellationToken);
        var said = remarks.Select(row => row.Slug).ToHashSet(StringComparer.Ordinal);
        var votes = await db.Usefulness.AsNoTracking().Where(row => row.No > 0).ToListAsync(cancellationToken);
        var hits = await db.Hits.AsNoTracking().Where(row => row.Day >= since).GroupBy(row => new { row.Slug, row.Variant })
            .Select(group => new { group.Key.Slug, group.Key.Variant, Count = group.Sum(row => row.Count) }).ToListAsync(cancellationToken);
        var lines = remarks.ToLookup(row => row.Slug, row => row.Text, StringComparer.Ordinal);
        var counted = votes.ToDictionary(row => row.Slug, StringComparer.Ordinal);
        var searches = await db.Searches.AsNoTracking().Where(row => row.Day >= since).OrderByDescending(row => row.Day).ThenByDescending(row => row.Shown - row.Opened).Take(AskedBook.Most).ToListAsync(cancellationToken);
        return new FigureSheet(
            new SearchFigures(searches.Sum(row => row.Shown), searches.Sum(row => row.Shown - row.Opened), Without(searches)),
            Count(asked, AskedKind.NoArticle, AskedKind.NoResult),
            Count(asked, AskedKind.NotChosen, AskedKind.Rephrased),
            Count(asked, AskedKind.Person, AskedKind.NotUseful),
            [.. votes.Where(row => row.No >= row.Yes).Select(row => row.Slug).Union(said).Select(slug => new BadlyRated(slug, counted.GetValueOrDefault(slug)?.No ?? 0, counted.GetValueOrDefault(slug)?.Yes ?? 0, [.. lines[slug].Take(LinesShown)]))
                .OrderByDescending(row => row.Lines.Count).ThenByDescending(row => row.No).ThenBy(row => row.Slug, StringComparer.Ordinal).Take(Shown)],
            [.. hits.GroupBy(row => row.Slug, StringComparer.Ordinal).Select(group => new Answering(group.Key, group.Sum(row => row.Count), group.Where(row => row.Variant.Length > 0).OrderByDescending(row => row.Count).ThenBy(row => row.Variant, StringComparer.Ordinal).FirstOrDefault()?.Variant))
                .OrderByDescending(row => row.Count).ThenBy(row => row.Slug, StringComparer.Ordinal).Take(Shown)]);
    }

    /// <summary>How often each variant of an article was met in the last days; under the empty words, those that met none.</summary>
    public async Task<Dictionary<string, int>> VariantsAsync(string slug, int days, CancellationToken cancellationToken)
    {
        var since = search.Today.AddDays(1 - days);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Hits.AsNoTracking().Where(row => row.Slug == slug && row.Day >= since).GroupBy(row => row.Variant)
            .Select(group => new { group.Key, Count = group.Sum(row => row.Count) }).ToDictionaryAsync(row => row.Key, row => row.Count, StringComparer.Ordinal, cancellationToken);
    }

    private static List<SearchedCount> Without(List<SearchCount> searches)
    {
        var alike = Likeness.Group([.. searches.Select((row, place) => new AskedQuestion { Id = place, Day = row.Day, Kind = AskedKind.NotChosen, Text = row.Text, Nearest = row.Nearest })], []);
        return [.. alike.Select(group =>
            {
                var rows = group.Questions.Select(question => searches[question.Id]).ToList();
                return new SearchedCount(group.Text, rows.Sum(row => row.Shown), rows.Sum(row => row.Shown - row.Opened), Commonest(rows.Select(row => row.Nearest)));
            })
            .Where(row => row.Without > 0).OrderByDescending(row => row.Without).ThenByDescending(row => row.Shown).ThenBy(row => row.Text, StringComparer.Ordinal).Take(Shown)];
    }

    private static string? Commonest(IEnumerable<string> slugs) => slugs.CountBy(slug => slug).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key).FirstOrDefault();

    private static List<AskedCount> Count(IEnumerable<AskedQuestion> asked, params AskedKind[] kinds) =>
        [.. Likeness.Group([.. asked.Where(row => kinds.Contains(row.Kind))], []).Take(Shown).Select(group => new AskedCount(
            group.Text, group.Questions.Count, Commonest(group.Questions.Select(row => row.Nearest).OfType<string>())))];
}
