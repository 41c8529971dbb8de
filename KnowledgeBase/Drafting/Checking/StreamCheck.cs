using System.Text;
using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>A sentence of a draft, and what takes its place.</summary>
/// <param name="Drafted">As it was drafted.</param>
/// <param name="Published">The article's own words instead, perhaps none; null: it stays.</param>
internal sealed record CheckedSentence(CitedSentence Drafted, string? Published);

/// <summary>
/// Checks a draft while it comes: each sentence once it is whole. One that is refused ends it, or is replaced by the published words
/// it was made from.
/// </summary>
internal sealed partial class StreamCheck
{
    private readonly List<ReadPassage> read;
    private readonly Mending? mending;
    private readonly StringBuilder shown = new();
    private readonly List<CheckedSentence> sentences = [];
    private CitedSentence? before;
    private bool isList;
    private int done;

    /// <param name="passages">What may be cited.</param>
    /// <param name="about">What each is about, or null.</param>
    /// <param name="mends">Whether published words may take the place of drafted ones.</param>
    public StreamCheck(IReadOnlyList<string> passages, IReadOnlyList<string>? about, bool mends = false)
    {
        read = [.. passages.Select((passage, at) => new ReadPassage(passage, about?[at] ?? ""))];
        mending = mends ? new Mending(read) : null;
    }

    /// <summary>What was found so far; a refusal that was mended is none.</summary>
    public CheckVerdict Verdict { get; private set; } = CheckVerdict.Passes;

    /// <summary>The first refusal that was mended.</summary>
    public CheckVerdict Mended { get; private set; } = CheckVerdict.Passes;

    /// <summary>The checked sentences so far, as they may be shown.</summary>
    public string Shown => shown.ToString().Trim();

    /// <summary>What was looked at so far.</summary>
    public IReadOnlyList<CheckedSentence> Sentences => sentences;

    /// <summary>Looks at all that has come.</summary>
    /// <returns>True when there is more to show than before.</returns>
    public bool Look(string draft)
    {
        if (!Verdict.IsPass) return false;
        var whole = done + CitedSentence.WholeUpTo(draft[done..]);
        if (whole <= done) return false;
        var length = shown.Length;
        Take(draft[done..whole]);
        done = whole;
        return Verdict.IsPass && shown.Length > length;
    }

    /// <summary>Looks at a draft to which nothing more will come.</summary>
    /// <param name="draft">All of it.</param>
    /// <param name="language">The language it must be in.</param>
    public CheckVerdict End(string draft, string language = Tongue.French)
    {
        if (!Verdict.IsPass) return Verdict;
        if (CitationCheck.Veto(draft, language) is { IsPass: false } veto) return Verdict = veto;
        Look(draft);
        if (Verdict.IsPass && done < draft.Length) Take(draft[done..]);

        // Published words are longer than their summary.
        if (Verdict.IsPass && !Mended.IsPass && shown.Length > CitationCheck.LongestAnswer) Verdict = Mended;
        return Verdict;
    }

    private void Take(string part)
    {
        var split = CitedSentence.Split(part);
        isList |= CitedSentence.HasPoint(part);
        var taken = new List<CheckedSentence>();
        for (var at = 0; at < split.Count; at++)
        {
            // « Ne payez pas. Portez plainte [1]. »: what follows in the same breath may carry the citation of both.
            var sentence = split[at].Citations.Count == 0 && at + 1 < split.Count ? split[at] with { Citations = split[at + 1].Citations } : split[at];
            var verdict = CitationCheck.Sentence(sentence, read, before);
            string? published = null;
            if (verdict.IsPass && mending?.Repeats(sentence) is true) published = "";
            else if (verdict.IsPass && (sentences.Concat(taken).LastOrDefault()?.Published is null || !Leaning.Leans(sentence.Text))) mending?.Keep(sentence);
            else if (Mend(sentence, verdict) is { } instead) published = instead;
            else
            {
                Verdict = verdict.IsPass ? Mended : verdict;
                return;
            }

            taken.Add(new CheckedSentence(split[at], published));
            if (published is not { Length: 0 }) before = published is null ? sentence : new CitedSentence(CitedSentence.WithoutCitations(published), sentence.Citations, published);
        }

        sentences.AddRange(taken);
        if (taken.TrueForAll(sentence => sentence.Published is null)) shown.Append(part);
        else shown.Append(Start().Match(part).Value).AppendJoin(' ', taken.Select(sentence => sentence.Published ?? sentence.Drafted.Raw).Where(text => text.Length > 0));
    }

    private string? Mend(CitedSentence sentence, CheckVerdict verdict)
    {
        // A list in which one point has other words and another none is worse than the article's own.
        if (mending is null || isList || verdict.Reason is not (CheckReason.None or CheckReason.Unsupported or CheckReason.Number or CheckReason.Negation or CheckReason.Modality or CheckReason.Quantifier or CheckReason.Order or CheckReason.Condition)) return null;
        var published = mending.Instead(sentence);
        if (published is not null && Mended.IsPass) Mended = verdict.IsPass ? new(CheckReason.Unsupported, sentence.Raw) : verdict;
        return published;
    }

    [GeneratedRegex(@"^\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Start();
}
