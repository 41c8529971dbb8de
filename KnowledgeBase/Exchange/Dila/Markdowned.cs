using System.Text;
using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Exchange.Dila;

/// <summary>Plain words as Markdown that shows exactly them.</summary>
internal static partial class Markdowned
{
    /// <summary>Words inside a paragraph.</summary>
    public static string Words(string text) => Special().Replace(text, @"\$0");

    /// <summary>A paragraph: what begins it must not make it a heading, a list or a quotation.</summary>
    public static string Paragraph(string markdown) => Start().Replace(markdown, match => match.Groups["number"].Success ? $"{match.Groups["number"].Value}\\{match.Groups["mark"].Value}" : @"\" + match.Value);

    /// <summary>A link, or the words alone where the address is none.</summary>
    public static string Link(string words, string? url) =>
        words.Length > 0 && Uri.TryCreate(url?.Trim(), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? $"[{words}]({address.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})"
            : words;

    /// <summary>Blocks inside a list item: each of their lines stands two columns in.</summary>
    public static string Indented(string blocks) => string.Join('\n', blocks.Split('\n').Select((line, place) => place == 0 || line.Length == 0 ? line : "  " + line));

    /// <summary>Blocks inside a quotation.</summary>
    public static string Quoted(string blocks) => string.Join('\n', blocks.Split('\n').Select(line => line.Length == 0 ? ">" : "> " + line));

    /// <summary>Runs of white space as one space; no-break spaces stay.</summary>
    public static string OneSpace(string text) => Blanks().Replace(text, " ");

    /// <summary>Adds words in bold where Markdown can show that, else as they are.</summary>
    /// <param name="text">What comes before.</param>
    /// <param name="words">Markdown already.</param>
    /// <param name="next">The letter that follows, or a space.</param>
    public static void AddBold(StringBuilder text, string words, char next)
    {
        var core = words.Trim(' ');
        var before = text.Length == 0 || core.Length < words.TrimEnd(' ').Length ? ' ' : text[^1];
        var after = core.Length < words.TrimStart(' ').Length ? ' ' : next;

        // A number in bold is one that can be called; and a sign in bold beside a letter shows its asterisks.
        var plain = core.Length == 0 || core.Contains("**", StringComparison.Ordinal) || core.All(letter => char.IsDigit(letter) || char.IsWhiteSpace(letter))
            || (IsSign(core[0]) && char.IsLetterOrDigit(before)) || (IsSign(core[^1]) && char.IsLetterOrDigit(after)) || before == '*' || core[^1] == '\\';
        text.Append(plain ? words : words.Replace(core, $"**{core}**", StringComparison.Ordinal));
    }

    private static bool IsSign(char letter) => char.IsPunctuation(letter) || char.IsSymbol(letter);

    [GeneratedRegex(@"[\\*\[\]<`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#|\w+;)")]
    private static partial Regex Special();

    [GeneratedRegex(@"^(?:(?<number>\d{1,9})(?<mark>[.)])(?=\s|$)|[-+](?=\s|$)|[#>]|[-=_~]{2,})")]
    private static partial Regex Start();

    [GeneratedRegex(@"[ \t\r\n]+")]
    private static partial Regex Blanks();
}
