using System.Text.RegularExpressions;

namespace BrigadeNumerique.Bot.Review;

/// <summary>Something in a text that may tell who wrote it.</summary>
/// <param name="Kind">phone, email, plate, name or address.</param>
/// <param name="Words">As written.</param>
internal sealed record PersonalTrace(string Kind, string Words);

/// <summary>Finds what an editor must take out before a message is learnt. It warns and changes nothing; that it finds nothing proves nothing.</summary>
internal static partial class PersonalTraces
{
    public static IReadOnlyList<PersonalTrace> In(string text) =>
    [
        .. Found("email", Email(), text), .. Found("phone", Phone(), text), .. Found("plate", Plate(), text), .. Found("name", Name(), text), .. Found("address", Address(), text),
    ];

    private static IEnumerable<PersonalTrace> Found(string kind, Regex pattern, string text) =>
        pattern.Matches(text).Select(match => new PersonalTrace(kind, match.Value.Trim()));

    [GeneratedRegex(@"[\p{L}\d._%+-]+\s?(?:@|\(at\)|\barobase\b)\s?[\p{L}\d-]+(?:\.[\p{L}\d-]+)+", RegexOptions.IgnoreCase)]
    private static partial Regex Email();

    /// <summary>Nine digits or more, however they are grouped: the short numbers of help (17, 3919, 116 006) are none.</summary>
    [GeneratedRegex(@"(?<![\d.,])(?:\+|00)?\d(?:[ .\-/()]{0,2}\d){8,14}(?!\d)")]
    private static partial Regex Phone();

    /// <summary>AB-123-CD, and the older 1234 AB 75.</summary>
    [GeneratedRegex(@"\b[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}\b|\b\d{1,4}[ -][A-Z]{2,3}[ -](?:\d{2}|2[AB])\b", RegexOptions.IgnoreCase)]
    private static partial Regex Plate();

    /// <summary>After the words that announce a name, whatever its case; after a title or « moi c’est », only one that is written as a name.</summary>
    [GeneratedRegex(@"(?:(?i:\bje\s+m['’ ]?appel+es?|\bj['’ ]?m['’ ]?appel+e|\b(?:il|elle|on)\s+(?:s|m)['’ ]?appel+e|\bmon\s+(?:pr[ée])?nom(?:\s+de\s+famille)?\s+(?:c['’ ]?)?est|\bnomm[ée]e?)|(?i:\bmoi\s+c['’ ]?est|\bm\.|\bmr|\bmme|\bmonsieur|\bmadame|\bmlle)(?=\s+\p{Lu}))\s+\p{L}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b\d{1,4}\s?(?:bis|ter|quater)?,?\s+(?:rue|r\.|avenue|av\.?|boulevard|bd|bld|place|pl\.|impasse|imp\.|all[ée]e|chemin|ch\.|route|quai|cours|square|lotissement|lot\.|r[ée]sidence|passage|sente|venelle|faubourg|fbg)\b[^\n,;.!?]{0,60}|\b(?:0[1-9]|[1-8]\d|9[0-8])\d{3}\s+\p{L}[\p{L}'’ -]{2,40}", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
