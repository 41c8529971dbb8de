using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.KnowledgeBase.Studio.Synonymy;
using BrigadeNumerique.Unit.KnowledgeBase.Articles;

namespace BrigadeNumerique.Unit.KnowledgeBase.Studio;

/// <summary>Three articles whose words decide alone.</summary>
public sealed class SynonymTrialTests
{
    private static readonly Published Three = new(
        [],
        [
            Article("vol-velo", "Mon vélo a disparu", ["ma draisienne a disparu"], ["patinette disparue au parking"]),
            Article("vol-voiture", "Ma voiture a disparu", ["ça grince", "plus rien au parking"], ["ma berline a disparu"]),
            Article("drone", "Un drone survole mon jardin", ["un drone au-dessus de chez moi"], []),
        ],
        1,
        Synonyms.None);

    private static readonly string[] Unanswered = ["un xylophone ?"];

    [Fact]
    public void AWordThatLeadsAWitnessToItsArticleMakesItBetter()
    {
        var effect = Effect("patinette", "vélo");

        var better = Assert.Single(effect.Better);
        Assert.Equal(("patinette disparue au parking", TriedKind.Witness, "Mon vélo a disparu"), (better.Question, better.Kind, better.Of));
        Assert.Equal("vol-velo", better.After.Slug);
        Assert.Empty(effect.Worse);
        Assert.Equal((2, 4, 1, 1), (effect.Witnesses, effect.Variants, effect.Unanswered, effect.Read));
        Assert.True(effect.Then > effect.Today);
    }

    [Fact]
    public void AWordThatLeadsAVariantAstrayMakesItWorseThoughTypedWordForWordItIsStillFound()
    {
        var effect = Effect("grince", "drone, jardin");

        var worse = Assert.Single(effect.Worse);
        Assert.Equal(("ça grince", TriedKind.Variant, "vol-voiture", "drone"), (worse.Question, worse.Kind, worse.Before.Slug, worse.After.Slug));
        Assert.Empty(effect.Better);
    }

    [Fact]
    public void OfAQuestionAskedInVainNobodyKnowsWhetherItGetsBetter()
    {
        var effect = Effect("xylophone", "drone, jardin, survole");

        var other = Assert.Single(effect.Others, question => question.Kind is TriedKind.Unanswered);
        Assert.Null(other.Of);
        Assert.Equal("drone", other.After.Slug);
    }

    [Fact]
    public void WhatHasNoneOfTheWordsIsNotAsked() => Assert.Equal(0, Effect("trottinette", "vélo").Read);

    private static SynonymEffect Effect(string said, string meant)
    {
        using var generation = Generation.InMemory(Three, askings: Askings.None(Three.Articles));
        var then = new Synonyms([new SynonymWords { Said = [said], Meant = meant.Split(", ") }], 1);
        return SynonymTrial.Compare(generation, then, Unanswered, TestContext.Current.CancellationToken);
    }

    private static PublishedArticle Article(string slug, string title, string[] variants, string[] witnesses) =>
        new(slug, 1, SomeArticle.Content("Voyez la brigade.") with { Question = title, Short = "", Variants = variants, Witnesses = witnesses });
}
