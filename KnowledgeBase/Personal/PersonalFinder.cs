using System.Text;

namespace BrigadeNumerique.KnowledgeBase.Personal;

/// <summary>
/// Finds what tells who somebody is, by its form or by the words that announce it: by rules alone, the same each time. A short
/// message takes less than a tenth of a millisecond. That nothing is found proves nothing.
/// </summary>
/// <remarks>
/// The only finder. What each use takes and puts in its place: a language model sees signs, which are undone afterwards; an editor
/// is shown the words; what is kept of a question has « … »; a search leaves out what is certain, and keeps towns.
/// </remarks>
public static class PersonalFinder
{
    /// <summary>The places, in their order, none within another.</summary>
    /// <param name="text">Of any length; the time grows with it.</param>
    public static IReadOnlyList<PersonalSpan> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new Found(text);

        // What has a check digit first: a card is not a telephone number.
        found.Add(Numbers.WithCheckDigits(text));

        // And dates: one and a number behind it have as many digits as a telephone.
        found.Add(Births.In(text));
        found.Add(Accounts.In(text));
        found.Add(Numbers.OfTelephones(found.Rest));
        found.Add(Plates.In(text));
        found.Add(Numbers.OfPapers(text));
        found.AddAround(Addresses.In(text));
        found.Add(Names.In(found.Rest));
        return found.InOrder();
    }

    /// <summary>The text with « … » in the place of what is personal: nothing brings it back.</summary>
    /// <param name="text">A citizen's or an operator's words.</param>
    public static string Erase(string text)
    {
        var (left, at) = (new StringBuilder(), 0);
        foreach (var span in In(text))
        {
            left.Append(text, at, span.Start - at).Append('…');
            at = span.End;
        }

        return left.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Reads its lists of words, once, so that no first message waits for them.</summary>
    internal static void Warm() => In("Je m’appelle Camille Exemple, j’habite 12 rue des Lilas, 06 12 34 56 78.");
}
