using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>What a question tells of the person who asks: name, telephone, address of mail, numbers of accounts. No article speaks of it, so that a search leaves it out.</summary>
internal static partial class Traces
{
    /// <summary>What comes later is not searched for.</summary>
    private const int Longest = 4000;

    /// <summary>The question without them; as it is where nothing else would be left.</summary>
    public static string LeftOutOf(string question)
    {
        if (question.Length > Longest) question = question[..Longest];
        var rest = Told().Replace(Number().Replace(Mail().Replace(question, " "), " "), " ");
        return string.IsNullOrWhiteSpace(rest) ? question : rest;
    }

    [GeneratedRegex(@"(?:\b(?:mon|l['’])\s*(?:adresse\s+)?(?:e-?)?mail\s*(?:est|c['’]est|:)\s*)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    // Telephone numbers of ten figures and more, with their announcement; cards, accounts and papers of as many. The 3919 and the 0 800 that a question names stay short.
    [GeneratedRegex(@"(?:\b(?:mon\s+(?:num[ée]ro|t[ée]l[ée]?(?:phone)?|portable|06|07)|t[ée]l|rappelez[- ]moi\s+au|joignable\s+au)\s*\.?\s*(?:est|c['’]est|:)?\s*(?:le\s+|au\s+)?)?(?:\bFR\d{2}[\d ]{16,32}|\+?\b(?:\d[ .\-/]?){9,24}\d\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    // « je m’appelle Jean Martin »; at the end, « Cordialement, Jean Martin ».
    [GeneratedRegex(@"\b(?i:je\s+m['’ ]?\s*appel+e?|je\s+me\s+nom+e|mon\s+nom\s+(?:est|c['’]est)|jm['’]?appel+e?)\s+(?:(?i:m(?:me|lle|\.)?|madame|monsieur)\s+)?\p{L}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]*){0,2}|(?<=\b(?i:cordialement|merci|salutations|bien\s+à\s+vous)\s*[,.!]?\s*)(?:(?:M\.|Mme|Mlle)\s+)?\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){1,2}\s*[.!]?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Told();
}
