using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>Turns of phrase that a draft may neither add nor drop lightly: « si », « sauf », « toujours », « au plus »…</summary>
internal static partial class TurnsOfPhrase
{
    public static IReadOnlyList<(string Name, Regex Pattern)> All { get; } =
    [
        ("if", If()), ("unless", Unless()), ("when", When()), ("usually", Usually()), ("all", Everything()), ("always", Always()), ("never", Never()), ("only", Only()), ("even", Even()), ("most", Most()), ("least", Least()), ("before", Before()), ("after", After()),
        ("why", Why()), ("for", For()), ("which", Which()), ("or", Or()), ("and", And()), ("at once", AtOnce()), ("free", Free()), ("denial", Negation()), ("yes", Yes()), ("no", No()), ("by", By()), ("also", Also()), ("then", Then()), ("vous", Vous()),
    ];

    /// <summary>What opens a condition, up to the next stop.</summary>
    public static IEnumerable<string> ConditionsOf(string folded) => Conditional().Matches(folded).Select(match => match.Value);

    /// <summary>Whether parts of a text may be left out without changing the others: no condition, no denial, no limit.</summary>
    public static bool IsPlain(string folded) => !Conditional().IsMatch(folded) && Denials(folded) == 0 && !Usually().IsMatch(folded) && !Only().IsMatch(folded);

    /// <summary>How often a text denies.</summary>
    public static int Denials(string folded) => Negation().Count(folded);

    [GeneratedRegex(@"(?:\b(?:si|sauf|lorsque|quand|excepte|des\s+que|tant\s+que)\b|\bs'il|\blorsqu'|\ba\s+condition\b|\ben\s+cas\b|\ba\s+moins\b|\bsous\s+reserve\b|\bsous\s+conditions?\b|\bselon\b|\bpour\s+un|\bpour\s+les?\b|\bavec\b|\bsans\b)[^.,;:!?()\n]*", RegexOptions.CultureInvariant)]
    private static partial Regex Conditional();

    [GeneratedRegex(@"\b(?:ne|sans|ni|non|interdite?s?|impossible|inutile)\b|\bn'", RegexOptions.CultureInvariant)]
    private static partial Regex Negation();

    [GeneratedRegex(@"\bsi\b|\bs'il|\ba\s+condition|\ben\s+cas\b|\bsous\s+reserve|\bpourvu|\bselon\b|\bdes\s+lors\s+que\b", RegexOptions.CultureInvariant)]
    private static partial Regex If();

    [GeneratedRegex(@"\b(?:sauf|excepte|hormis|hors|a\s+moins|a\s+l'exception)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Unless();

    [GeneratedRegex(@"\b(?:quand|lorsque?|des\s+que|tant\s+que|une\s+fois|apres\s+avoir)\b|\blorsqu'", RegexOptions.CultureInvariant)]
    private static partial Regex When();

    [GeneratedRegex(@"\b(?:certaine?s?|parfois|souvent|rarement|en\s+general|generalement|en\s+principe|le\s+plus\s+souvent|quelques|la\s+plupart|normalement|habituellement|peut-etre|environ)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Usually();

    [GeneratedRegex(@"\b(?:tous|toutes|chaque|toute?\s+(?!de\s+suite|en\b|a\b|au\b|autres?\b|d'abord|ce\b|de\b|simplement|court|travail)[a-z]{2,}|n'importe|quel(?:le)?s?\s+qu[e']|entierement|totalement|integral\w*|complet\w*)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Everything();

    [GeneratedRegex(@"\b(?:toujours|systematiquement|automatiquement|partout|en\s+toutes?\s+circonstances?|dans\s+tous\s+les\s+cas|d'office|forcement|obligatoirement|necessairement)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Always();

    [GeneratedRegex(@"\b(?:jamais|aucune?|rien|nulle\s+part|personne\s+ne|en\s+aucun)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Never();

    [GeneratedRegex(@"\b(?:seulement|uniquement|exclusivement|reserve\w*|seule?s?)\b|\b(?:ne\s|n')(?:(?!\bpas\b)[^.,;:]){1,40}?\bqu?[e']", RegexOptions.CultureInvariant)]
    private static partial Regex Only();

    [GeneratedRegex(@"\bmeme\b|\by\s+compris\b|\bbien\s+que\b", RegexOptions.CultureInvariant)]
    private static partial Regex Even();

    [GeneratedRegex(@"\bau\s+(?:plus|maximum|plus\s+tard)\b|\bmaximum\b|\bjusqu|\bne\s+(?:depasse|peut\s+depasser)|\bmoins\s+de\b|\bau-dela\b|\blimite\w*\s+a\b", RegexOptions.CultureInvariant)]
    private static partial Regex Most();

    [GeneratedRegex(@"\bau\s+(?:moins|minimum|plus\s+tot)\b|\bminimum\b|\bou\s+plus\b|\ba\s+partir\s+de\b|\bplus\s+de\s+\d", RegexOptions.CultureInvariant)]
    private static partial Regex Least();

    [GeneratedRegex(@"\b(?:avant|prealable\w*|d'abord|auparavant)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Before();

    [GeneratedRegex(@"\b(?:apres|ensuite|puis|par\s+la\s+suite)\b", RegexOptions.CultureInvariant)]
    private static partial Regex After();

    [GeneratedRegex(@"\b(?:car|parce|puisque?|en\s+raison|a\s+cause|grace|ce\s+qui)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Why();

    [GeneratedRegex(@"\b(?:pour|afin)\b", RegexOptions.CultureInvariant)]
    private static partial Regex For();

    [GeneratedRegex(@"\b(?:qui|dont|lequel|laquelle|lesquels?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Which();

    [GeneratedRegex(@"\b(?:ou|soit)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Or();

    [GeneratedRegex(@"\bet\b", RegexOptions.CultureInvariant)]
    private static partial Regex And();

    [GeneratedRegex(@"\b(?:immediatement|tout\s+de\s+suite|aussitot|sans\s+(?:delai|attendre|tarder)|au\s+plus\s+vite|rapidement|des\s+que\s+possible|sur-le-champ|vite|urgence)\b", RegexOptions.CultureInvariant)]
    private static partial Regex AtOnce();

    [GeneratedRegex(@"\b(?:gratuit\w*|sans\s+frais|payant\w*|pay\w+|coute\w*|frais)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Free();

    [GeneratedRegex(@"^\s*oui\b", RegexOptions.CultureInvariant)]
    private static partial Regex Yes();

    [GeneratedRegex(@"^\s*non\b", RegexOptions.CultureInvariant)]
    private static partial Regex No();

    [GeneratedRegex(@"\bpar\b|\baupres\b", RegexOptions.CultureInvariant)]
    private static partial Regex By();

    [GeneratedRegex(@"\b(?:aussi|egalement|ainsi\s+que|de\s+plus|en\s+outre)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Also();

    [GeneratedRegex(@"\b(?:puis|ensuite|enfin|alors)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Then();

    [GeneratedRegex(@"\b(?:vous|votre|vos)\b|ez\b", RegexOptions.CultureInvariant)]
    private static partial Regex Vous();
}
