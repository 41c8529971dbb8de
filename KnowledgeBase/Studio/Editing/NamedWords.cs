using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Studio.Editing;

/// <summary>Words of an article that can be compared with others.</summary>
/// <param name="Name">As editors read it.</param>
/// <param name="Content">The words.</param>
public sealed record NamedWords(string Name, ArticleContent Content)
{
    /// <summary>The working words, then all that were saved or public, the latest first.</summary>
    internal static IReadOnlyList<NamedWords> Of(ArticleContent draft, IEnumerable<SavedVersion> versions, IEnumerable<Revision> revisions, DateTimeOffset now) =>
    [
        new NamedWords(Wording.Say("compare.draft"), draft),
        .. versions.Select(version => (version.At, Words: new NamedWords(Wording.Say("versions.line", ("n", version.Number.ToString(Wording.Culture)), ("prenom", version.By.Name), ("heure", Wording.Moment(version.At, now))), version.Content)))
            .Concat(revisions.Where(revision => revision.Content is not null).Select(revision => (revision.At, Words: new NamedWords(Wording.Say("versions.published", ("jour", Wording.Moment(revision.At, now)), ("auteur", revision.Author.Name)), revision.Content!))))
            .OrderByDescending(pair => pair.At).Select(pair => pair.Words),
    ];
}
