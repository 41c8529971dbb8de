using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>The words of a sentence that say something, rare ones weighing more; long words that are in every article (« existe », « gendarmerie ») a little.</summary>
internal sealed partial class WordsOfSense
{
    /// <summary>A sentence of which so much was said by one other was said.</summary>
    private const double Nearly = 0.85;

    private const double Least = 0.2;

    /// <summary>A clause of which so much is published in one place must be said.</summary>
    private const double Half = 0.5;

    private static readonly HashSet<string> Grammar = ["votre", "cette", "leurs", "aussi", "avant", "apres", "toute", "toutes", "entre", "comme", "faire", "celui", "celle", "quand", "alors", "ainsi", "encore", "parce", "lorsque", "pouvez", "devez", "peuvent", "doivent", "serait", "etait"];

    private readonly List<(Token Word, double Weight)> words;

    private readonly Lazy<List<(List<(Token Word, double Weight)> Words, double Weight)>> clauses;

    private WordsOfSense(Reading read, List<(Token Word, double Weight)> words)
    {
        (Read, this.words) = (read, words);
        clauses = new(() => [.. Clauses.Of(read).Select(clause => clause.Select(token => token.Place).ToHashSet()).Select(places => words.FindAll(word => places.Contains(word.Word.Place))).Where(own => own.Count > 1).Select(own => (own, own.Sum(word => word.Weight)))]);
    }

    /// <summary>All of it.</summary>
    public Reading Read { get; }

    private bool Denies => Denying().IsMatch(Read.Folded);

    /// <param name="read">The sentence.</param>
    /// <param name="published">Numbers that none of these has are what was wrong, and do not count; null: all count.</param>
    public static WordsOfSense Of(Reading read, List<PublishedSentence>? published) => new(read,
    [
        .. read.Tokens.Where(token => token.Length == 1 && (!token.Light || IsNumber(token) || IsLong(token)) && (published is null || !IsNumber(token) || published.Exists(one => Has(one.Unit.Read, read, token))))
            .Select(token => (token, Least + (token.Light && !IsNumber(token) ? 0 : Rarity.Of(token.Root)))),
    ]);

    /// <summary>How much of it a text has, 0 to 1.</summary>
    public double In(Reading text) => Share(word => Has(text, Read, word));

    /// <summary>How much of it the sentences have between them, 0 to 1.</summary>
    public double In(List<PublishedSentence> sentences) => Share(word => sentences.Exists(one => Has(one.Unit.Read, Read, word)));

    /// <summary>How much of it the sentences and the texts have between them, 0 to 1.</summary>
    public double In(List<PublishedSentence> sentences, List<Reading> texts) => Share(word => sentences.Exists(one => Has(one.Unit.Read, Read, word)) || texts.Exists(text => Has(text, Read, word)));

    /// <summary>Whether a text has said it, word for word but for a few.</summary>
    public bool IsIn(Reading text)
    {
        if (In(text) < Nearly || Denies != Denying().IsMatch(text.Folded)) return false;
        var forms = Read.Forms.Where(form => form.Length > 3 || char.IsAsciiDigit(form[0])).ToList();
        return forms.Count(text.Forms.Contains) >= Nearly * forms.Count;
    }

    /// <summary>What it says and none of the chosen does, though it is published: each of its clauses, numbers, a denial, an exception.</summary>
    public List<Func<PublishedSentence, bool>> Missing(List<PublishedSentence> chosen, List<PublishedSentence> published)
    {
        List<Func<PublishedSentence, bool>> wanted = [.. words.Where(word => IsNumber(word.Word)).Select(word => (Func<PublishedSentence, bool>)(one => Has(one.Unit.Read, Read, word.Word))).Where(says => published.Exists(one => says(one)))];
        foreach (var clause in clauses.Value)
        {
            bool Says(PublishedSentence one) => clause.Words.Sum(word => Has(one.Unit.Read, Read, word.Word) ? word.Weight : 0) >= Half * clause.Weight;
            if (published.Exists(Says)) wanted.Add(Says);
        }

        if (Denies) wanted.Add(DeniesTheSame);
        if (Excepting().IsMatch(Read.Folded)) wanted.Add(one => Excepting().IsMatch(one.Unit.Read.Folded));
        return wanted.FindAll(says => !chosen.Exists(one => says(one)));
    }

    /// <summary>« Must I not fetch it? » is not answered by how to fetch it, nor by what else one must not do.</summary>
    private bool DeniesTheSame(PublishedSentence one)
    {
        if (!Denying().IsMatch(one.Unit.Read.Folded)) return false;
        if (Forbidding().IsMatch(one.Unit.Read.Folded)) return true;
        var denied = words.Where(word => word.Word.Polarity is Polarity.Denied).ToList();
        return denied.Count == 0 || denied.Exists(word => one.Unit.Read.Tokens.Any(token => token.Polarity is not Polarity.Plain && Support.Same(word.Word, token)));
    }

    private double Share(Func<Token, bool> those) => words.Count == 0 ? 0 : words.Sum(word => those(word.Word) ? word.Weight : 0) / words.Sum(word => word.Weight);

    private static bool IsLong(Token token) => token.Form.Length > 4 && !Grammar.Contains(token.Form);

    private static bool IsNumber(Token token) => char.IsAsciiDigit(token.Form[0]);

    private static bool Has(Reading text, Reading said, Token word) => IsNumber(word) ? text.Forms.Contains(word.Form) : Support.Says(text, said, word);

    [GeneratedRegex(@"\b(?:ne|sans|ni|pas|jamais|aucune?|inutile|interdite?s?|evite[rz]?)\b|\bn'", RegexOptions.CultureInvariant)]
    private static partial Regex Denying();

    [GeneratedRegex(@"\b(?:interdite?s?|interdiction|defense|delit|inutile|impossible)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Forbidding();

    [GeneratedRegex(@"\b(?:sauf|excepte|exceptions?|hormis|hors|a\s+moins)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Excepting();
}
