namespace BrigadeNumerique.Bot.Channels.Social.Sms;

/// <summary>A text message with one sign beyond the alphabet of the telephone costs twice as many parts: signs of typography are set plainly, letters are left as they are.</summary>
internal static class SmsText
{
    /// <summary>How much longer a text may become by it: an ellipsis is three points.</summary>
    public const int Growth = 40;

    /// <summary>Sets apostrophes, quotation marks, dashes and spaces as a keyboard does.</summary>
    public static string Plain(string words) => string.Concat(Unspaced(words).Select(sign => sign switch
    {
        '’' or '‘' => "'",
        '«' or '»' or '“' or '”' => "\"",
        '–' or '—' or '‑' or '•' => "-",
        '…' => "...",
        '\u00A0' or '\u202F' or '\u2009' => " ",
        _ => sign.ToString(),
    }));

    /// <summary>French marks have a space inside; plain ones have none.</summary>
    private static string Unspaced(string words)
    {
        foreach (var space in (ReadOnlySpan<string>)[" ", "\u00A0", "\u202F"]) words = words.Replace("«" + space, "«", StringComparison.Ordinal).Replace(space + "»", "»", StringComparison.Ordinal);
        return words;
    }
}
