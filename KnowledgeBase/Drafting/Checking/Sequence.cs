using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>What comes first: « d’abord… puis », « avant de ».</summary>
internal static partial class Sequence
{
    public static bool Refuses(Reading said, IReadOnlyList<ReadPassage> cited)
    {
        // « A, puis B »: in the passage too what is said of A stands before what is said of B.
        var cut = Then().Match(said.Folded);
        if (!cut.Success) return false;
        var first = Reading.Of(said.Folded[..cut.Index]).Tokens.Where(token => !token.Light).ToList();
        var second = Reading.Of(said.Folded[(cut.Index + cut.Length)..]).Tokens.Where(token => !token.Light).ToList();
        foreach (var passage in cited)
        {
            var one = Places(first.Where(token => !second.Exists(other => Support.Same(token, other))), passage);
            var other = Places(second.Where(token => !first.Exists(before => Support.Same(token, before))), passage);
            if (one.Count > 0 && other.Count > 0 && Middle(one) > Middle(other)) return true;
        }

        return false;
    }

    /// <summary>Where the words stand that stand there once.</summary>
    private static List<int> Places(IEnumerable<Token> words, ReadPassage passage) =>
        [.. words.Select(word => passage.Whole.Tokens.Where(token => Support.Same(word, token)).Select(token => token.Place).ToList()).Where(places => places.Count == 1).Select(places => places[0])];

    private static double Middle(List<int> places)
    {
        places.Sort();
        return places[places.Count / 2];
    }

    [GeneratedRegex(@",?\s*\b(?:puis|ensuite|et\s+ensuite|et\s+puis|une\s+fois|avant\s+d[e'])\s", RegexOptions.CultureInvariant)]
    private static partial Regex Then();
}
