using System.Globalization;
using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>One column: its name, and how a cell and an article become each other.</summary>
internal sealed record CsvColumn(string Name, bool Required, Func<string, ArticleContent, string> Write, Func<ArticleContent, string, ArticleContent> Read);

/// <summary>The columns of a table of articles; their names are the keys of the Markdown files.</summary>
internal static class CsvColumns
{
    public const string Slug = "slug";

    /// <summary>What a row begins from.</summary>
    public static readonly ArticleContent Empty = new() { Theme = "", Question = "", Short = "", Body = "", Source = "", Updated = default, ValidUntil = default };

    private static readonly CsvColumn[] Always =
    [
        new(Slug, true, (slug, _) => slug, (article, _) => article),
        new("theme", true, (_, article) => article.Theme, (article, cell) => article with { Theme = cell.Trim() }),
        new("question", true, (_, article) => article.Question, (article, cell) => article with { Question = cell }),
        new("short", true, (_, article) => article.Short, (article, cell) => article with { Short = cell }),
        new("body", true, (_, article) => article.Body, (article, cell) => article with { Body = cell }),
        new("variants", false, (_, article) => Lines(article.Variants), (article, cell) => article with { Variants = Lines(cell) }),
        new("links", false, (_, article) => Lines(article.Links.Select(link => $"{link.Url} {link.Label}")), (article, cell) => article with { Links = [.. Lines(cell).Select(Link)] }),
        new("source", true, (_, article) => article.Source, (article, cell) => article with { Source = cell }),
        new("updated", true, (_, article) => Day(article.Updated), (article, cell) => article with { Updated = Day(cell) }),
        new("valid-until", true, (_, article) => Day(article.ValidUntil), (article, cell) => article with { ValidUntil = Day(cell) }),
        new("sensitive", false, (_, article) => article.Sensitive ?? "", (article, cell) => article with { Sensitive = Blank(cell)?.Trim() }),
        new("easy", false, (_, article) => article.Easy ?? "", (article, cell) => article with { Easy = Blank(cell) }),
        new("witnesses", false, (_, article) => Lines(article.Witnesses), (article, cell) => article with { Witnesses = Lines(cell) }),
        new("legal-source", false, (_, article) => article.LegalSource ?? "", (article, cell) => article with { LegalSource = Blank(cell) }),
        new("owner", false, (_, article) => article.Owner ?? "", (article, cell) => article with { Owner = Blank(cell) }),
        new("review-on", false, (_, article) => article.ReviewOn is { } date ? Day(date) : "", (article, cell) => article with { ReviewOn = Blank(cell) is { } date ? Day(date) : null }),
        new("origin", false, (_, article) => article.Origin is { } origin ? $"{origin.Id} {origin.Digest}{(origin.Published ? " published" : "")}" : "", (article, cell) => article with { Origin = Origin(cell) }),
    ];

    /// <summary>The names, for the help.</summary>
    public static IEnumerable<string> Names => Always.Select(column => column.Name);

    /// <summary>Those of every article and, for each language of a translation, <c>question:en</c>, <c>short:en</c> and <c>body:en</c>.</summary>
    public static IReadOnlyList<CsvColumn> Of(IEnumerable<string> languages) => [.. Always, .. languages.Order(StringComparer.Ordinal).SelectMany(Translated)];

    /// <summary>The language of a column of a translation, or null.</summary>
    public static string? LanguageOf(string column) =>
        column.Split(':') is ["question" or "short" or "body", { Length: 2 } language] && language.All(char.IsAsciiLetterLower) ? language : null;

    private static IEnumerable<CsvColumn> Translated(string language) =>
    [
        Part(language, "question", words => words.Question, (words, cell) => words with { Question = cell }),
        Part(language, "short", words => words.Short, (words, cell) => words with { Short = cell }),
        Part(language, "body", words => words.Body, (words, cell) => words with { Body = cell }),
    ];

    private static CsvColumn Part(string language, string name, Func<ArticleTranslation, string> write, Func<ArticleTranslation, string, ArticleTranslation> read) => new(
        $"{name}:{language}", false,
        (_, article) => article.Translations.TryGetValue(language, out var words) ? write(words) : "",
        (article, cell) =>
        {
            var all = new Dictionary<string, ArticleTranslation>(article.Translations, StringComparer.Ordinal);
            var words = read(all.GetValueOrDefault(language) ?? new ArticleTranslation("", "", ""), cell);
            if (words is { Question: "", Short: "", Body: "" }) all.Remove(language);
            else all[language] = words;
            return article with { Translations = all };
        });

    private static string? Blank(string cell) => string.IsNullOrWhiteSpace(cell) ? null : cell;

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static List<string> Lines(string cell) => [.. cell.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Spreadsheets set to French rewrite dates their way.</summary>
    private static DateOnly Day(string cell) =>
        DateOnly.TryParseExact(cell.Trim(), ["yyyy-MM-dd", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FormatException($"une date AAAA-MM-JJ est attendue, et non « {cell} ».");

    private static ArticleLink Link(string line) =>
        line.Split(' ', 2, StringSplitOptions.TrimEntries) is [var url, { Length: > 0 } label]
            ? new ArticleLink(url, label)
            : throw new FormatException($"« {line} » : chaque ligne est une adresse, une espace et un intitulé.");

    private static ArticleOrigin? Origin(string cell) => cell.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [] => null,
        [var id] => new ArticleOrigin(id, ""),
        [var id, var digest, ..] and var parts => new ArticleOrigin(id, digest, parts is [.., "published"]),
    };
}
