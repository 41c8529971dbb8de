using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>What a sentence needs before it to be understood as it is meant: « il », « sinon », « cette attestation », « la peine ».</summary>
internal static partial class Leaning
{
    /// <summary>« Ce service », of something that is never called a service.</summary>
    private static readonly HashSet<string> AnyThing = ["service", "numero", "formulaire", "application", "demarche", "procedure", "document", "cas", "derniere", "regle", "raison"];

    /// <summary>Whether a sentence can only be understood by what stands before it.</summary>
    public static bool Leans(string text) => Wants(text).Any();

    /// <summary>What must be among the sentences right before it, each as a question to their folded text; none: it stands alone.</summary>
    public static IEnumerable<Func<string, bool>> Wants(string text)
    {
        var folded = Folding.Fold(text);
        if (Otherwise().IsMatch(folded)) yield return Condition().IsMatch;
        else if (Opening().IsMatch(folded)) yield return _ => true;
        foreach (Match match in Pointing().Matches(folded))
        {
            var noun = match.Groups[1].Value.TrimEnd('s');
            if (!folded[..match.Index].Contains(noun, StringComparison.Ordinal)) yield return AnyThing.Contains(noun) ? _ => true : before => before.Contains(noun, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"^(?:il(?!\s+(?:faut|faudra|suffit|existe|vaut\s+mieux|y\s+a|s'agit|est\s+(?:possible|interdit|inutile|conseille|recommande|obligatoire)))|ils|elles?|cela|ca|c'|ce|cet|cette|ces|ceux|celles?|celui|ceci|leurs?|lui|y|en\s+(?:effet|revanche|cas\s+de\s+refus)|dans\s+(?:ce|cet|ces|les\s+deux|l'autre)|sans\s+(?:cela|quoi|reponse)|sinon|autrement|a\s+defaut|alors|ainsi|ensuite|puis|enfin|mais|or|donc|car|et|toutefois|cependant|pourtant|neanmoins|au\s+contraire|inversement|dans\s+tous\s+les\s+cas|aussi|de\s+meme|l'une?|l'autre|les\s+deux|la\s+(?:premiere|seconde|deuxieme)|le\s+(?:premier|second|deuxieme)|oui|non|apres\s+cela|avant\s+cela|pour\s+cela|la\s+meme|le\s+meme|d'autres|(?:la|le|les|l')\s*(?:peine|delai|montant|somme|prix|tarif|cout|amende|recours|appel|recepisse|arret|demarche|duree|limite)s?\s+(?:est|sont|va|vont|peut|peuvent|dure|depend|vaut|coute|reste)|(?:n')?[a-z]+ez-(?:l[ae]s?|lui|leur|y|en)|[^.]*\b(?:pour|sans|peut|peuvent|pouvez|devez|faut|doit)\s+(?:(?:la|le|les|lui|leur)\s+|l')(?:[a-z]+(?:er|ir)|(?:re)?(?:prendre|rendre|mettre|suivre|faire|lire|dire|joindre))|[a-z]+ez(?:-\w+)?\s+(?:ensuite|alors|enfin|donc|aussi)|[^.]*\baussi\s*[.!]?$|[^.]*\bce\s+sont\b|[^.]*\bautre\s+chose\b|[^.]*\bl[ae]s?\s+(?:remplacent?|remplit|recoit|envoie|transmet|prend|rend|verse|bloque)\b|(?:(?!\b(?:la|une|votre|cette|sa)\b)[^.])*[a-z]ez-la\b|(?:(?!\b(?:le|un|votre|ce|cet|son)\b|\bl')[^.])*[a-z]ez-le\b|(?:(?!\b(?:les|des|vos|ces)\b)[^.])*[a-z]ez-les\b|(?:(?!\bil\b|\bn'y\b)[^.])*(?<!\bil\s)\by\s+(?:est|sont|a\b|sera)|(?:(?!\b(?:les|des|vos|ces|leurs)\b)[^.])*\b(?:ils|elles)\b|(?:(?!\b(?:la|une|cette|votre|sa)\b|\bl')[^.])*\belle\b|(?:(?!\b(?:le|un|ce|cet|votre|son|on|qui)\b|\bl')[^.])*\bil\b(?!\s+(?:faut|faudra|suffit|existe|vaut\s+mieux|y\s+a|s'agit|est\s+(?:possible|interdit|inutile|conseille|recommande|obligatoire))))(?=\b|'|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^(?:sinon|autrement|a\s+defaut|sans\s+quoi)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Otherwise();

    [GeneratedRegex(@"\b(?:si|s'il|quand|lorsqu|en\s+cas|des\s+que)\b|\?", RegexOptions.CultureInvariant)]
    private static partial Regex Condition();

    // « avec cette attestation »: which one was said before.
    [GeneratedRegex(@"\b(?:cette|cet|ces|ce)\s+(?!que\b|qui\b|n'|ne\b|sont\b|soit\b|dernier|tchat\b|site\b|moment\b|jour\b|cas\b|genre\b|type\b|sens\b)([a-z]{3,})", RegexOptions.CultureInvariant)]
    private static partial Regex Pointing();
}
