using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.Unit.KnowledgeBase.Articles;

namespace BrigadeNumerique.Unit.KnowledgeBase.Asked;

public sealed class VariantMatchTests
{
    private static readonly PublishedArticle Article = new("vol-velo", 1, SomeArticle.Content() with { Question = "Vélo volé : que faire ?", Variants = ["on m'a piqué ma bicyclette", "trottinette disparue de la cave"] });

    [Theory]
    [InlineData("on m'a piqué ma bicyclette", "on m'a piqué ma bicyclette")]
    [InlineData("Bonjour, ON M’A PIQUE MA BICYCLETTE hier", "on m'a piqué ma bicyclette")]
    [InlineData("ma trottinette a disparu de la cave", "trottinette disparue de la cave")]
    [InlineData("vélo volé", null)]
    [InlineData("tout autre chose à la cave", null)]
    [InlineData("", null)]
    public void AQuestionMeetsTheVariantThatHasMostOfItsWordsOrNone(string question, string? variant) => Assert.Equal(variant, VariantMatch.Of(Article, question));
}
