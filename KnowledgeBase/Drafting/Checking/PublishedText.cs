using System.Globalization;
using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>Published sentences as they can stand in an answer, each with its citation.</summary>
internal static partial class PublishedText
{
    /// <summary>How many sentences one may bring along that it leans on.</summary>
    private const int MostBefore = 2;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>« Prévenez votre banque »: whether it tells what to do.</summary>
    public static bool IsOrder(PublishedSentence one) => Order().IsMatch(Folding.Fold(Plain(one.Unit.Block.Own)));

    /// <summary>
    /// The words of a published sentence, or of points of one list, as they can stand behind what was said last: one that leans on the
    /// one before it brings that along, one that holds only under its heading brings the heading. Null: they cannot.
    /// </summary>
    /// <param name="points">One, or points of one list.</param>
    /// <param name="behind">What was given right before, or null.</param>
    /// <param name="all">All that is published.</param>
    /// <param name="isLast">Whether one was said last, in whatever words.</param>
    public static string? Alone(IReadOnlyList<PublishedSentence> points, PublishedSentence? behind, List<PublishedSentence> all, Func<PublishedSentence, bool> isLast) => Alone(points, behind, all, isLast, [], MostBefore);

    private static string? Alone(IReadOnlyList<PublishedSentence> points, PublishedSentence? behind, List<PublishedSentence> all, Func<PublishedSentence, bool> isLast, List<Func<string, bool>> inherited, int left)
    {
        var first = points[0];
        if (Words(points, behind, all) is not { } words) return null;
        List<Func<string, bool>> wants = [.. Leaning.Wants(words.Text), .. inherited];
        if (wants.Count == 0) return Cited(words.Text, first.Passage);
        if (first.IsPoint || words.HasQuestion || all.Find(first.IsBehind) is not { } before) return null;
        var unmet = wants.FindAll(want => !want(before.Unit.Read.Folded));
        if (inherited.Count == 0 && unmet.Count == 0 && (first.IsBehind(behind) || isLast(before))) return Cited(words.Text, first.Passage);
        if (left == 0 || before.IsPoint || before.Unit.Block.Own.Length == 0) return null;
        return Alone([before], behind, all, isLast, unmet, left - 1) is { } along ? $"{along} {Cited(words.Text, first.Passage)}" : null;
    }

    /// <summary>With the line that leads into it, or the question or heading that it holds under; null: without it it says nothing.</summary>
    private static (string Text, bool HasQuestion)? Words(IReadOnlyList<PublishedSentence> points, PublishedSentence? behind, List<PublishedSentence> all)
    {
        var first = points[0];
        var own = points.Select(point => Plain(point.Unit.Block.Own)).ToList();
        var under = Plain(first.Under).TrimEnd(':', ' ', '\u00A0', '\u202F');
        var orders = points.All(IsOrder);
        var led = under.Length > 0 && (Binds(under) || (first.IsPoint && (!orders || Verb().IsMatch(Folding.Fold(under)))));
        if (led && (orders || first.Answers) && behind?.Passage == first.Passage && behind.Under == first.Under) led = false;
        if (first.Unit.IsPoint && !led && !orders && !own.TrueForAll(one => Verb().IsMatch(Folding.Fold(one)))) return null;
        if (!led) return (string.Join(' ', own.Select(one => Ended(Yes().Replace(one, "")))), false);
        return first.Answers ? ($"{under} {string.Join(' ', own.Select(Ended))}", true)
            : ($"{under}\u00A0: {string.Join("\u202F; ", own.Select(one => Small(one, all).TrimEnd('.', ';', ',', ' ', '\u00A0', '\u202F')))}", false);
    }

    private static string Cited(string text, int passage)
    {
        var end = text[^1] is '!' or '?' or '…' ? text[^1] : '.';
        return $"{char.ToUpper(text[0], French)}{text[1..].TrimEnd('.', '!', '?', '…', ' ', '\u00A0', '\u202F')} [{passage.ToString(CultureInfo.InvariantCulture)}]{(end is '!' or '?' ? "\u202F" : "")}{end}";
    }

