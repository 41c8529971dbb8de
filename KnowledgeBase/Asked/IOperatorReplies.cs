namespace BrigadeNumerique.KnowledgeBase.Asked;

/// <summary>What a gendarme replied to a question that the assistant could not answer.</summary>
/// <param name="Question">The citizen's words, without what may tell who wrote them.</param>
/// <param name="Reply">The gendarme's.</param>
public sealed record OperatorReply(string Question, string Reply);

/// <summary>Finds what operators replied. Turned round, since only the host knows the exchanges; nothing of it is kept here.</summary>
public interface IOperatorReplies
{
    /// <summary>Of ended exchanges that are still on record and never were grave, the newest first.</summary>
    Task<IReadOnlyList<OperatorReply>> LatelyAsync(CancellationToken cancellationToken);
}
