using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>« peut » and « doit ».</summary>
internal static partial class Modals
{
    [GeneratedRegex(@"\b(?:pas|plus|aucun)\s+(?:besoin|necessaire|obligatoire|obligee?s?|tenue?s?)\b|\binutile\b|\bsans\s+avoir\s+a\b", RegexOptions.CultureInvariant)]
    private static partial Regex NoNeed();

    /// <summary>« vous devez » is more than « portez plainte ».</summary>
    [GeneratedRegex(@"\bvous\s+devez\b|\bobligatoirement\b|\bimperativement\b|\bc'est\s+a\s+vous\s+d", RegexOptions.CultureInvariant)]
    private static partial Regex YouMust();

    public static bool Refuse(Reading said, List<Reading> reads)
    {
        var (may, must) = (reads.Exists(read => read.SaysMay), reads.Exists(read => read.SaysMust || read.Commands));
        // « plus besoin d’être couvert » where it stands that one must.
        if (NoNeed().IsMatch(said.Folded) && !reads.Exists(read => NoNeed().IsMatch(read.Folded) || read.Folded.Contains("facultati", StringComparison.Ordinal) || read.Folded.Contains("gratuit", StringComparison.Ordinal) || read.SaysMay)) return true;
        if (NoNeed().IsMatch(said.Folded)) return false;
        if (YouMust().IsMatch(said.Folded) && !reads.Exists(read => read.SaysMust)) return true;
        if (said.SaysMust && !must && may) return true;
        if (said.SaysMay && !may && reads.Exists(read => read.SaysMust)) return true;

        // What only may be is stated: « peut coûter » is not « coûte ».
        foreach (var word in said.Tokens)
        {
            if (word.Light || word.Modal == 'm' || said.SaysMay || said.Commands) continue;
            var there = reads.SelectMany(read => read.Tokens).Where(token => Support.Same(word, token)).ToList();
            if (there.Count > 0 && there.TrueForAll(token => token.Modal == 'm')) return true;
        }

        return false;
    }
}
