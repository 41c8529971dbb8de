namespace BrigadeNumerique.KnowledgeBase.Asked;

/// <summary>Decides which words may be kept for the editors. Turned round, since only the host can tell danger and distress.</summary>
public interface IAskedWords
{
    /// <summary>The words without what may tell who wrote them; null where nothing of them may be kept: danger, a sensitive subject.</summary>
    /// <param name="words">A citizen's.</param>
    string? Keep(string words);
}