    private static string Ended(string text)
    {
        text = text.TrimEnd(';', ',', ' ', '\u00A0', '\u202F');
        return text.Length > 0 && text[^1] is '.' or '!' or '?' or '…' ? text : text + ".";
    }

    /// <summary>« Si vous ouvrez »: what stands under it holds only then. « Les étapes » is a mere title.</summary>
    private static bool Binds(string under) => under.Contains('?', StringComparison.Ordinal) || !TurnsOfPhrase.IsPlain(Folding.Fold(under)) || Bound().IsMatch(Folding.Fold(under));

    /// <summary>Without marks; « **Se cacher.** Fermez la porte. » is « Se cacher : fermez la porte. ».</summary>
    private static string Plain(string text)
    {
        text = Link().Replace(text, "$1");
        if (Title().Match(text) is { Success: true } title) text = $"{title.Groups[1].Value}\u00A0: {Small(text[title.Length..], [])}";
        return text.Replace("**", "", StringComparison.Ordinal).Trim();
    }

    /// <summary>Behind a colon there is no capital but that of a name: of a word that has one in the middle of a sentence too.</summary>
    private static string Small(string text, List<PublishedSentence> all)
    {
        var word = Word().Match(text).Value;
        if (word.Length == 0 || (word.Length > 1 && !char.IsLower(word[1]))) return text;
        var isName = !Opening().IsMatch(text) && (all.Count == 0 || all.Exists(one => one.Unit.Block.Own.IndexOf(" " + word, StringComparison.Ordinal) is > 0 and var at && one.Unit.Block.Own[at - 1] is not ('.' or '?' or '!' or ':')));
        return isName ? text : char.ToLower(text[0], French) + text[1..];
    }

    [GeneratedRegex(@"\b(?:avant|apres|pendant|pour|contre|depuis|chez|hors|a\s+l'etranger|en\s+ligne|sur\s+place|mineure?s?|majeure?s?|victimes?|temoins?|entreprises?|professionnels?|associations?|particuliers?|etrangers?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Bound();

    [GeneratedRegex(@"\b(?:est|sont|a|ont|peut|peuvent|doit|doivent|faut|va|vont|fait|faites|dites|permet|permettent|sert|existe|existent|repond|couvre|recoit|vaut|suffit|reste|restent|dure|coute|aide|aident)\b|\b[a-z]{3,}ez\b", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();

    [GeneratedRegex(@"^(?:n'|ne\s+)?(?:l[ae]s?\s+|l')?[a-z]{2,}ez\b|^(?:ne\s+)?(?:faites|dites)\b|^(?:en|si|avec|depuis|pour|a|au|dans|sur)\s[^.:]*,\s*(?:n'|ne\s+)?[a-z]{2,}ez\b", RegexOptions.CultureInvariant)]
    private static partial Regex Order();

    [GeneratedRegex(@"\[([^\]\n]+)\]\([^)\n]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"^(?:\*\*)?([^*.?!:]+)\.\*\*\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(@"^\p{Lu}[\p{L}-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:\p{Lu}\p{Ll}*ez\b|(?:Le|La|Les|L|Un|Une|Des|Du|De|D|Ne|N|Si|En|Au|Aux|À|Par|Pour|Avec|Sans|Dans|Sur|Vous|Votre|Vos|Il|Elle|Ils|Elles|Se|S|Son|Sa|Ses|Leur|Leurs|Ce|C|Cette|Ces|Tout|Toute|Tous|Toutes|Chaque|Quand|Lorsque)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    // « Oui, utilisez la Plainte en ligne »: the yes belongs to the article's own question.
    [GeneratedRegex(@"^(?:Oui|Non)\s*[,:]\s+(?=\p{Ll}{2,}ez\b|vous\b|il\b|la\b|le\b|les\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Yes();
}
