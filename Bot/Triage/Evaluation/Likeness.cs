namespace BrigadeNumerique.Bot.Triage.Evaluation;

/// <summary>How alike two messages are: the share of pieces of five letters that they have in common (Jaccard).</summary>
internal sealed class Likeness
{
    /// <summary>From here on a message says the same in the same words.</summary>
    public const double TooNear = 0.6;

    private const int Piece = 5;

    /// <summary>« merci beaucoup » is said by everybody: the shortest messages are not compared.</summary>
    private const int Short = 25;

    private readonly List<(string Text, HashSet<string> Pieces)> known;
    private readonly Dictionary<string, List<int>> holders = new(StringComparer.Ordinal);

    public Likeness(IEnumerable<string> texts)
    {
        known = [.. texts.Where(text => text.Length >= Short).Select(text => (text, Pieces(text)))];
        for (var at = 0; at < known.Count; at++)
        {
            foreach (var piece in known[at].Pieces)
            {
                if (!holders.TryGetValue(piece, out var list)) holders[piece] = list = [];
                list.Add(at);
            }
        }
    }

    /// <summary>The known text that is most like this one, and how much, 0 to 1.</summary>
    public (string Text, double Likeness) Nearest(string text)
    {
        var pieces = Pieces(text);
        var common = new Dictionary<int, int>();
        if (text.Length >= Short)
        {
            foreach (var at in pieces.SelectMany(piece => holders.GetValueOrDefault(piece, []))) common[at] = common.GetValueOrDefault(at) + 1;
        }

        return common.Count == 0 ? ("", 0) : common
            .Select(pair => (known[pair.Key].Text, (double)pair.Value / (pieces.Count + known[pair.Key].Pieces.Count - pair.Value))).MaxBy(pair => pair.Item2);
    }

    private static HashSet<string> Pieces(string text)
    {
        var plain = new string([.. text.ToLowerInvariant().Where(char.IsLetterOrDigit)]);
        return [.. Enumerable.Range(0, Math.Max(1, plain.Length - Piece + 1)).Select(at => plain.Substring(at, Math.Min(Piece, plain.Length - at)))];
    }
}
