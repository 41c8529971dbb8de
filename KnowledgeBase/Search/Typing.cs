namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>How far two spellings are for somebody who types on a French keyboard.</summary>
internal static class Typing
{
    private const int Longest = 48;

    private static readonly string[] Rows = ["azertyuiop", "qsdfghjklm", "wxcvbn"];

    private static readonly HashSet<(char, char)> Neighbours = [.. FindNeighbours()];

    /// <summary>Edits, where a doubled letter, a swap and a neighbouring key cost less, and the first letter more.</summary>
    public static float Cost(string one, string other)
    {
        if (one.Length >= Longest || other.Length >= Longest) return float.MaxValue;
        Span<float> before = stackalloc float[Longest + 1], last = stackalloc float[Longest + 1], row = stackalloc float[Longest + 1];
        for (var j = 0; j <= other.Length; j++) last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var (a, b) = (one[i - 1], other[j - 1]);
                var replace = last[j - 1] + (a == b ? 0 : Neighbours.Contains((a, b)) ? 0.8f : 1f);
                var drop = last[j] + (i > 1 && one[i - 2] == a ? 0.6f : 1f);
                var add = row[j - 1] + (j > 1 && other[j - 2] == b ? 0.6f : 1f);
                row[j] = Math.Min(replace, Math.Min(drop, add));
                if (i > 1 && j > 1 && a == other[j - 2] && one[i - 2] == b) row[j] = Math.Min(row[j], before[j - 2] + 0.7f);
            }

            var spare = before;
            before = last;
            last = row;
            row = spare;
        }

        var cost = last[other.Length];
        return one[0] == other[0] ? cost : cost + 0.4f;
    }

    private static IEnumerable<(char, char)> FindNeighbours()
    {
        for (var r = 0; r < Rows.Length; r++)
        {
            for (var c = 0; c < Rows[r].Length; c++)
            {
                for (var d = -1; d <= 1; d++)
                {
                    foreach (var near in new[] { r, r + 1 })
                    {
                        if (near >= Rows.Length || c + d < 0 || c + d >= Rows[near].Length || (near == r && d == 0)) continue;
                        yield return (Rows[r][c], Rows[near][c + d]);
                        yield return (Rows[near][c + d], Rows[r][c]);
                    }
                }
            }
        }
    }
}
