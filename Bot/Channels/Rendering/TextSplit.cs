using System.Globalization;

namespace BrigadeNumerique.Bot.Channels.Rendering;

/// <summary>Cuts a text that is too long: at a paragraph, else at a line, a sentence, a word; never inside bold words, a link or one sign.</summary>
internal static class TextSplit
{
    private static readonly Func<string, int, bool>[] Places = [IsParagraph, IsLine, IsSentence, IsWord];

    /// <summary>The pieces, in order; nothing but white space between them is left out.</summary>
    /// <param name="words">The text, in our own form.</param>
    /// <param name="most">Longest piece, measured.</param>
    /// <param name="measure">Length of a piece once it is set for the service.</param>
    public static IReadOnlyList<string> Cut(string words, int most, Func<string, int> measure)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 20);
        var pieces = new List<string>();
        var rest = words.Trim();
        while (rest.Length > 0 && measure(rest) > most)
        {
            var at = Place(rest, most, measure);
            pieces.Add(rest[..at].TrimEnd());
            rest = rest[at..].TrimStart();
        }

        if (rest.Length > 0) pieces.Add(rest);
        return pieces;
    }

    private static int Place(string words, int most, Func<string, int> measure)
    {
        var longest = Longest(words, most, measure);
        var closed = Marked.Spans(words).Where(span => span.From < longest).ToList();

        // A place too near the beginning would make many small pieces of one text: then the next finer kind of place.
        foreach (var (isPlace, least) in Places.Select((place, at) => (place, at == Places.Length - 1 ? 1 : longest / 3)))
        {
            for (var at = longest; at >= least && at > 0; at--)
            {
                if (isPlace(words, at) && !closed.Any(span => at > span.From && at < span.To)) return at;
            }
        }

        return Sign(words, longest);
    }

    /// <summary>The longest beginning that fits.</summary>
    private static int Longest(string words, int most, Func<string, int> measure)
    {
        var (low, high) = (1, Math.Min(words.Length, most));
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (measure(words[..middle]) <= most) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    /// <summary>Not inside a sign that several code points make.</summary>
    private static int Sign(string words, int at)
    {
        var place = 0;
        while (place < at)
        {
            var length = StringInfo.GetNextTextElementLength(words, place);
            if (place + length > at) break;
            place += length;
        }

        // One sign longer than a whole message is nobody's words.
        return place > 0 ? place : at;
    }

    private static bool IsParagraph(string words, int at) => at < words.Length && words[at] == '\n' && at + 1 < words.Length && words[at + 1] == '\n';

    private static bool IsLine(string words, int at) => at < words.Length && words[at] == '\n';

    private static bool IsSentence(string words, int at) => at < words.Length && words[at] == ' ' && words[at - 1] is '.' or '!' or '?' or '…' or '»';

    private static bool IsWord(string words, int at) => at < words.Length && words[at] is ' ' or '\n' or '\t';
}
