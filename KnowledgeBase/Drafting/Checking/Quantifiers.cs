using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>« tous » and « certains », « au plus » and « au moins », « seulement ».</summary>
internal static partial class Quantifiers
{
    public static bool Refuse(Reading said, List<Reading> reads)
    {
        bool There(Regex pattern) => reads.Exists(read => pattern.IsMatch(read.Folded));

        // What is said more strongly than it stands there.
        if (All().IsMatch(said.Folded) && !There(All()) && !There(None())) return true;
        if (said.Forms.Contains("toujours") && !reads.Exists(read => read.Forms.Contains("toujours"))) return true;
        if (None().IsMatch(said.Folded) && !There(None()) && !There(Not())) return true;
        if (Only().IsMatch(said.Folded) && !There(Only()) && !There(OneOnly())) return true;
        if (Most().IsMatch(said.Folded) && !There(Most())) return true;
        if (Least().IsMatch(said.Folded) && !There(Least())) return true;
        if (EvenIf().IsMatch(said.Folded) && !There(EvenIf()) && !There(All())) return true;
        if (Condition().IsMatch(said.Folded) && !There(Condition())) return true;

        // What stands there only in part is said of all.
        return Some().IsMatch(string.Join(' ', reads.Select(read => read.Folded))) && !Some().IsMatch(said.Folded) && All().IsMatch(said.Folded);
    }

    [GeneratedRegex(@"\b(?:tous|toutes|toujours|chaque|partout|toute?\s+(?:l|la|le|les|personne|infraction|courriel)\b|n'importe|quel(?:le)?s?\s+que\s+soit|systematiquement|entierement|que\s+vous\s+\w+\s+(?:\w+\s+)?ou\s+non)", RegexOptions.CultureInvariant)]
    private static partial Regex All();

    [GeneratedRegex(@"\b(?:jamais|aucune?|rien|nulle\s+part)\b", RegexOptions.CultureInvariant)]
    private static partial Regex None();

    [GeneratedRegex(@"\b(?:ne|pas|sans|interdite?s?)\b|\bn'", RegexOptions.CultureInvariant)]
    private static partial Regex Not();

    [GeneratedRegex(@"\b(?:seulement|uniquement|exclusivement|reserve\w*|seule?s?)\b|\b(?:ne\s|n')(?:(?!\bpas\b)[^.,;:]){1,40}?\bqu?[e']", RegexOptions.CultureInvariant)]
    private static partial Regex Only();

    [GeneratedRegex(@"\b(?:suffit|un\s+seul|une\s+seule|pas\s+d'autre)\b", RegexOptions.CultureInvariant)]
    private static partial Regex OneOnly();

    [GeneratedRegex(@"\bau\s+(?:plus|maximum|plus\s+tard)\b|\bmaximum\b|\bjusqu|\bne\s+(?:depasse|peut\s+depasser)|\bmoins\s+de\b|\bau-dela\b|\blimite\w*\s+a\b", RegexOptions.CultureInvariant)]
    private static partial Regex Most();

    [GeneratedRegex(@"\bau\s+(?:moins|minimum|plus\s+tot)\b|\bminimum\b|\bou\s+plus\b|\ba\s+partir\s+de\b|\bplus\s+de\s+\d", RegexOptions.CultureInvariant)]
    private static partial Regex Least();

    [GeneratedRegex(@"\b(?:a\s+condition|seulement\s+si|uniquement\s+si|sauf|excepte|a\s+moins\s+(?:que|de)|pourvu\s+que)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Condition();

    [GeneratedRegex(@"\bmeme\s+(?:si|s'|en\s+cas|quand|lorsqu)", RegexOptions.CultureInvariant)]
    private static partial Regex EvenIf();

    [GeneratedRegex(@"\b(?:certaine?s|parfois|souvent|rarement|en\s+general|generalement|en\s+principe|le\s+plus\s+souvent|quelques|la\s+plupart)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Some();
}
