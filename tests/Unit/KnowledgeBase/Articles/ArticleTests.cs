using BrigadeNumerique.KnowledgeBase.Articles;
using static BrigadeNumerique.Unit.KnowledgeBase.Articles.SomeArticle;

namespace BrigadeNumerique.Unit.KnowledgeBase.Articles;

public sealed class ArticleTests
{
    [Fact]
    public void ADraftIsReadBySomebodyElseThenPublicWithBothNames()
    {
        var article = Written(review: true);

        var revision = article.Approve(Dominique, Noon);

        Assert.Equal((ArticleState.Published, true), (article.State, article.Public));
        Assert.Equal((Alix, Dominique, "Brouillon.", Noon), (revision.Author, revision.Approver, revision.Content!.Short, revision.At));
    }

    [Fact]
    public void WritingAPublishedArticleMakesADraftAndLeavesItPublic()
    {
        var article = Published();

        article.Write(Content("Mieux."), Dominique, Noon);

        Assert.Equal((ArticleState.Draft, true), (article.State, article.Public));
    }

    [Fact]
    public void WhoeverAskedForTheReviewCannotApprove()
    {
        var article = Written();
        article.AskReview(Sacha);

        Assert.Equal(ArticleRefusal.SecondPerson, Refused(() => article.Approve(Sacha, Noon)));
        Assert.Equal(ArticleRefusal.SecondPerson, Refused(() => article.Approve(Alix, Noon)));
        Assert.Equal(ArticleState.InReview, article.State);
    }

    [Fact]
    public void AReaderWhoChangesAWordBecomesTheWriterAndCannotApproveAnyMore()
    {
        var article = Written(review: true);

        article.Write(Content("Relu."), Dominique, Noon);

        Assert.Equal(ArticleState.InReview, article.State);
        Assert.Equal(ArticleRefusal.SecondPerson, article.RefusalFor(Dominique));
        Assert.Null(article.RefusalFor(Sacha));
    }

    [Theory]
    [InlineData(ArticleState.Draft, false, true, true, false)]
    [InlineData(ArticleState.InReview, true, false, true, false)]
    [InlineData(ArticleState.Published, false, false, true, false)]
    [InlineData(ArticleState.Archived, false, false, false, true)]
    public void EachStateTakesItsStepsAndRefusesTheOthers(ArticleState state, bool approve, bool ask, bool write, bool reopen)
    {
        Assert.Equal(approve, Takes(article => article.Approve(Dominique, Noon)));
        Assert.Equal(approve, Takes(article => article.SendBack()));
        Assert.Equal(approve, Takes(article => article.ApproveFor(Noon.AddDays(1), Dominique, Noon)));
        Assert.Equal(ask, Takes(article => article.AskReview(Alix)));
        Assert.Equal(write, Takes(article => article.Write(Content("Autre."), Alix, Noon)));
        Assert.Equal(write, Takes(article => article.Withdraw(Alix, Noon)));
        Assert.Equal(reopen, Takes(article => article.Reopen()));
        Assert.False(Takes(article => article.PublishOnTime(Noon)));

        bool Takes(Action<Article> step)
        {
            var article = In(state);
            var stamp = article.Stamp;
            try
            {
                step(article);
                Assert.True(article.Stamp > stamp, "A step moves the stamp.");
                return true;
            }
            catch (ArticleException refused)
            {
                Assert.Equal((state, stamp), (refused.State, article.Stamp));
                return false;
            }
        }
    }

    [Fact]
    public void WhatIsApprovedForAnHourIsPublicThenAndNotBefore()
    {
        var article = Written(review: true);
        article.ApproveFor(Noon.AddHours(2), Dominique, Noon);

        Refused(() => article.PublishOnTime(Noon.AddHours(1)));
        var revision = article.PublishOnTime(Noon.AddHours(2));

        Assert.Equal((Alix, Dominique), (revision.Author, revision.Approver));
        Assert.Null(article.PublishAt);
    }

    [Fact]
    public void AnApprovalForLaterLapsesWhenAWordIsChanged()
    {
        var article = Written(review: true);
        article.ApproveFor(Noon.AddHours(2), Dominique, Noon);

        article.Write(Content("Encore."), Alix, Noon);

        Assert.Equal((null, null), (article.Approver, article.PublishAt));
        Refused(() => article.PublishOnTime(Noon.AddHours(3)));
    }

    [Fact]
    public void AnHourThatIsPastIsRefused()
    {
        Assert.Equal(ArticleRefusal.Past, Refused(() => Written(review: true).ApproveFor(Noon, Dominique, Noon)));
        Assert.Equal(ArticleRefusal.Past, Refused(() => Published().WithdrawLater(Noon, Noon)));
        Assert.Equal(ArticleRefusal.State, Refused(() => Written().WithdrawLater(Noon.AddDays(1), Noon)));
    }

    [Fact]
    public void WithdrawingKeepsTheWordsAndTellsThePublicOnlyWhereItReadThem()
    {
        var published = Published();
        var draft = Written();

        var revision = published.Withdraw(Sacha, Noon);

        Assert.Equal((null, Sacha), (revision!.Content, revision.Author));
        Assert.Equal((ArticleState.Archived, false, "Brouillon."), (published.State, published.Public, published.Content.Short));
        Assert.Null(draft.Withdraw(Sacha, Noon));
    }

    [Fact]
    public void OnlyWhatNobodyTouchedTakesTheNewerWordsOfTheProduct()
    {
        var article = new Article { Slug = "vol-velo", Content = Content() };
        article.PublishSeed(Content(), Noon);
        Assert.True(article.Untouched);
        Assert.Equal(Editor.Seed, article.PublishSeed(Content("Plus neuf."), Noon).Author);

        article.Write(Content("À nous."), Alix, Noon);

        Assert.False(article.Untouched);
        Refused(() => article.PublishSeed(Content("Encore plus neuf."), Noon));
    }

    [Theory]
    [InlineData(9, "1", false, true)]
    [InlineData(10, "1", false, false)]
    [InlineData(1, "2", false, false)]
    [InlineData(1, "1", true, false)]
    public void SavesOfOnePersonWithinTenMinutesAreOneVersion(int minutes, string by, bool closed, bool goesOn)
    {
        var version = new SavedVersion { Slug = "vol-velo", Number = 1, Since = Noon, At = Noon.AddMinutes(8), By = Alix, Content = Content(), Closed = closed };

        Assert.Equal(goesOn, version.GoesOn(new Editor(by, "Quelqu’un"), Noon.AddMinutes(minutes)));
    }

    private static Article In(ArticleState state)
    {
        var article = state is ArticleState.Published or ArticleState.Archived ? Published() : Written(review: state is ArticleState.InReview);
        if (state is ArticleState.Archived) article.Withdraw(Alix, Noon);
        return article;
    }

    private static ArticleRefusal Refused(Action step) => Assert.Throws<ArticleException>(step).Refusal;
}
