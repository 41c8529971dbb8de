using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.KnowledgeBase.Studio;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Integration.Studio;

/// <summary>What the bot would say with a draft, and says once it is public, here and on another node.</summary>
public sealed class DraftBotTests(StudioBookTests.Apart services) : IClassFixture<StudioBookTests.Apart>
{
    private const string Asked = "mon zibulon a disparu du garage";

    private static readonly Editor Alix = new("1", "Alix"), Dominique = new("2", "Dominique");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task WhatTheStudioShowsIsWhatTheBotSaysOnceItIsPublicOnEveryNode(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (book, bot, search) = (Of<StudioBook>(service), Of<DraftBot>(service), Of<HelpSearch>(service));
        var folder = Directory.CreateTempSubdirectory("brigade-node-");
        using var elsewhere = new HelpSearch(TimeProvider.System);
        using var other = new IndexKeeper(Of<IDbContextFactory<KnowledgeDb>>(service), elsewhere, Options.Create(new KnowledgeOptions { IndexDirectory = folder.FullName }), TimeProvider.System, NullLogger<IndexKeeper>.Instance);
        await other.RefreshAsync(Stop);
        var content = (await book.OpenAsync("objet-perdu", Stop))!.Article.Content;
        content = content with { Question = "Mon zibulon a disparu : que faire ?", Short = "Cherchez le zibulon.", Variants = ["zibulon perdu", "où est mon zibulon", "on a pris mon zibulon", "plus de zibulon", "zibulon égaré au garage"], Witnesses = [Asked] };
        var (made, _) = await book.CreateAsync("zibulon", content, Alix, Stop);
        Assert.NotEqual("zibulon", search.Find(Asked, 1).Passages.FirstOrDefault()?.Slug);

        var shown = await bot.AskAsync("zibulon", content, Asked, Stop);
        Assert.Equal(("zibulon", true), (shown.Ranking[0].Slug, shown.Ranking[0].Draft));
        Assert.True(shown.Found.Sure);

        await book.StepAsync("zibulon", made!.Article.Stamp, (article, _) => { article.AskReview(Alix); return null; }, Stop);
        await book.StepAsync("zibulon", made.Article.Stamp + 1, (article, at) => article.Approve(Dominique, at), Stop);
        Assert.Equal("zibulon", search.Find(Asked, 1).Passages[0].Slug);
        Assert.True(await other.RefreshAsync(Stop));
        Assert.Equal("zibulon", elsewhere.Find(Asked, 1).Passages[0].Slug);

        Assert.True(await other.LearnAsync(Stop));
        Assert.False(await other.LearnAsync(Stop));
        Assert.Equal(shown.Found.Confidence, elsewhere.Find(Asked, 1).Confidence, 5);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task TheWitnessesThatADraftTakesAwayAreListedWithBeforeAndAfter()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var (book, bot) = (Of<StudioBook>(service), Of<DraftBot>(service));
        var content = (await book.OpenAsync("vol-telephone", Stop))!.Article.Content;

        Assert.Empty(await bot.BreaksAsync("vol-telephone", content with { LegalSource = "code pénal" }, Stop));
        var broken = Assert.Single(await bot.BreaksAsync("vol-telephone", content with { Variants = [.. content.Variants, "on m'a volé mon vélo"] }, Stop), one => one.Question == "on m'a volé mon vélo");

        Assert.Equal((broken.Of, content.Question), (broken.Before, broken.After));
    }

    [Fact]
    public async Task ADraftPastItsDateIsShownAsTheSilenceItWouldBe()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var content = (await Of<StudioBook>(service).OpenAsync("vol-velo", Stop))!.Article.Content;

        var shown = await Of<DraftBot>(service).AskAsync("vol-velo", content with { ValidUntil = new DateOnly(2020, 1, 1) }, content.Question, Stop);

        Assert.True(shown.Ranking[0].Expired);
        Assert.True(shown.Found.Expired);
        Assert.Contains("en cours de vérification", Of<IBotReplies>(service).To(content.Question, shown.Found).Text, StringComparison.Ordinal);
    }

    private static T Of<T>(Service service)
        where T : notnull => service.Services.GetRequiredService<T>();
}
