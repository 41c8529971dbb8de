namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>Weighs the evidence.</summary>
internal sealed class SupportModel
{
    public static SupportModel Built { get; } = new();

    public CheckReason Refuses(Evidence evidence) => evidence.Rule;
}
