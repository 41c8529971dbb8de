using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>What no answer may say, whatever its passages say: promises, advice on a case, talk of the person or the file.</summary>
internal static partial class Wording
{
    public static CheckReason Refuses(Reading said, IReadOnlyList<ReadPassage> cited)
    {
        // The published words may use such a turn themselves: « nous » of the service, « vous obtenez l’adresse ».
        bool New(Regex pattern) => pattern.Matches(said.Folded).Any(match => !cited.Any(passage => passage.Whole.Folded.Contains(match.Value.EndsWith(" droit a", StringComparison.Ordinal) ? match.Value[..^2] : match.Value, StringComparison.Ordinal)));
        if (New(Promise())) return CheckReason.Promise;
        if (New(Advice())) return CheckReason.Advice;
        return New(Person()) ? CheckReason.Person : CheckReason.None;
    }

    [GeneratedRegex(@"\bnous\b|\bon\s+va\s+vous\b|\bvous\s+(?:ser[aeo]\w*|obtiendrez|recevrez|gagnerez|recupererez|aurez\s+(?:gain|droit)|toucherez)|\b(?:vous|l')\s*(?:indemnisera|remboursera|annulera|rendra|retrouvera|rappellera|recevra|protegera|contactera)\b|\bva\s+vous\b|\bgaranti\w*\s+(?:que|de)\b|\bje\s|\bnos\s+services\b|\bsans\s+aucun\s+(?:doute|probleme)\b|\b(?:il|elle|votre\s+\w+)\s+(?:vous\s+)?(?:ser|aur|sortir|reviendr|paier|devr|pourr|recevr|obtiendr)(?:a|ont)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Promise();

    [GeneratedRegex(@"\bdans\s+votre\s+(?:cas|situation)\b|\bvous\s+(?:etes|avez)\s+(?:dans\s+votre\s+droit|raison|tort)\b|\b(?:est|etes)\s+en\s+tort\b|\bvous\s+gagn|\bsera\s+(?:condamn|accept|annul|sanction|puni|rembours|retir|poursuiv)\w*|\b(?:est|etait)\s+nulle?\b|\bvous\s+avez\s+droit\s+a\b|\bvous\s+doit\b|\ben\s+votre\s+faveur\b|\baboutira\b|\bvotre\s+bonne\s+foi\b|\bvous\s+ne\s+(?:risquez|devez)\s+rien\b|\bcommet\s+un\b|\bvotre\s+motif\s+est\b|\bce\s+qu\w*\s+\w+\s+(?:gendarme|policier)\s+a\s+fait\b|\bje\s+vous\s+conseille\b", RegexOptions.CultureInvariant)]
    private static partial Regex Advice();

    [GeneratedRegex(@"\bvotre\s+(?:plainte|demande|dossier|compte|signalement|bulletin|declaration|rendez-vous|casier|permis|mere|pere|fils|fille|mari|femme)\s+(?:\w+\s+)?(?:a\s+(?:bien\s+)?ete|est\s+(?:bien\s+)?(?:enregistre|transmis|vide|pris|en\s+cours|clos|complet|accept|valide|victime)\w*|n'est\s+pas\s+encore)|\bvous\s+(?:ne\s+)?figurez\b|\b(?:la\s+brigade\s+numerique|la\s+gendarmerie)\s+a\s+(?:verifie|constate)\b|\baujourd'hui\b|\bhier\b|\best\s+bien\s+victime\b|\bconnu\w*\s+de\s+nos\b|\bvous\s+etes\s+convoque\w*\s+(?:pour|a)\b|\baucune\s+enquete\b|\bquelqu'un\s+a\s+fait\b|\bvous\s+avez\s+depasse\b|\bont\s+ete\s+utilises\b", RegexOptions.CultureInvariant)]
    private static partial Regex Person();
}
