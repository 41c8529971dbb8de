namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>What an answer may cite: the short answer of one published article.</summary>
/// <param name="Slug">The article; its page is <c>/aide/{slug}</c>.</param>
/// <param name="Revision">Which publication it was.</param>
/// <param name="Title">The question it answers.</param>
/// <param name="Theme">The slug of its heading.</param>
/// <param name="Text">The answer in brief, plain text.</param>
/// <param name="Updated">When its facts were last checked.</param>
/// <param name="Source">The official site it was written from.</param>
/// <param name="Sensitive">The kind of sensitive subject, or null.</param>
/// <param name="Score">Comparable within one result only.</param>
public sealed record Passage(string Slug, int Revision, string Title, string Theme, string Text, DateOnly Updated, string Source, string? Sensitive, float Score);

/// <summary>What a search found.</summary>
/// <param name="Passages">Best first; filled whenever any article may be answered, however unlikely.</param>
/// <param name="Confidence">The probability, calibrated, that the first one answers.</param>
/// <param name="Sure">Whether the first one may be answered without asking back: of such answers at most one in twenty is wrong.</param>
/// <param name="Expired">Whether what answers best is past its date: it is not among the passages, and the reply says so.</param>
public sealed record SearchResult(IReadOnlyList<Passage> Passages, double Confidence, bool Sure, bool Expired)
{
    /// <summary>Nothing was found, or there is nothing to find.</summary>
    public static readonly SearchResult Nothing = new([], 0, false, false);
}
