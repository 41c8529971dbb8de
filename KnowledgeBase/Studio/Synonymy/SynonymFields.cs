using BrigadeNumerique.KnowledgeBase.Lexicon;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Studio.Synonymy;

/// <summary>A group as it is typed.</summary>
/// <param name="Said">A phrase a line.</param>
/// <param name="Meant">A phrase a line.</param>
/// <param name="BothWays">The box is ticked.</param>
/// <param name="Note">For colleagues.</param>
public sealed record SynonymFields(string Said, string Meant, bool BothWays, string Note)
{
    /// <summary>What was typed, as a group.</summary>
    public SynonymWords Words => SynonymRules.Read(Said, Meant, BothWays, Note);

    /// <summary>A group to be typed on.</summary>
    public static SynonymFields Of(SynonymWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return new SynonymFields(string.Join('\n', words.Said), string.Join('\n', words.Meant), words.BothWays, words.Note);
    }
}
