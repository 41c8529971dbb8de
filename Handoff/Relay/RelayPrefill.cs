using System.Globalization;
using System.Text.RegularExpressions;
using BrigadeNumerique.Handoff.CannedReplies;

namespace BrigadeNumerique.Handoff.Relay;

/// <summary>A line of the citizen.</summary>
/// <param name="Sequence">Its place in the transcript.</param>
/// <param name="Text">The words.</param>
public sealed record Told(int Sequence, string Text);

/// <summary>Words of the citizen in which triage saw a sign of danger.</summary>
/// <param name="Sequence">The line.</param>
/// <param name="Words">As written.</param>
public sealed record Seen(int Sequence, string Words);

/// <summary>
/// Fills the sheet from what the citizen wrote. It quotes and names the line, and never concludes: « pas d’arme » stands in
/// the field of weapons as it was written. What nobody wrote stays empty, to be asked for.
/// </summary>
public static partial class RelayPrefill
{
    /// <summary>Quotations that one field takes at most; the latest count, since they are truer now.</summary>
    private const int Most = 3;

    private const int LongestQuote = 120;

    /// <summary>The sheet as far as the conversation fills it.</summary>
    /// <param name="lines">The citizen's lines, in order.</param>
    /// <param name="signs">The signs of danger in them.</param>
    /// <param name="subject">What the conversation is about, in words, or null.</param>
    public static RelayWords From(IReadOnlyList<Told> lines, IReadOnlyList<Seen> signs, string? subject)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(signs);
        var whole = signs.Where(sign => !signs.Any(wider => wider.Sequence == sign.Sequence && wider.Words.Length > sign.Words.Length && ReplySearch.Fold(wider.Words).Contains(ReplySearch.Fold(sign.Words), StringComparison.Ordinal)));
        var seen = whole.DistinctBy(sign => ReplySearch.Fold(sign.Words)).TakeLast(Most).Select(sign => Quote(sign.Words, sign.Sequence));
        return new RelayWords()
            .With(RelayField.Where, Quotes(lines, Place()))
            .With(RelayField.What, string.Join(" · ", seen.Prepend(subject).Where(part => !string.IsNullOrEmpty(part))))
            .With(RelayField.Who, Quotes(lines, Person()))
            .With(RelayField.Author, Quotes(lines, Perpetrator()))
            .With(RelayField.Weapons, Quotes(lines, Weapon()))
            .With(RelayField.Children, Quotes(lines, Child()))
            .With(RelayField.Reach, Quotes(lines, Reached()));
    }

    private static string Quotes(IReadOnlyList<Told> lines, Regex wanted) => string.Join(" · ", lines
        .SelectMany(line => Sentences(line.Text).Where(sentence => wanted.IsMatch(ReplySearch.Fold(sentence))).Select(sentence => Quote(sentence, line.Sequence)))
        .Distinct(StringComparer.Ordinal).TakeLast(Most));

    /// <summary>Sentences, since a long message speaks of many things. A point inside a number or an address ends none.</summary>
    private static IEnumerable<string> Sentences(string text) => SentenceEnd().Split(text).Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0);

    private static string Quote(string words, int sequence)
    {
        var plain = words.ReplaceLineEndings(" ").Trim();
        if (plain.Length > LongestQuote) plain = plain[..LongestQuote] + "…";
        return string.Create(CultureInfo.InvariantCulture, $"«\u00a0{plain}\u00a0» (l.\u00a0{sequence})");
    }

    [GeneratedRegex(@"(?<=[.!?])\s+|\n+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\b(rue|avenue|av\.|boulevard|bd|impasse|allee|chemin|place|route|lotissement|residence|hameau|lieu[- ]dit|quai|square|etage|appartement|appart|batiment|bat\.|digicode|code d'entree|autoroute|rn ?\d+|a\d{1,3}\b|pk ?\d+|sortie \d+|commune|village|chez (moi|lui|elle|eux|ma|mon|mes|la|le)|salle de bain|garage|cave|gps|latitude)\b|\b\d{5}\b|\bj'(habite|suis (a|au|dans|chez|devant|derriere))\b|\bje suis (a|au|aux|dans|chez|devant|derriere|sur)\b")]
    private static partial Regex Place();

    [GeneratedRegex(@"\bj'ai \d{1,2} ans\b|\bje (m'appelle|suis (enceinte|blessee?|mineure?|une? ))|\b(ma|mon|mes) (voisine?s?|mere|pere|soeurs?|freres?|amie?s?|copine|fille|fils|grand-mere|grand-pere|collegue|parents)\b|\bmon nom\b|\bc'est pour (moi|ma|mon|une?)\b|\b(blessee?s?|enceinte|handicapee?|inconsciente?|saigne)\b")]
    private static partial Regex Person();

    [GeneratedRegex(@"\b(mon|ma|son|sa|l') ?(mari|conjointe?|compagnon|compagne|ex|copain|femme|beau-pere|belle-mere|voisin|agresseur|patron)\b|\b(il|elle|ils) (est|sont|rentre|revient|arrive|part|est parti|tape|frappe|crie|cogne|menace|me suit|dort)\b|\b(un|deux|des) (hommes?|individus?|types?|mecs?|jeunes)\b|\b(plaque|immatricul|vetu|capuche)|\bderriere (la|ma) porte\b|\bmeme piece\b")]
    private static partial Regex Perpetrator();

    [GeneratedRegex(@"\b(armes?|couteaux?|cutter|fusils?|pistolets?|carabines?|revolver|flingue|kalach\w*|hache|machette|batte|barre de fer|marteau|tournevis|bombe lacrymo\w*|taser|explosifs?|grenade|essence|acide|ciseaux|matraque|munitions?)\b")]
    private static partial Regex Weapon();

    [GeneratedRegex(@"\b(enfants?|bebes?|nourrisson|gamine?s?|gosses?|petite?s? (fille|garcon|frere|soeur)|ma fille|mon fils|mes (filles|fils|petits)|ados?|adolescente?|mineure?s?|\d{1,2} mois|de \d{1,2} ans)\b")]
    private static partial Regex Child();

    [GeneratedRegex(@"\b0[1-9]([ .-]?\d{2}){4}\b|\+\d{2}[ .\d-]{8,}|\b(sms|appeler|appelez|rappeler|telephoner|telephone|joindre|ecrire seulement|par ecrit|ne (m'|me )?appele|pas (d'appel|parler|de bruit)|peux pas parler|il (m'entend|lit|voit mon|regarde mon)|adresse mail|courriel)\b")]
    private static partial Regex Reached();
}
