namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>What speaks for and against a sentence being said by the passages it cites: numbers a model weighs, and marks of single words.</summary>
/// <param name="Signals">One number for each of <see cref="Names"/>.</param>
/// <param name="Marks">Words put in, left out or moved, as terms like <c>in:gratuit</c>.</param>
/// <param name="Rule">What the strict rules say: they explain, and are evidence among others.</param>
internal sealed record Evidence(double[] Signals, IReadOnlyList<string> Marks, CheckReason Rule)
{
    private static readonly Lazy<IReadOnlyList<string>> Named = new(() => new EvidenceReader("Rien.", Reading.Of("Rien."), [new ReadPassage("Rien.")], [new ReadPassage("Rien.")]).Read(null).Names);

    /// <summary>The names of the signals, in their order.</summary>
    public static IReadOnlyList<string> Names => Named.Value;

    /// <summary>Reads the evidence for one sentence.</summary>
    /// <param name="sentence">Its text, without citations.</param>
    /// <param name="said">The same, read.</param>
    /// <param name="cited">What it cites.</param>
    /// <param name="all">All that could be cited.</param>
    /// <param name="before">The sentence before, or null.</param>
    public static Evidence Of(string sentence, Reading said, IReadOnlyList<ReadPassage> cited, IReadOnlyList<ReadPassage> all, Reading? before) =>
        new EvidenceReader(sentence, said, cited, all).Read(before).Evidence;
}
