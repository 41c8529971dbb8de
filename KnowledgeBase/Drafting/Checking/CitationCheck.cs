using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Drafting.Masking;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>What the check says of a draft.</summary>
/// <param name="Reason"><see cref="CheckReason.None"/>: it may be shown.</param>
/// <param name="Sentence">What was refused, or empty.</param>
internal readonly record struct CheckVerdict(CheckReason Reason, string Sentence)
{
    public static readonly CheckVerdict Passes = new(CheckReason.None, "");

    public bool IsPass => Reason is CheckReason.None;
}

/// <summary>
/// Whether a draft says only what its passages say: read sentence by sentence, by rules and word lists alone. In doubt it refuses,
/// since the passages themselves stand ready.
/// </summary>
internal static partial class CitationCheck
{
    /// <summary>Longest answer, in characters; « four short sentences » were asked for.</summary>
    internal const int LongestAnswer = 1200;

    private const int LongestSentence = 420;

    /// <summary>Checks a whole draft.</summary>
    /// <param name="draft">With its citations, « … [1]. »</param>
    /// <param name="passages">What it may cite, from number 1.</param>
    /// <param name="language">The language it must be in.</param>
    /// <param name="about">What each passage is about, or null.</param>
    public static CheckVerdict Whole(string draft, IReadOnlyList<string> passages, string language = Tongue.French, IReadOnlyList<string>? about = null) => new StreamCheck(passages, about).End(draft, language);

    /// <summary>Checks one sentence, as it comes.</summary>
    internal static CheckVerdict Sentence(CitedSentence sentence, IReadOnlyList<ReadPassage> passages, CitedSentence? before) => Judge(Examine(sentence, passages, before));

    /// <summary>What the sentences of a draft say for and against themselves, one after the other as they are asked for.</summary>
    internal static IEnumerable<Examined> Examine(string draft, IReadOnlyList<string> passages, IReadOnlyList<string>? about)
    {
        var read = passages.Select((passage, at) => new ReadPassage(passage, about?[at] ?? "")).ToList();
        var sentences = CitedSentence.Split(draft);
        for (var at = 0; at < sentences.Count; at++)
        {
            var sentence = sentences[at];

            // « Ne payez pas. Portez plainte [1]. »: what follows in the same breath may carry the citation of both.
            if (sentence.Citations.Count == 0 && at + 1 < sentences.Count) sentence = sentence with { Citations = sentences[at + 1].Citations };
            yield return Examine(sentence, read, at > 0 ? sentences[at - 1] : null);
        }
    }

    /// <summary>What no draft may be, whatever its passages say.</summary>
    internal static CheckVerdict Veto(string draft, string language)
    {
        if (string.IsNullOrWhiteSpace(draft) || draft.Trim().TrimEnd('.') == "RIEN") return new(CheckReason.Empty, "");
        if (draft.Length > LongestAnswer) return new(CheckReason.TooLong, "");
        if (CitedSentence.Split(draft).Count == 0) return new(CheckReason.Empty, "");
        if (Form().IsMatch(draft) || PersonalMask.HasSign(draft)) return new(CheckReason.Form, draft);
        return language != Tongue.French || Tongue.Of([.. French.Forms(draft)]) != language || !LooksFrench(draft) ? new(CheckReason.Language, draft) : CheckVerdict.Passes;
    }

    private static CheckVerdict Judge(Examined examined)
    {
        var reason = examined.Evidence is { } evidence ? SupportModel.Built.Refuses(evidence) : examined.Veto;
        return reason is CheckReason.None ? CheckVerdict.Passes : new(reason, examined.Sentence.Raw);
    }

    private static Examined Examine(CitedSentence sentence, IReadOnlyList<ReadPassage> passages, CitedSentence? before)
    {
        Examined Refuse(CheckReason reason) => new(sentence, reason, null);
        if (sentence.Text.Length > LongestSentence) return Refuse(CheckReason.TooLong);
        if (Form().IsMatch(sentence.Raw) || PersonalMask.HasSign(sentence.Raw)) return Refuse(CheckReason.Form);
        if (sentence.Citations.Count == 0) return Refuse(CheckReason.Uncited);
        if (sentence.Citations.Any(number => number < 1 || number > passages.Count)) return Refuse(CheckReason.UnknownPassage);
        if (!LooksFrench(sentence.Text)) return Refuse(CheckReason.Language);
        var cited = sentence.Citations.Select(number => passages[number - 1]).ToList();
        var said = Reading.Of(sentence.Text);
        if (Wording.Refuses(said, cited) is { } wording and not CheckReason.None) return Refuse(wording);
        if (Support.Veto(sentence.Text, cited) is { } veto and not CheckReason.None) return Refuse(veto);
        return new(sentence, CheckReason.None, Evidence.Of(sentence.Text, said, cited, passages, before is null ? null : Reading.Of(before.Text)));
    }

