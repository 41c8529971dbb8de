namespace BrigadeNumerique.Handoff.Desk.Writing;

/// <summary>One line of a list from which one is chosen by a few letters.</summary>
/// <param name="Id">What is told when it is chosen.</param>
/// <param name="Title">Its words.</param>
/// <param name="Detail">More words, or null.</param>
/// <param name="Keys">The keys that do the same, or null.</param>
public sealed record Pick(string Id, string Title, string? Detail = null, string? Keys = null);

/// <summary>Which of these lists is open.</summary>
public enum Picking
{
    /// <summary>None.</summary>
    None,

    /// <summary>Emergency texts.</summary>
    Emergency,

    /// <summary>Articles.</summary>
    Article,

    /// <summary>Everything that can be done.</summary>
    Palette,
}

/// <summary>The list of one <see cref="Picking"/> in the staff's words.</summary>
internal static class Pickings
{
    /// <summary>Its key among the texts.</summary>
    public static string Key(this Picking picking) => "pick." + picking.ToString().ToLowerInvariant();

    /// <summary>Those whose words all begin a word of the title or of the detail; accents and case do not count.</summary>
    public static IReadOnlyList<Pick> Among(IReadOnlyList<Pick> all, string typed)
    {
        var words = CannedReplies.ReplySearch.Fold(typed).Replace('\'', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. all.Where(pick => words.All(word => (" " + CannedReplies.ReplySearch.Fold($"{pick.Title} {pick.Detail}").Replace('\'', ' ')).Contains(" " + word, StringComparison.Ordinal)))];
    }
}
