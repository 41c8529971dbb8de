using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>Whether two texts say the same, without keeping both.</summary>
internal static class Digests
{
    /// <summary>All the words of an article, wherever they come from.</summary>
    public static string Whole(ArticleContent content) => Of(JsonSerializer.Serialize(
        content with { Origin = null, Translations = new SortedDictionary<string, ArticleTranslation>(content.Translations.ToDictionary(), StringComparer.Ordinal) }, ContentJsonContext.Default.ArticleContent));

    /// <summary>The words that a source of this origin gives: what editors add to a sheet of service-public (variants, heading, easy version, owner…) is not among them.</summary>
    public static string OfSource(ArticleContent content, string origin) =>
        origin.StartsWith(Dila.DilaSheet.OriginPrefix, StringComparison.Ordinal)
            ? Of(string.Join('\u001F', [content.Question, content.Short, content.Body, content.Source, content.LegalSource, content.Updated.ToString("O", CultureInfo.InvariantCulture), .. content.Links.Select(link => $"{link.Url} {link.Label}")]))
            : Whole(content);

    private static string Of(string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)))[..16];
}
