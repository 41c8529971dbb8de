using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Unit.KnowledgeBase.Search;

public sealed class AskingsTests
{
    private static readonly PublishedArticle[] Few =
    [
        Article("velo", "On m'a volé mon vélo : que faire ?", "mon biclou a disparu", "vol de vtt", "cadenas coupé devant la gare", "plus de vélo dans le garage", "vae volé"),
        Article("chien", "J'ai été mordu par un chien : que faire ?", "un malinois m'a croqué", "morsure", "le toutou du voisin mord", "chien agressif sans laisse", "il a mordu ma fille"),
        Article("neuf", "Une fiche sans variantes"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void WhatIsAskedLikeTheVariantsIsTheirArticle()
    {
        var (shares, _, none) = Askings.Learn(Few, Stop).Of("mon vélo a disparu du garage");

        Assert.True(shares[0] > shares[1]);
        Assert.True(shares[0] > none);
    }

    [Fact]
    public void AnArticleWithoutVariantsMayBeMeantWhereNoneIsButNotSoonerThanTheLikeliest()
    {
        var (shares, learnt, none) = Askings.Learn(Few, Stop).Of("recette de la tarte aux pommes");

        Assert.Equal([true, true, false], learnt);
        Assert.True(none > shares[0]);
        Assert.Equal(Math.Max(shares[0], shares[1]), shares[2]);
    }

    [Fact]
    public void WhatIsKeptIsReadAgain()
    {
        var file = Path.GetTempFileName();
        var learnt = Askings.Learn(Few, Stop);
        learnt.Write(file);

        var read = Askings.Read(Few, file);
        File.Delete(file);

        Assert.Equal(learnt.Of("vélo volé").Articles, read.Of("vélo volé").Articles);
    }

    [Fact]
    public void LearningIsGivenUpWhenNobodyWaitsForItAnyMore()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Askings.Learn(Few, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void WithoutAnyVariantTheWordsDecideAlone()
    {
        PublishedArticle[] bare = [.. Few.Select(article => article with { Content = article.Content with { Variants = [] } })];
        using var generation = Generation.InMemory(new Published([], bare, 1), cancellationToken: Stop);

        Assert.Equal("chien", generation.Judge("mordu par un chien").Ranking[0].Id);
    }

    [Theory]
    [InlineData("foo:bar AND (")]
    [InlineData("*")]
    [InlineData("\"~?[\\")]
    [InlineData("")]
    public void TheSyntaxOfAQueryLanguageIsText(string question)
    {
        using var generation = Generation.InMemory(new Published([], Few, 1), cancellationToken: Stop);

        Assert.InRange(generation.Judge(question).Confidence, 0, 1);
    }

    [Fact]
    public void TenThousandWordsAreReadInTheTimeOfTheirFirst()
    {
        using var generation = Generation.InMemory(new Published([], Few, 1), cancellationToken: Stop);

        Assert.Equal("velo", generation.Judge(string.Concat(Enumerable.Repeat("vélo volé ", 10_000))).Ranking[0].Id);
    }

    private static PublishedArticle Article(string slug, string question, params string[] variants) => new(slug, 1, new ArticleContent
    {
        Theme = "vol-perte",
        Question = question,
        Short = question,
        Body = question,
        Variants = variants,
        Source = "test",
        Updated = new DateOnly(2026, 1, 1),
        ValidUntil = new DateOnly(2099, 1, 1),
    });
}
