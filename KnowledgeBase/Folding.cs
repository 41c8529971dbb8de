using System.Globalization;
using System.Text;

namespace BrigadeNumerique.KnowledgeBase;

/// <summary>Lower case without accents; what separates stays where it is, so that places are those of the text wherever no ligature stands.</summary>
internal static class Folding
{
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Replace("œ", "oe", StringComparison.Ordinal).Replace("Œ", "oe", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark) continue;
            folded.Append(c switch
            {
                '’' or 'ʼ' => '\'',
                '\u00A0' or '\u202F' => ' ',
                _ => char.ToLowerInvariant(c),
            });
        }

        return folded.ToString();
    }
}
