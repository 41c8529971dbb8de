namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>What a number counts: « 97 % du territoire et 85 % de la population » is not the reverse.</summary>
internal static class Counted
{
    /// <summary>So many words on, a word does not belong to the number any more.</summary>
    private const int Reach = 5;

    /// <summary>Whether a number has got the word that belongs to another one.</summary>
    public static bool Swapped(Reading said, List<Reading> carrier)
    {
        var given = carrier.SelectMany(Pairs).ToList();
        foreach (var (number, what) in Pairs(said))
        {
            if (given.Exists(pair => pair.Number == number) && !given.Exists(pair => pair.Number == number && Support.Same(pair.What, what)) && given.Exists(pair => pair.Number != number && Support.Same(pair.What, what))) return true;
        }

        return false;
    }

    private static IEnumerable<(string Number, Token What)> Pairs(Reading read)
    {
        var tokens = read.Tokens.Where(token => token.Length == 1).OrderBy(token => token.Place).ToList();
        for (var at = 0; at < tokens.Count; at++)
        {
            if (!char.IsAsciiDigit(tokens[at].Form[0])) continue;
            for (var next = at + 1; next < tokens.Count && tokens[next].Place - tokens[at].Place <= Reach && !char.IsAsciiDigit(tokens[next].Form[0]); next++)
            {
                if (tokens[next].Light) continue;
                yield return (tokens[at].Form, tokens[next]);
                break;
            }
        }
    }
}
