using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>The numbers that a text may make callable: a table, so that no year, age or amount becomes one.</summary>
/// <remarks>16 is missing on purpose: in most texts it is a radio channel.</remarks>
internal static partial class CallNumbers
{
    private static readonly Dictionary<string, string> Answering = new(StringComparer.Ordinal)
    {
        ["15"] = "Samu, urgence médicale",
        ["17"] = "police et gendarmerie",
        ["18"] = "pompiers",
        ["112"] = "toute urgence",
        ["114"] = "sans parler ni entendre",
        ["115"] = "sans abri",
        ["116000"] = "enfants disparus",
        ["116006"] = "France Victimes",
        ["116117"] = "médecin de garde",
        ["119"] = "enfance en danger",
        ["191"] = "avion en détresse",
        ["196"] = "secours en mer",
        ["3018"] = "violences numériques et harcèlement",
        ["3039"] = "point-justice",
        ["3114"] = "prévention du suicide",
        ["3117"] = "sécurité dans les trains",
        ["3919"] = "violences faites aux femmes",
        ["3928"] = "discriminations",
        ["3939"] = "Allô Service Public",
        ["3977"] = "maltraitance des personnes âgées ou handicapées",
        ["33700"] = "SMS et appels suspects",
    };

    /// <summary>The numbers, digits only.</summary>
    public static IReadOnlyCollection<string> All => Answering.Keys;

    /// <summary>A plain sentence with its numbers as links.</summary>
    public static MarkupString Sentence(string text) => new(Link(text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)));

    /// <summary>HTML whose numbers can be touched; what is in a link or in a tag stays as it is.</summary>
    public static string Link(string html)
    {
        var linked = false;
        return Piece().Replace(html, piece =>
        {
            if (piece.Value[0] != '<') return linked ? piece.Value : Number().Replace(piece.Value, Replace);
            if (piece.Value.StartsWith("<a ", StringComparison.OrdinalIgnoreCase)) linked = true;
            else if (piece.Value.StartsWith("</a", StringComparison.OrdinalIgnoreCase)) linked = false;
            else if (!linked && Bold().Match(piece.Value) is { Success: true } bold && IsCalled(bold.Groups[1].Value)) return Anchor(bold.Groups[1].Value, strong: true);
            return piece.Value;
        });
    }

    private static string Replace(Match found)
    {
        // Two or three digits are a number to call only where the words say so: « au 17 », not « 17 jours » and not « le 17 avril ».
        return IsCalled(found.Value) ? Anchor(found.Value, strong: false) : found.Value;
    }

    private static bool IsCalled(string number) => Digits(number) is var digits && (Answering.ContainsKey(digits) || (digits[0] == '0' && digits.Length >= 9));

    private static string Anchor(string number, bool strong)
    {
        var digits = Digits(number);
        var words = number.Replace(' ', '\u00A0');
        var label = Answering.TryGetValue(digits, out var who) ? $" aria-label=\"{(IsWritten(digits) ? "Écrire un SMS au" : "Appeler le")} {words}, {who}\"" : "";
        return $"<a class=\"n\" href=\"{(IsWritten(digits) ? "sms" : "tel")}:{digits}\"{label}>{(strong ? "<strong>" + words + "</strong>" : words)}</a>";
    }

    /// <summary>Nobody answers there by voice.</summary>
    private static bool IsWritten(string digits) => digits is "114" or "33700";

    private static string Digits(string number) => string.Concat(number.Where(char.IsAsciiDigit));

    /// <summary>A bold number whole, a tag, or the text up to the next one.</summary>
    [GeneratedRegex(@"<strong>\d[\d \u00A0\u202F]{0,13}</strong>|<[^>]*>|[^<]+")]
    private static partial Regex Piece();

    [GeneratedRegex(@"^<strong>(\d[\d \u00A0\u202F]{0,13})</strong>$")]
    private static partial Regex Bold();

    /// <summary>Long numbers from 0 on; four digits and more of the table; two and three digits after « le », « au » or « ou ».</summary>
    [GeneratedRegex(@"(?<![\d,.&#-])(?:0[ \u00A0\u202F]?\d{1,3}(?:[ \u00A0\u202F]\d{2,3}){2,4}(?!\d)|(?:116[ \u00A0\u202F]?(?:000|006|117)|30[ \u00A0\u202F]?(?:18|39)|31[ \u00A0\u202F]?1[47]|39[ \u00A0\u202F]?(?:19|28|39|77)|33700)(?![ \u00A0\u202F]?[\d€%]|[.,]\d|\.[a-z]|\w|[ \u00A0\u202F](?:euros?|km|m²|ans)\b)|(?<=\b(?:le|au|ou)[ \u00A0\u202F])(?:1[578]|11[2459]|19[16])(?![ \u00A0\u202F]?[\d€%°]|[.,]\d|\w|[ \u00A0\u202F](?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|ans?|jours?|heures?|h|min|minutes|mois|semaines?|euros?|km|m|bis|ter|rue|avenue|du|de chaque|au \d+)\b))", RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
