using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Studio;
using BrigadeNumerique.KnowledgeBase.Studio.Unanswered;
using BrigadeNumerique.Unit.KnowledgeBase.Articles;

namespace BrigadeNumerique.Unit.KnowledgeBase.Studio;

public sealed class ArticleRowTests
{
    private static readonly DateOnly Last = new(2027, 3, 31);

    [Theory]
    [InlineData("2027-02-27", false, false)]
    [InlineData("2027-02-28", true, false)]
    [InlineData("2027-03-31", true, false)]
    [InlineData("2027-04-01", false, true)]
    public void BeforeItsDateItIsToBeRereadAndAfterItItIsPast(string today, bool toReview, bool expired)
    {
        var row = new ArticleRow(SomeArticle.Published(), Last, Last.AddMonths(-1), "");
        var day = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal((toReview, expired), (row.Is(ArticleFilter.ToReview, day), row.Is(ArticleFilter.Expired, day)));
    }

    [Fact]
    public void WhatThePublicDoesNotReadIsNeitherPastNorToBeReread()
    {
        var row = new ArticleRow(SomeArticle.Written(), Last, Last, "");

        Assert.False(row.Is(ArticleFilter.Expired, Last.AddDays(1)) || row.Is(ArticleFilter.ToReview, Last));
        Assert.True(row.Is(ArticleFilter.Drafts, Last) && row.Is(ArticleFilter.All, Last));
    }

    [Theory]
    [InlineData("bancaire carte", true)]
    [InlineData("CARTE BANC", true)]
    [InlineData("ancaire", false)]
    [InlineData("carte vélo", false)]
    public void ASearchFindsTheBeginningsOfWordsWithoutAccentsOrCase(string search, bool found) =>
        Assert.Equal(found, new ArticleRow(SomeArticle.Written(), Last, Last, " ma carte bancaire").Has(StudioList.Forms(search)));

    [Fact]
    public void AFieldFindsTitlesFirstAndNoArticleThatIsArchived()
    {
        var elsewhere = new ArticleRow(SomeArticle.Written(), Last, Last, " opposition banque carte");
        var archived = SomeArticle.Published();
        archived.Withdraw(new Editor("1", "Alix"), default);
        var gone = new ArticleRow(archived, Last, Last, " opposition banque");
        var titled = new ArticleRow(new Article { Slug = "b", Content = SomeArticle.Content() with { Question = "Faire opposition à la banque" } }, Last, Last, " opposition banque");

        Assert.Equal([titled, elsewhere], ArticleField.Find([elsewhere, gone, titled], "Banqu oppos"));
        Assert.Empty(ArticleField.Find([elsewhere, titled], "  *"));
    }
}
