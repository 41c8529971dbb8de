namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>Checks a draft while it comes: each sentence once it is whole. The first one refused ends it.</summary>
/// <param name="passages">What may be cited.</param>
/// <param name="about">What each is about.</param>
internal sealed class StreamCheck(IReadOnlyList<string> passages, IReadOnlyList<string> about)
{
    private readonly List<ReadPassage> read = [.. passages.Select((passage, at) => new ReadPassage(passage, about[at]))];
    private CitedSentence? before;
    private int done;

    /// <summary>What was found so far.</summary>
    public CheckVerdict Verdict { get; private set; } = CheckVerdict.Passes;

    /// <summary>The checked sentences so far, as drafted.</summary>
    public string Shown { get; private set; } = "";

    /// <summary>Looks at all that has come.</summary>
    /// <returns>True when there is more to show than before.</returns>
    public bool Look(string draft)
    {
        if (!Verdict.IsPass) return false;
        var whole = done + CitedSentence.WholeUpTo(draft[done..]);
        if (whole <= done) return false;
        foreach (var sentence in CitedSentence.Split(draft[done..whole]))
        {
            Verdict = CitationCheck.Sentence(sentence, read, before);
            if (!Verdict.IsPass) return false;
            before = sentence;
        }

        done = whole;
        Shown = draft[..whole].Trim();
        return true;
    }
}