    /// <summary>A sentence without one of the commonest words of French, or with those of another language, is in another language.</summary>
    private static bool LooksFrench(string text)
    {
        var forms = Reading.FormsOf(Folding.Fold(text));
        var foreign = forms.Count(Foreign.Contains);
        var french = forms.Count(FrenchWords.Contains);
        return foreign == 0 || french > 2 * foreign;
    }

    private static readonly HashSet<string> Foreign =
    [
        "the", "is", "of", "and", "you", "your", "for", "with", "may", "can", "not", "are", "this", "that", "to", "usted", "puede", "una", "con", "los", "las", "del", "der", "die", "das", "und", "ist", "nicht", "mit", "ein", "eine",
        "kann", "sie", "ihr", "lo", "della", "puo", "voce", "pode", "nao", "um", "uma", "het", "een", "van", "niet", "el", "su", "por", "para",
    ];

    private static readonly HashSet<string> FrenchWords =
    [
        "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "et", "est", "vous", "votre", "vos", "il", "elle", "ne", "n", "pas", "pour", "dans", "sur", "avec", "qui", "que", "ou", "au", "aux", "en", "par", "ce", "cette", "se", "si", "plus", "son", "sa",
    ];

    // Markup, code, links, and talk of itself or of its orders.
    [GeneratedRegex(@"[<>{}`|]|\]\(|https?://\S+\)|\b(?:prompt|system|instructions?\s+pr[ée]c[ée]dentes?|mes\s+(?:consignes|instructions|r[èe]gles)|mod[èe]le\s+de\s+langage|en\s+tant\s+qu['’]?(?:assistant|ia\b|intelligence)|intelligence\s+artificielle\s+que\s+je|je\s+suis\s+(?:un|une)\s+(?:ia|assistant|mod[èe]le)|extraits?\s+(?:fournis?|donn[ée]s?|ci-dessus))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>A sentence and what was found.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Veto">Why no evidence can save it, or none.</param>
/// <param name="Evidence">What speaks for and against it; null behind a veto.</param>
internal sealed record Examined(CitedSentence Sentence, CheckReason Veto, Evidence? Evidence);

/// <summary>A passage, read once for all sentences that cite it.</summary>
internal sealed class ReadPassage
{
    /// <param name="text">Its words.</param>
    /// <param name="about">What it is about, in the article's title or address: each of its sentences speaks of that.</param>
    public ReadPassage(string text, string about = "")
    {
        Text = text;
        About = Reading.Of(about);
        Whole = Reading.Of(text);
        Numbers = Facts.Numbers(text).ToHashSet();
        Contacts = Facts.Contacts(text).ToHashSet(StringComparer.Ordinal);
        Units = [.. Blocks.Of(text).Select((block, at) => new ReadUnit(Reading.Of(block.Text), block, at))];
        Grams = EvidenceReader.GramsOf(Whole.Folded);
    }

    public string Text { get; }

    /// <summary>What it is about.</summary>
    public Reading About { get; }

    public Reading Whole { get; }

    public IReadOnlySet<Quantity> Numbers { get; }

    public IReadOnlySet<string> Contacts { get; }

    /// <summary>Its sentences and points, each list point with the line that leads into it.</summary>
    public IReadOnlyList<ReadUnit> Units { get; }

    /// <summary>Its letters, four by four.</summary>
    public IReadOnlyCollection<long> Grams { get; }
}

/// <summary>What says one thing in a passage.</summary>
/// <param name="Read">Its words.</param>
/// <param name="Block">The same, as published.</param>
/// <param name="Place">Its place in the passage, from 0.</param>
internal sealed record ReadUnit(Reading Read, Block Block, int Place)
{
    private readonly Lazy<List<IReadOnlyList<Token>>> parts = new(() => EvidenceReader.PartsOf(Read));
    private readonly Lazy<IReadOnlyList<IReadOnlyList<Token>>> clauses = new(() => Checking.Clauses.Of(Read));

    /// <summary>It is the point of a list.</summary>
    public bool IsPoint => Block.IsPoint;

    /// <summary>What it says one after the other.</summary>
    public IReadOnlyList<IReadOnlyList<Token>> Parts => parts.Value;

    /// <summary>Its clauses.</summary>
    public IReadOnlyList<IReadOnlyList<Token>> Clauses => clauses.Value;

    /// <summary>One place is one thing, whatever stands there.</summary>
    public bool Equals(ReadUnit? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
