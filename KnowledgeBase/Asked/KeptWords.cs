using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Asked;

/// <summary>What of a citizen's question may be written down.</summary>
public sealed class KeptWords(HelpSearch search, IAskedWords words)
{
    /// <summary>The words that may be kept, at most <see cref="AskedQuestion.Longest"/> characters; null: none.</summary>
    public string? Of(string question)
    {
        ArgumentNullException.ThrowIfNull(question);

        // A title typed back, or tapped, is nobody's way of asking.
        if (search.Published.Articles.Any(article => string.Equals(article.Content.Question, question.Trim(), StringComparison.OrdinalIgnoreCase))) return null;
        if (words.Keep(question) is not { } cleaned) return null;
        var text = Cut(RemarkBook.Clean(cleaned).Replace(RemarkBook.Removed, "…", StringComparison.Ordinal).Trim());
        return text.Any(char.IsLetter) ? text : null;
    }

    /// <summary>Whether an article is on a sensitive subject: what lies nearest to it is probably about the same.</summary>
    public bool IsSensitive(string? slug) => slug is not null && search.Published.Find(slug)?.Content.Sensitive is not null;

    /// <summary>Its first characters, without half of one.</summary>
    internal static string Cut(string text)
    {
        if (text.Length <= AskedQuestion.Longest) return text;
        return text[..(char.IsHighSurrogate(text[AskedQuestion.Longest - 1]) ? AskedQuestion.Longest - 1 : AskedQuestion.Longest)].TrimEnd();
    }
}
