using System.Globalization;
using System.Text;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>The address of an article: small letters without accents, digits and hyphens, at most 80.</summary>
internal static class StudioSlug
{
    private const int Longest = 80;

    /// <summary>Whether it is one.</summary>
    public static bool IsSlug(string slug) =>
        slug.Length is > 1 and <= Longest && slug.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign == '-') && slug[0] != '-' && slug[^1] != '-';

    /// <summary>One made from a title; empty where the title has no letter.</summary>
    public static string From(string title)
    {
        var slug = new StringBuilder();
        foreach (var sign in title.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (slug.Length >= 60) break;
            if (char.IsAsciiLetterOrDigit(sign)) slug.Append(sign);
            else if (CharUnicodeInfo.GetUnicodeCategory(sign) is not UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().Trim('-');
    }
}
