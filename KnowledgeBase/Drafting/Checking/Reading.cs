using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>How a word stands to « ne… pas ».</summary>
internal enum Polarity
{
    /// <summary>Said.</summary>
    Plain,

    /// <summary>Denied, or not: it stands in the clause of a negation, behind what is denied.</summary>
    Either,

    /// <summary>Denied.</summary>
    Denied,
}

/// <summary>A word of a clause.</summary>
/// <param name="Form">Folded.</param>
/// <param name="Root">Without endings.</param>
/// <param name="Groups">What it may be said by instead.</param>
/// <param name="Light">It adds nothing by itself.</param>
/// <param name="Polarity">Said or denied.</param>
/// <param name="Place">Its place in the text.</param>
/// <param name="Modal">The word before governs it: <c>m</c>ay, m<c>u</c>st, or a blank.</param>
/// <param name="Length">More than 1: an expression of so many words, which stand beside it as tokens of their own.</param>
internal readonly record struct Token(string Form, string Root, IReadOnlyList<int> Groups, bool Light, Polarity Polarity, int Place, char Modal, int Length = 1);

/// <summary>A text as the check reads it: sentences of tokens.</summary>
internal sealed partial class Reading
{
    private static readonly HashSet<string> May = Set("peut peuvent pouvez peux pouvons pourra pourront pourrez pourrait pourraient pourriez pouvoir pouvant possible possibles facultatif facultative");
    private static readonly HashSet<string> Must = Set("doit doivent devez dois devons devra devront devrez devrait devoir faut faudra obligatoire obligatoires obligatoirement necessaire necessaires imperatif imperative imperativement oblige obligee obligees obliges obligation indispensable");
    private static readonly HashSet<string> Second = Set("pas jamais rien aucun aucune ni point nulle personne plus");
    private static readonly HashSet<string> Joining = Set("et mais si quand lorsque lorsqu car puis avant pour que qu");
    private static readonly HashSet<string> Denying = Set("sans aucun aucune inutile impossible interdit interdite interdits interdites defense");

    private Reading(List<Token> tokens, IReadOnlyList<string> forms, string folded) => (Tokens, Phrases, Forms, Folded) = (tokens, tokens.FindAll(token => token.Length > 1), forms, folded);

    /// <summary>All words, in their order.</summary>
    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>The expressions among them.</summary>
    public IReadOnlyList<Token> Phrases { get; }

    /// <summary>All forms, with those of grammar.</summary>
    public IReadOnlyList<string> Forms { get; }

    /// <summary>The text, folded, with numbers in digits.</summary>
    public string Folded { get; }

    public bool SaysMay => Forms.Any(May.Contains) || Folded.Contains("droit d", StringComparison.Ordinal) || Folded.Contains("le choix", StringComparison.Ordinal);

    public bool SaysMust => Forms.Any(Must.Contains);

    /// <summary>« Demandez… »: an order, wherever it stands.</summary>
    public bool Commands => Imperative().IsMatch(Folded);

    public static Reading Of(string text)
    {
        var folded = Folding.Fold(Facts.InDigits(text));
        var forms = FormsOf(folded);
        var roots = forms.ConvertAll(Rarity.RootOf);
        var polarity = Polarities(forms);
        var tokens = new List<Token>();
        var modal = ' ';
        for (var at = 0; at < forms.Count; at++)
        {
            var form = forms[at];
            if (Stops(form))
            {
                modal = ' ';
                continue;
            }

            if (May.Contains(form)) modal = 'm';
            else if (Must.Contains(form)) modal = 'u';
            var groups = Paraphrases.Built.At(roots, at, out var length);
            if (groups.Count > 0)
            {
                var denied = Enumerable.Range(at, length).Max(place => polarity[place]);
                tokens.Add(new Token(string.Join(' ', forms.Skip(at).Take(length)), "", groups, true, denied, at, modal, length));
            }

            if (Reversed.TryGetValue(form, out var plain))
            {
                tokens.Add(new Token(plain, Verbs.Root(plain), [.. Paraphrases.Built.Of(Verbs.Root(plain)), .. Paraphrases.Built.Of(roots[at])], IsLight(form), polarity[at] is Polarity.Denied ? Polarity.Plain : Polarity.Denied, at, modal));
                continue;
            }

            // A number is compared with its unit, elsewhere and more strictly.
            var light = IsLight(form) || char.IsAsciiDigit(form[0]) || Facts.IsUnit(form);
            tokens.Add(new Token(form, roots[at], Paraphrases.Built.Of(roots[at]), light, polarity[at], at, modal));
            if (!light) modal = ' ';
        }

        return new Reading(tokens, forms, folded);
    }

    /// <summary>The words of a folded text; punctuation that ends a clause stays as a form of its own, so does « n’ ».</summary>
    public static List<string> FormsOf(string folded) => [.. Piece().Matches(folded).Select(match => match.Value.TrimEnd('\''))];

    /// <summary>Whether a form ends a clause.</summary>
    public static bool Stops(string form) => form.Length == 1 && form[0] is '.' or ',' or ';' or ':' or '!' or '?' or '(' or ')' or '\n';

