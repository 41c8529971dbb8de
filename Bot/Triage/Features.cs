using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>
/// A message as counts: words, pairs of words, pieces of words and the signs that the rules found, each hashed to a key.
/// What a key weighs is learnt: see <see cref="FeatureSpace"/>.
/// </summary>
internal static class Features
{
    /// <summary>So many words are read: a pasted article is recognised by its beginning and its end.</summary>
    private const int MostWords = 400;

    public static Dictionary<int, float> Of(Findings findings)
    {
        var words = findings.Words.Where(word => word.Text != ".").Select(word => Words.Single(Words.WithoutFigures(word.Text))).ToList();
        if (words.Count > MostWords) words = [.. words.Take(MostWords / 2), .. words.TakeLast(MostWords / 2)];
        var bag = new FeatureBag();
        for (var at = 0; at < words.Count; at++)
        {
            bag.Add("w", words[at], "", 1.0f);
            if (at > 0) bag.Add("b", words[at - 1], words[at], 1.0f);
            if (at > 1) bag.Add("s", words[at - 2], words[at], 0.6f);
            Pieces(bag, words[at]);
        }

        foreach (var sign in findings.Signs) bag.Add("sign", sign.Type, "", 1.5f);
        foreach (var marker in findings.Markers) bag.Add("mark", marker, "", 1.0f);
        bag.Add("length", words.Count switch { <= 2 => "1", <= 5 => "2", <= 15 => "3", <= 40 => "4", _ => "5" }, "", 0.7f);
        return bag.Counts;
    }

    private static void Pieces(FeatureBag bag, string word)
    {
        if (word.Length is < 3 or > 30) return;
        Span<char> padded = stackalloc char[word.Length + 2];
        padded[0] = '<';
        word.CopyTo(padded[1..]);
        padded[^1] = '>';
        for (var size = 3; size <= 5; size++)
        {
            for (var at = 0; at + size <= padded.Length; at++) bag.Add("c", padded.Slice(at, size), "", 0.35f);
        }
    }
}
