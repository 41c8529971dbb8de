namespace BrigadeNumerique.KnowledgeBase.Drafting;

/// <summary>What the language model may be used for; each can be switched off by itself.</summary>
public enum ModelUse
{
    /// <summary>Words the answer to a citizen from an article's passages.</summary>
    Answer = 1,

    /// <summary>Makes a further question one that stands alone, for the search.</summary>
    FollowUp = 2,

    /// <summary>Says an answer in easy French, on request.</summary>
    Easy = 3,

    /// <summary>Translates a citizen's question and the answer to it.</summary>
    Translation = 4,

    /// <summary>Sums up an exchange for the operator.</summary>
    Summary = 5,

    /// <summary>Suggests replies to the operator.</summary>
    Suggestions = 6,

    /// <summary>Translates beside the original, at the desk.</summary>
    DeskTranslation = 7,

    /// <summary>Drafts the relay sheet.</summary>
    RelaySheet = 8,

    /// <summary>Proposes ways of asking to editors.</summary>
    Variants = 9,

    /// <summary>Drafts the easy version of an article for editors.</summary>
    EasyArticle = 10,

    /// <summary>Drafts an article from questions asked in vain.</summary>
    NewArticle = 11,

    /// <summary>Reads what was called calm a second time. Off unless switched on.</summary>
    SecondReader = 12,
}

/// <summary>What is known of the uses.</summary>
public static class ModelUses
{
    /// <summary>All, in the order that people see.</summary>
    public static IReadOnlyList<ModelUse> All { get; } = Enum.GetValues<ModelUse>();

    /// <summary>How a use stands before anybody has switched it.</summary>
    public static bool OnAtFirst(ModelUse use) => use is not ModelUse.SecondReader;
}
