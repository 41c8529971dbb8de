namespace BrigadeNumerique.Handoff.Desk.Reading;

/// <summary>Finds the words of signs in a line.</summary>
internal static class MarkedText
{
    /// <summary>The text in pieces, in order, complete; marks that overlap become one.</summary>
    public static IReadOnlyList<(string Words, bool Marked)> Split(string text, IReadOnlyList<string> marks)
    {
        var hits = marks.Where(mark => !string.IsNullOrWhiteSpace(mark))
            .Select(mark => (Start: text.IndexOf(mark, StringComparison.OrdinalIgnoreCase), mark.Length))
            .Where(hit => hit.Start >= 0).OrderBy(hit => hit.Start).ToList();
        if (hits.Count == 0) return [(text, false)];

        var pieces = new List<(string, bool)>();
        var at = 0;
        for (var i = 0; i < hits.Count; i++)
        {
            var (start, end) = (hits[i].Start, hits[i].Start + hits[i].Length);
            while (i + 1 < hits.Count && hits[i + 1].Start <= end) end = Math.Max(end, hits[++i].Start + hits[i].Length);
            if (start > at) pieces.Add((text[at..start], false));
            pieces.Add((text[start..end], true));
            at = end;
        }

        if (at < text.Length) pieces.Add((text[at..], false));
        return pieces;
    }
}
