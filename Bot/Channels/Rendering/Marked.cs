using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace BrigadeNumerique.Bot.Channels.Rendering;

/// <summary>Sets our words, which know bold and links alone, in a service's own markup.</summary>
internal static partial class Marked
{
    /// <summary>Words of ours: <c>**bold**</c> and <c>[label](address)</c> are set, everything else is as it stands.</summary>
    public static string Set(string words, Markup markup)
    {
        if (markup is Markup.Markdown) return words;
        var set = new StringBuilder(words.Length + 16);
        var at = 0;
        foreach (Match span in Span().Matches(words))
        {
            set.Append(Plainly(words[at..span.Index], markup));
            set.Append(span.Groups["bold"] is { Success: true } bold ? Bold(bold.Value, markup) : Link(span.Groups["label"].Value, span.Groups["href"].Value, markup));
            at = span.Index + span.Length;
        }

        return set.Append(Plainly(words[at..], markup)).ToString();
    }

    /// <summary>Words of people: shown as they are, whatever signs they hold.</summary>
    public static string Plainly(string words, Markup markup) => markup switch
    {
        Markup.TelegramHtml => Escape(words),
        Markup.Markdown => Signs().Replace(words, @"\$0"),
        _ => words,
    };

    /// <summary>Where a text of ours may not be cut: inside bold words or a link.</summary>
    public static IEnumerable<(int From, int To)> Spans(string words) => Span().Matches(words).Select(span => (span.Index, span.Index + span.Length));

    private static string Bold(string words, Markup markup) => markup switch
    {
        Markup.TelegramHtml => $"<b>{Escape(words)}</b>",
        Markup.WhatsApp when words.Length == words.Trim().Length => $"*{words}*",
        _ => words,
    };

    private static string Link(string label, string href, Markup markup) => markup switch
    {
        Markup.TelegramHtml => $"<a href=\"{WebUtility.HtmlEncode(href)}\">{Escape(label)}</a>",
        _ => label == href ? href : $"{label}\u00A0: {href}",
    };

    private static string Escape(string words) => words.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    [GeneratedRegex(@"\*\*(?<bold>[^*\n]+)\*\*|\[(?<label>[^\]\n]+)\]\((?<href>[^)\s]+)\)")]
    private static partial Regex Span();

    [GeneratedRegex(@"[\\`*_{}\[\]<>#|~]")]
    private static partial Regex Signs();
}
