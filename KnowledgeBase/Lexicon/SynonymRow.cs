using System.Globalization;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Lexicon;

/// <summary>A group of words as editors see it.</summary>
/// <param name="Key">Its address: a number, or <c>origine-…</c> for one of the product.</param>
/// <param name="Words">Its words.</param>
/// <param name="On">The search uses it.</param>
/// <param name="BuiltIn">It comes with the product: its words are not changed, it can be switched off.</param>
/// <param name="Stamp">Which state this is; 0: nobody has touched it.</param>
/// <param name="Writer">Who changed it last; null: nobody.</param>
/// <param name="WrittenAt">When.</param>
public sealed record SynonymRow(string Key, SynonymWords Words, bool On, bool BuiltIn, int Stamp, Editor? Writer, DateTimeOffset? WrittenAt)
{
    private const string Prefix = "origine-";

    internal static SynonymRow Of(SynonymGroup group) => new(group.Id.ToString(CultureInfo.InvariantCulture), group.Words, group.On, false, group.Stamp, group.Writer, group.WrittenAt);

    internal static SynonymRow Of(BuiltInSynonyms builtIn, SynonymGroup? switched) =>
        new(Prefix + builtIn.Key, builtIn.Words, switched?.On ?? true, true, switched?.Stamp ?? 0, switched?.Writer, switched?.WrittenAt);

    /// <summary>The group of the product behind an address; null: there is none.</summary>
    internal static BuiltInSynonyms? BuiltInOf(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal) ? BuiltInSynonyms.All.FirstOrDefault(group => group.Key == key[Prefix.Length..]) : null;
}

/// <summary>What is about to be done to a group, to see its effect first.</summary>
/// <param name="Key">The group; null: a new one.</param>
/// <param name="Words">Its words then; null: they stay.</param>
/// <param name="On">Whether the search uses it then; null: as it does. A group that is removed is as good as off.</param>
public sealed record SynonymProposal(string? Key, SynonymWords? Words = null, bool? On = null)
{
    /// <summary>Whether both would do the same.</summary>
    public bool IsSameAs(SynonymProposal? other) =>
        other is not null && Key == other.Key && On == other.On && (Words is null ? other.Words is null : other.Words is not null && Words.IsSameAs(other.Words));
}
