using System.Text;
using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Personal;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>
/// What a question tells of the person who asks. No article speaks of it, so that a search leaves it out, with the words that
/// announce it. Only what is certain: towns, makes and services say what is asked.
/// </summary>
internal static partial class Traces
{
    /// <summary>What comes later is not searched for.</summary>
    private const int Longest = 4000;

    /// <summary>The question without them; as it is where nothing else would be left.</summary>
    public static string LeftOutOf(string question)
    {
        if (question.Length > Longest) question = question[..Longest];
        StringBuilder? rest = null;
        var at = 0;
        foreach (var span in PersonalFinder.In(question).Where(span => span.Certain))
        {
            var told = Announcing().Match(question, at, span.Start - at) is { Success: true } announced ? announced.Index : span.Start;

            // « à qui est la Golf AB-123-CD ? » asks about the plate.
            if (span.Kind is PersonalKind.Plate && told == span.Start) continue;
            (rest ??= new StringBuilder(question.Length)).Append(question, at, told - at).Append(' ').Append(span.Kind is PersonalKind.Address ? TownOf(question[span.Start..span.End]) : "").Append(' ');
            at = span.End;
        }

        var left = rest?.Append(question, at, question.Length - at).ToString();
        return string.IsNullOrWhiteSpace(left) ? question : left;
    }

    private static string TownOf(string address) => Town().Match(address).Groups["town"].Value;

    [GeneratedRegex(@"(?:\d{5}\s+|\s(?:à|a)\s+(?=\p{Lu}))(?<town>\p{L}[^,\d]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Town();

    // « mon numéro est le » says nothing; « ma plaque » alone says what is asked about.
    [GeneratedRegex(@"(?:(?:\b(?:bonjour|bonsoir)\s*[,.!]?\s*)?\b(?:je\s+m['’ ]?\s*appel+e?|jm['’]?appel+e?|je\s+me\s+nom+e|mon\s+nom\s+(?:c['’ ]?est|est)|je\s+suis|moi\s+c['’ ]?est)\s+(?:(?:m(?:me|lle|r)?\.?|madame|monsieur|mademoiselle)\s+)?|\b(?:m(?:me|lle|r)\.?|m\.|madame|monsieur|mademoiselle)\s+|\b(?:cordialement|salutations|bien\s+à\s+vous|merci(?:\s+d['’]avance)?)\s*[,.!:]?\s*(?:(?:m\.|mme|mlle)\s+)?|\bn[ée]e?\s+le\s+|\b(?:mon\s+|ma\s+|l['’])(?:adresse\s+)?(?:e-?)?mail\s*(?:est|c['’ ]?est|:)?\s*|\b(?:(?:mon\s+)?(?:num[ée]ro|num|t[ée]l[ée]?(?:phone)?|portable|fixe|06|07)(?:\s+de\s+(?:t[ée]l[ée]?(?:phone)?|portable))?|rappelez[- ]moi|joignable)\s*\.?\s*(?:c['’ ]?est|est|:)?\s*(?:le\s+|au\s+)?|\b(?:j['’ ]?h?abite|je\s+demeure|demeurant|domicili[ée]e?|r[ée]sidant|(?:mon\s+)?adresse\s*(?:c['’ ]?est|est|:)?)\s*(?:à\s+|au\s+|a\s+)?|\b(?:mon|ma|sa|son|la|le|l['’])\s*(?:plaque|immat(?:riculation)?|iban|rib|carte|passeport|permis|ddn|date\s+de\s+naissance)(?:\s+(?:d['’]\s?immatriculation|d['’]\s?identit[ée]|de\s+s[ée]jour|de\s+conduire|bancaire|bleue|vitale))?\s*(?:c['’ ]?est|est|:)\s*(?:le\s+|la\s+|n[°o]\s*)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex Announcing();
}
