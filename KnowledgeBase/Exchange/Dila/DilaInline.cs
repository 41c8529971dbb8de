using System.Text;
using System.Xml.Linq;

namespace BrigadeNumerique.KnowledgeBase.Exchange.Dila;

/// <summary>What stands inside a paragraph of a sheet, as Markdown or as plain words.</summary>
internal static class DilaInline
{
    /// <summary>The words of an element, without any mark.</summary>
    public static string Plain(XElement? element) => element is null ? "" : Markdowned.OneSpace(string.Concat(element.DescendantNodes().OfType<XText>().Select(text => text.Value))).Trim(' ');

    /// <summary>The same as Markdown: links and what is stressed.</summary>
    public static string Markdown(XElement element)
    {
        var text = new StringBuilder();
        Write(text, element, linked: false);
        return Markdowned.OneSpace(text.ToString()).Trim(' ');
    }

    private static void Write(StringBuilder text, XElement element, bool linked)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText words) text.Append(Markdowned.Words(Markdowned.OneSpace(words.Value)));
            else if (node is XElement inner) WriteElement(text, inner, linked);
        }
    }

    private static void WriteElement(StringBuilder text, XElement inner, bool linked)
    {
        var words = new StringBuilder();
        var address = linked ? null : Address(inner);
        switch (inner.Name.LocalName)
        {
            case "Exposant":
                text.Append(string.Concat(Plain(inner).Select(letter => char.IsAsciiDigit(letter) ? "⁰¹²³⁴⁵⁶⁷⁸⁹"[letter - '0'] : letter)));
                return;
            case "Indice":
                text.Append(string.Concat(Plain(inner).Select(letter => char.IsAsciiDigit(letter) ? "₀₁₂₃₄₅₆₇₈₉"[letter - '0'] : letter)));
                return;
            case "MiseEnEvidence":
                Write(words, inner, linked);

                // Sheets have empty ones where a space was stressed.
                if (words.Length == 0) text.Append(' ');
                Markdowned.AddBold(text, words.ToString(), Next(inner));
                return;
            default:
                Write(words, inner, linked || address is not null);
                text.Append(Markdowned.Link(words.ToString(), address));
                return;
        }
    }

    /// <summary>Acronyms and words of the glossary lead nowhere: they are explained at the end of the sheet.</summary>
    private static string? Address(XElement link) => link.Name.LocalName switch
    {
        "LienExterne" or "LienExterneCommente" => (string?)link.Attribute("URL"),
        "LienInterne" when (string?)link.Attribute("type") is not ("Sigle" or "Acronyme") && (string?)link.Attribute("LienPublication") is { Length: > 1 } id => DilaAddress.Of(id, (string?)link.Attribute("audience")),
        _ => null,
    };

    private static char Next(XElement inner) => inner.NextNode switch
    {
        XText { Value: [var first, ..] } => first,
        XElement next => Plain(next) is [var first, ..] ? first : ' ',
        _ => ' ',
    };
}
