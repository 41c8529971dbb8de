namespace BrigadeNumerique.KnowledgeBase.Articles;

/// <summary>The kinds of sensitive subject that an article may have.</summary>
public static class SensitiveKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "domestic-violence", "sexual-violence", "child-danger", "suicide-risk", "harassment", "human-trafficking", "radicalisation",
        "hate-crime", "elder-abuse", "missing-person",
    ];
}
