using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Seed;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>What every article must be, wherever it comes from.</summary>
internal static partial class ContentRules
{
    /// <summary>The longest address.</summary>
    public const int SlugLength = 80;

    /// <summary>The longest body, in characters: four times the longest official sheet.</summary>
    private const int BodyLength = 400_000;

    private const int TitleLength = 300, ShortLength = 2_000;

    /// <summary>Each broken rule: the field, and why in French.</summary>
    public static IEnumerable<(string Field, string Reason)> Broken(string slug, ArticleContent content)
    {
        if (!Address().IsMatch(slug) || slug.Length > SlugLength) yield return ("slug", $"« {slug} » n’est pas une adresse : lettres minuscules sans accent, chiffres et tirets, {SlugLength} caractères au plus.");
        if (content.Question.Length > TitleLength) yield return ("question", TooLong(TitleLength));
        if (content.Short.Length > ShortLength) yield return ("short", TooLong(ShortLength));
        if (content.Body.Length > BodyLength) yield return ("body", TooLong(BodyLength));
        if (content.ValidUntil < content.Updated) yield return ("valid-until", "cette date vient avant « updated ».");
        if (content.Sensitive is { } kind && !SensitiveKinds.All.Contains(kind)) yield return ("sensitive", $"sujet sensible inconnu « {kind} ».");
        if (content.Links.FirstOrDefault(link => !IsHttps(link.Url)) is { } bad) yield return ("links", $"adresse refusée « {bad.Url} » : il faut https.");
        foreach (var (language, words) in content.Translations)
        {
            if (string.IsNullOrWhiteSpace(words.Question) || string.IsNullOrWhiteSpace(words.Short) || string.IsNullOrWhiteSpace(words.Body)) yield return ($"question:{language}", "une traduction a un titre, une réponse brève et un texte.");
        }

        foreach (var (field, words) in Words(content))
        {
            if (words.Any(letter => char.IsControl(letter) && letter is not '\n' and not '\t')) yield return (field, "il contient un caractère de commande.");
        }
    }

    public static bool IsHttps(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    /// <summary>Words as an address: « Vol à l’étalage » is <c>vol-a-l-etalage</c>, cut between words.</summary>
    public static string Slug(string words, int length)
    {
        var letters = words.Replace("œ", "oe", StringComparison.OrdinalIgnoreCase).Replace("æ", "ae", StringComparison.OrdinalIgnoreCase).Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark);
        var slug = Between().Replace(string.Concat(letters).ToLowerInvariant(), "-").Trim('-');
        if (slug.Length <= length) return slug;
        var end = slug.LastIndexOf('-', length);
        return slug[..(end > 0 ? end : length)];
    }

    private static IEnumerable<(string Field, string Words)> Words(ArticleContent content)
    {
        yield return ("question", content.Question);
        yield return ("short", content.Short);
        yield return ("body", content.Body);
        yield return ("easy", content.Easy ?? "");
        yield return ("variants", string.Concat(content.Variants));
        yield return ("links", string.Concat(content.Links.Select(link => link.Label)));
    }

    private static string TooLong(int most) => string.Create(CultureInfo.InvariantCulture, $"plus de {most} caractères.");

    [GeneratedRegex("^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    private static partial Regex Address();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Between();
}
