using System.Globalization;
using System.Text;
using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Seed;

/// <summary>Writes what <see cref="SeedArticle"/> reads, as the files of the product are written: nothing of the words is lost, and the same words give the same file.</summary>
internal static class SeedArticleWriter
{
    public static string Write(string slug, ArticleContent content)
    {
        var text = new StringBuilder("---\n");
        Plain(text, "slug", slug);
        Plain(text, "theme", content.Theme);
        Quoted(text, "question", content.Question);
        Quoted(text, "short", content.Short);
        List(text, "variants", content.Variants);
        List(text, "witnesses", content.Witnesses);
        if (content.Links.Count > 0) text.Append("links:\n");
        foreach (var link in content.Links) text.Append("  - url: ").Append(Address(link.Url)).Append("\n    label: ").Append(Quote(link.Label)).Append('\n');
        Quoted(text, "source", content.Source);
        Plain(text, "updated", Day(content.Updated));
        Plain(text, "valid-until", Day(content.ValidUntil));
        Plain(text, "sensitive", content.Sensitive);
        Block(text, "easy", content.Easy);
        Quoted(text, "legal-source", content.LegalSource);
        Quoted(text, "owner", content.Owner);
        if (content.ReviewOn is { } review) Plain(text, "review-on", Day(review));
        if (content.Translations.Count > 0) text.Append("translations:\n");
        foreach (var (language, words) in content.Translations.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append("  ").Append(Quote(language)).Append(":\n");
            Quoted(text, "    question", words.Question);
            Quoted(text, "    short", words.Short);
            Quoted(text, "    body", words.Body);
        }

        if (content.Origin is { } origin)
        {
            Quoted(text, "origin", origin.Id);
            Quoted(text, "origin-digest", origin.Digest);
            if (origin.Published) Plain(text, "origin-published", "true");
        }

        return text.Append("---\n").Append(content.Body).Append('\n').ToString();
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Plain(StringBuilder text, string key, string? value)
    {
        if (value is not null) text.Append(key).Append(": ").Append(value).Append('\n');
    }

    private static void Quoted(StringBuilder text, string key, string? value)
    {
        if (value is not null) text.Append(key).Append(": ").Append(Quote(value)).Append('\n');
    }

    /// <summary>Several lines stand as they are, as an editor of files reads them, where YAML takes every sign of them at its word.</summary>
    private static void Block(StringBuilder text, string key, string? value)
    {
        var lines = value?.Split('\n') ?? [];
        if (lines.Length < 2 || char.IsWhiteSpace(value![0]) || value.Any(letter => letter != '\n' && (char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF')) || lines.Any(line => line.Length > 0 && string.IsNullOrWhiteSpace(line)))
        {
            Quoted(text, key, value);
            return;
        }

        text.Append(key).Append(": |\n");
        foreach (var line in lines) text.Append(line.Length > 0 ? "  " : "").Append(line).Append('\n');
    }

    private static void List(StringBuilder text, string key, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return;
        text.Append(key).Append(":\n");
        foreach (var value in values) text.Append("  - ").Append(Quote(value)).Append('\n');
    }

    /// <summary>An address that YAML would read as something else is quoted.</summary>
    private static string Address(string url) => url.Any(letter => letter is '#' or '"' or '\\' or '\'' || char.IsWhiteSpace(letter) || char.IsControl(letter)) || url.EndsWith(':') ? Quote(url) : url;

    private static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var letter in value)
        {
            switch (letter)
            {
                case '"' or '\\':
                    text.Append('\\').Append(letter);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\u0085' or '\u2028' or '\u2029' or '\uFEFF' or (< ' ') or '\u007F':
                    // Breaks and controls to YAML, which would fold or refuse them.
                    text.Append("\\u").Append(((int)letter).ToString("X4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(letter);
                    break;
            }
        }

        return text.Append('"').ToString();
    }
}
