namespace BrigadeNumerique.Handoff.Desk.Side;

/// <summary>What stands beside a conversation.</summary>
public enum PanelTab
{
    /// <summary>Why, and the signs.</summary>
    Assessment,

    /// <summary>The sheet for the 17.</summary>
    Relay,

    /// <summary>Notes and tags of the staff.</summary>
    Notes,

    /// <summary>Earlier conversations of the same visitor.</summary>
    Before,

    /// <summary>Automatic drafts, where there are any.</summary>
    Drafts,
}

/// <summary>The tabs as the page has them.</summary>
internal static class PanelTabs
{
    /// <summary>Identifier of its button.</summary>
    public static string Id(this PanelTab tab) => "tab-" + tab.ToString().ToLowerInvariant();
}

/// <summary>What the staff wrote beside the open conversation, as it was read last.</summary>
/// <param name="Tags">Its tags.</param>
/// <param name="Used">Tags used elsewhere, the commonest first.</param>
/// <param name="Earlier">Earlier conversations of the same visitor.</param>
/// <param name="Sheet">The sheet for the 17, or null.</param>
public sealed record Margin(IReadOnlyList<string> Tags, IReadOnlyList<string> Used, IReadOnlyList<Notes.Earlier> Earlier, Relay.RelaySheet? Sheet)
{
    /// <summary>Nothing yet.</summary>
    public static readonly Margin Empty = new([], [], [], null);
}
