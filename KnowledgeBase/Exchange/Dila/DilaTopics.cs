namespace BrigadeNumerique.KnowledgeBase.Exchange.Dila;

/// <summary>Which heading of the help centre a theme of service-public falls under.</summary>
internal static class DilaTopics
{
    /// <summary>The longest address of a heading.</summary>
    private const int Length = 40;

    /// <summary>Themes that the product's own headings cover; any other becomes a heading of its own name.</summary>
    private static readonly Dictionary<string, string> Covered = new(StringComparer.Ordinal)
    {
        ["papiers-citoyennete"] = "demarches",
        ["papiers-citoyennete-elections"] = "demarches",
        ["transports"] = "route",
        ["transports-mobilite"] = "route",
    };

    public static NewTopic Of(string theme)
    {
        var slug = ContentRules.Slug(theme, Length);
        return new NewTopic(Covered.GetValueOrDefault(slug, slug), theme.Length > 100 ? theme[..100] : theme);
    }
}
