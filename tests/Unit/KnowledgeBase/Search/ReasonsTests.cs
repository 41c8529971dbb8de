using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.Unit.KnowledgeBase.Articles;

namespace BrigadeNumerique.Unit.KnowledgeBase.Search;

public sealed class ReasonsTests
{
    private static readonly Synonyms Everyday = new([new SynonymWords { Said = ["caisse"], Meant = ["voiture"] }, new SynonymWords { Said = ["cb"], Meant = ["carte", "bancaire"] }]);

    [Fact]
    public void AnEverydayWordASlipAndTheNearestVariantAreNamed()
    {
        var content = SomeArticle.Content("Réponse sur la voiture.") with { Question = "On a abîmé ma voiture : que faire ?", Variants = ["rétroviseur arraché sur un parking", "portière rayée dans la rue"] };

        var reasons = Reasons.Of("ma caisse a la protiere rayée", content, false, new Vocabulary([("voiture", 3), ("portiere", 1), ("rayee", 1), ("rue", 2)]), Everyday);

        Assert.Contains(reasons.Reads, read => read is { Said: "caisse", Meant: "voiture", Corrected: false });
        Assert.Contains(reasons.Reads, read => read is { Said: "protiere", Meant: "portiere", Corrected: true });
        Assert.Equal((2, "portière rayée dans la rue"), (reasons.Variant, reasons.Nearest));
    }

    [Fact]
    public void WhereNothingIsNearNothingIsClaimed()
    {
        var reasons = Reasons.Of("recette de la tarte aux pommes", SomeArticle.Content(), false, new Vocabulary([("velo", 1)]), Everyday);

        Assert.Equal((false, null, null), (reasons.Exact, reasons.Variant, reasons.Nearest));
        Assert.Empty(reasons.Reads);
    }
}