    private static bool IsLight(string form) => (form.Length == 1 && !char.IsAsciiDigit(form[0])) || Filler.Contains(form) || Paraphrases.Built.IsLight(form);

    private static Polarity[] Polarities(List<string> forms)
    {
        var polarity = new Polarity[forms.Count];
        for (var at = 0; at < forms.Count; at++)
        {
            if (forms[at] is "ne" or "n") Deny(forms, polarity, at);
            else if (forms[at] is "ni") Blur(forms, polarity, at, at + 1);
            else if (Shunned().IsMatch(forms[at]) || (forms[at] is "plutot" && at + 1 < forms.Count && forms[at + 1] is "que")) Blur(forms, polarity, Start(forms, at), at);
            else if (Denying.Contains(forms[at]) || (forms[at] == "pas" && at + 1 < forms.Count && forms[at + 1] is "de" or "d" or "besoin")) Lack(forms, polarity, at);
        }

        return polarity;
    }

    /// <summary>« ne… pas »: the verb is denied, what follows may be.</summary>
    private static void Deny(List<string> forms, Polarity[] polarity, int at)
    {
        var end = at + 1;
        while (end < forms.Count && (!Stops(forms[end]) || forms[end] is ":")) end++;
        var second = forms.FindIndex(at, end - at, Second.Contains);

        // « personne ne peut… »: what denies stands before.
        if (second < 0 && Before(forms, at)) second = at;

        // « ne… que » limits, it does not deny.
        if (second < 0) return;

        // « n’est pas une plainte »: where the verb says nothing, what follows is denied.
        var reach = second;
        if (Enumerable.Range(at + 1, Math.Max(0, second - at - 1)).All(place => IsLight(forms[place]) || Stops(forms[place])))
        {
            while (reach + 1 < end && (IsLight(forms[reach + 1]) || forms[reach + 1] is ":") && !Joining.Contains(forms[reach + 1])) reach++;
            if (reach + 1 < end && !Joining.Contains(forms[reach + 1])) reach++;
        }

        for (var place = at; place < end; place++) polarity[place] = place <= reach ? Polarity.Denied : polarity[place] is Polarity.Denied ? Polarity.Denied : Polarity.Either;
    }

    /// <summary>« sans avocat », « aucun frais »: the first word of sense is denied.</summary>
    private static void Lack(List<string> forms, Polarity[] polarity, int at)
    {
        for (var (place, words) = (at + 1, 0); place < forms.Count && !Stops(forms[place]) && place < at + 6 && words < 2; place++)
        {
            if (forms[place].Length <= 3 && IsLight(forms[place])) continue;
            words++;
            if (polarity[place] is Polarity.Plain) polarity[place] = words == 1 ? Polarity.Denied : Polarity.Either;
        }
    }

    /// <summary>« à éviter »: whether the words of the clause are denied cannot be told by their place.</summary>
    private static void Blur(List<string> forms, Polarity[] polarity, int from, int at)
    {
        for (var place = from; place < forms.Count && (place <= at || !Stops(forms[place])); place++)
        {
            if (polarity[place] is Polarity.Plain) polarity[place] = Polarity.Either;
        }
    }

    private static int Start(List<string> forms, int at)
    {
        while (at > 0 && !Stops(forms[at - 1])) at--;
        return at;
    }

    private static bool Before(List<string> forms, int at)
    {
        for (var place = at - 1; place >= 0 && !Stops(forms[place]); place--)
        {
            if (forms[place] is "personne" or "rien" or "aucun" or "aucune" or "jamais" or "nul" or "nulle") return true;
        }

        return false;
    }

    /// <summary>« impossible » is « possible », denied.</summary>
    private static readonly Dictionary<string, string> Reversed = new(StringComparer.Ordinal)
    {
        ["impossible"] = "possible", ["impossibles"] = "possible", ["inutile"] = "utile", ["inutiles"] = "utile", ["illegal"] = "legal", ["illegale"] = "legal", ["incomplet"] = "complet", ["incomplete"] = "complet", ["injoignable"] = "joignable",
        ["indisponible"] = "disponible", ["inexact"] = "exact", ["inconnu"] = "connu", ["inconnue"] = "connu",
    };

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];

    [GeneratedRegex(@"^(?:evit(?:ez|er|ee?s?|e)|proscri\w*|exclu(?:re|e|s|es)?|absten\w+|banni\w*|nullement|renonc\w+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Shunned();

    [GeneratedRegex(@"\d+(?:[ .]\d{3})*(?:,\d+)?|[a-z]+'?|[.,;:!?()\n]|€|%", RegexOptions.CultureInvariant)]
    private static partial Regex Piece();

    [GeneratedRegex(@"(?:^|[.;:,!?\n»-]\s*|\b(?:et|puis|ou|ensuite|alors)\s+)(?:ne\s+|n')?(?:l[ae]s?\s+|l')?[a-z]{2,}ez\b(?!\s+vous\s+(?:pas\s+)?\?)", RegexOptions.CultureInvariant)]
    private static partial Regex Imperative();
}
