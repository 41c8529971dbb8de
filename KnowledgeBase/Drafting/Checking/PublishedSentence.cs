namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>A published sentence, or the point of a list.</summary>
/// <param name="Passage">The number of its passage, from 1.</param>
/// <param name="Unit">What it says, and where.</param>
internal sealed record PublishedSentence(int Passage, ReadUnit Unit)
{
    private readonly Lazy<WordsOfSense> words = new(() => WordsOfSense.Of(Reading.Of(Unit.Block.Own), null));

    /// <summary>Its words, without the line that leads into it.</summary>
    public WordsOfSense Words => words.Value;

    /// <summary>What leads into it, or the heading it stands under.</summary>
    public string Under => Unit.Block.Under;

    /// <summary>It is the point of a list that something leads into; one that nothing leads into is a sentence like others.</summary>
    public bool IsPoint => Unit.IsPoint && Under.Length > 0 && !Answers;

    /// <summary>It answers a question that stands before it in its line.</summary>
    public bool Answers => Under.EndsWith('?');

    /// <summary>It is more than a question, a title or what leads to a list.</summary>
    public bool SaysSomething => Unit.Block.Own.TrimEnd('*', ' ') is { Length: > 0 } own && own[^1] is not ('?' or ':') && (IsPoint || own.Split(' ', '-', '’').Length > 1);

    /// <summary>Both are points of one list.</summary>
    public bool IsBeside(PublishedSentence other) => Passage == other.Passage && IsPoint && other.IsPoint && Under == other.Under;

    /// <summary>The other stands right before it.</summary>
    public bool IsBehind(PublishedSentence? other) => other is not null && Passage == other.Passage && Unit.Place == other.Unit.Place + 1;
}
