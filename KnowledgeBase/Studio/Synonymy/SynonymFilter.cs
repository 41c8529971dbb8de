namespace BrigadeNumerique.KnowledgeBase.Studio.Synonymy;

/// <summary>Which groups the list shows.</summary>
public enum SynonymFilter
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those of editors.</summary>
    Own,

    /// <summary>Those of the product.</summary>
    BuiltIn,

    /// <summary>Those that the search does not use.</summary>
    Off,
}
