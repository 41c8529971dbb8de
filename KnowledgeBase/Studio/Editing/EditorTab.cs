namespace BrigadeNumerique.KnowledgeBase.Studio.Editing;

/// <summary>What of an article is before the editor.</summary>
public enum EditorTab
{
    /// <summary>The answer.</summary>
    Words,

    /// <summary>Other ways of asking.</summary>
    Variants,

    /// <summary>The easy version.</summary>
    Easy,

    /// <summary>Where it leads.</summary>
    Links,

    /// <summary>Questions that must go on finding it.</summary>
    Witnesses,

    /// <summary>Other languages.</summary>
    Translations,

    /// <summary>What was saved and what was public.</summary>
    Versions,

    /// <summary>What the bot would say: a tab where the panel has no room.</summary>
    Bot,
}
