using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Studio;
using BrigadeNumerique.Unit.KnowledgeBase.Articles;
using CsCheck;

namespace BrigadeNumerique.Unit.KnowledgeBase.Studio;

public sealed class WordDiffTests
{
    [Fact]
    public void WordsThatWentAndWordsThatCameStandApart()
    {
        var runs = WordDiff.Of("Appelez le 17 tout de suite.", "Appelez le 112 tout de suite.");

        Assert.Equal([(RunKind.Kept, "Appelez le "), (RunKind.Removed, "17"), (RunKind.Added, "112"), (RunKind.Kept, " tout de suite.")], runs.Select(run => (run.Kind, run.Text)));
    }

    [Fact]
    public void WithoutWhatCameItIsTheOlderTextAndWithoutWhatWentTheNewer() =>
        Gen.Select(Texts, Texts).Sample((older, newer) =>
        {
            var runs = WordDiff.Of(older, newer);

            return string.Concat(runs.Where(run => run.Kind != RunKind.Added).Select(run => run.Text)) == older
                && string.Concat(runs.Where(run => run.Kind != RunKind.Removed).Select(run => run.Text)) == newer;
        });

    [Fact]
    public void OnlyThePartsThatDifferAreShown()
    {
        var older = SomeArticle.Content();
        var newer = older with { Short = "Autre.", Variants = ["une façon"], ValidUntil = older.ValidUntil.AddDays(1), Links = [new ArticleLink("https://www.service-public.gouv.fr/", "Service-Public")] };

        Assert.Equal(["short", "variants", "links", "validuntil"], WordDiff.Of(older, newer).Select(part => part.Part));
        Assert.Empty(WordDiff.Of(older, older with { Variants = [.. older.Variants] }));
    }

    private static readonly string[] Some = ["un", "deux", "«\u00A0trois\u00A0»", "\n", "- ", "d’été"];

    private static Gen<string> Texts => Gen.Int[0, 5].Select(at => Some[at]).Array[0, 12].Select(words => string.Join(' ', words));
}
