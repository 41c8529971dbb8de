using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.KnowledgeBase.Seed;
using BrigadeNumerique.KnowledgeBase.Studio;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BrigadeNumerique.Integration.Studio;

/// <summary>From the first word to the public and back, on both engines.</summary>
public sealed class StudioBookTests(StudioBookTests.Apart services) : IClassFixture<StudioBookTests.Apart>
{
    private static readonly Editor Alix = new("1", "Alix"), Dominique = new("2", "Dominique");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ADraftStaysAmongEditorsUntilASecondPersonApprovesItThenTheBotSaysItAtOnce(Engine engine)
    {
        const string Slug = "objet-trouve";
        var service = await services.OnAsync(engine);
        var book = Book(service);
        var search = service.Services.GetRequiredService<HelpSearch>();
        var before = search.Find(Slug)!;

        var open = await WriteAsync(book, Slug, content => content with { Short = "Les nouveaux mots." }, Alix);
        Assert.Equal((ArticleState.Draft, true, true), (open.Article.State, open.Article.Public, open.Differs));
        Assert.Equal(before.Text, search.Find(Slug)!.Text);
        Assert.Null(await book.StepAsync(Slug, open.Article.Stamp, (article, _) => Do(() => article.AskReview(Alix)), Stop));
        open = (await book.OpenAsync(Slug, Stop))!;
        Assert.Equal(StudioFault.SecondPerson, await book.StepAsync(Slug, open.Article.Stamp, (article, at) => article.Approve(Alix, at), Stop));
        Assert.Equal(before.Text, search.Find(Slug)!.Text);
        Assert.Null(await book.StepAsync(Slug, open.Article.Stamp, (article, at) => article.Approve(Dominique, at), Stop));

        Assert.Equal("Les nouveaux mots.", search.Find(Slug)!.Text);
        var revisions = await book.RevisionsAsync(Slug, Stop);
        Assert.Equal([(Alix, Dominique), (Editor.Seed, null)], revisions.Select(revision => (revision.Author, revision.Approver)));
        Assert.Equal(before.Text, revisions[1].Content!.Short);
    }

    [Theory, EngineData]
    public async Task OfTwoWhoSaveFromTheSameWordsTheSecondIsToldAndBothTextsAreKept(Engine engine)
    {
        const string Slug = "drone-voisin";
        var service = await services.OnAsync(engine);
        var book = Book(service);
        var open = (await book.OpenAsync(Slug, Stop))!;
        var (one, other) = (open.Article.Content with { Body = "De la part d’Alix." }, open.Article.Content with { Body = "De la part de Dominique." });

        var saves = await Task.WhenAll(
            Task.Run(() => book.SaveAsync(Slug, open.Article.Stamp, one, Alix, false, Stop), Stop),
            Task.Run(() => book.SaveAsync(Slug, open.Article.Stamp, other, Dominique, false, Stop), Stop));

        var second = Assert.Single(saves, saved => saved!.Conflict)!;
        var first = Assert.Single(saves, saved => !saved!.Conflict)!;
        Assert.Equal(first.Open.Article.Content.Body, second.Open.Article.Content.Body);
        Assert.Equal(first.Open.Article.Content.Body, (await book.OpenAsync(Slug, Stop))!.Article.Content.Body);
        var versions = await book.VersionsAsync(Slug, Stop);
        Assert.Equal(new[] { one.Body, other.Body }.Order(StringComparer.Ordinal), versions.Select(version => version.Content.Body).Order(StringComparer.Ordinal));
        Assert.Equal(second.Aside, versions.Single(version => version.Content.Body != first.Open.Article.Content.Body).Number);
    }

    [Theory, EngineData]
    public async Task TwentySavesAtOnceLoseNothing(Engine engine)
    {
        const string Slug = "petards-feux-artifice";
        var service = await services.OnAsync(engine);
        var book = Book(service);
        var open = (await book.OpenAsync(Slug, Stop))!;

        await Parallel.ForEachAsync(Enumerable.Range(0, 20), new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = Stop }, async (n, stop) =>
            await book.SaveAsync(Slug, open.Article.Stamp, open.Article.Content with { Body = $"Texte {n}." }, new Editor($"e{n}", $"Rédaction {n}"), false, stop));

        var versions = await book.VersionsAsync(Slug, Stop);
        Assert.Equal(20, versions.Select(version => version.Content.Body).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 20).Reverse(), versions.Select(version => version.Number));
    }

    [Theory, EngineData]
    public async Task SavesOfOnePersonAreOneVersionUntilSomebodyElseSavesOrItIsHandedOn(Engine engine)
    {
        const string Slug = "fourriere";
        var service = await services.OnAsync(engine);
        var book = Book(service);

        await WriteAsync(book, Slug, content => content with { Body = "Un." }, Alix);
        await WriteAsync(book, Slug, content => content with { Body = "Deux." }, Alix);
        await WriteAsync(book, Slug, content => content with { Body = "Trois." }, Dominique);
        var open = await WriteAsync(book, Slug, content => content with { Body = "Quatre." }, Alix);
        await book.StepAsync(Slug, open.Article.Stamp, (article, _) => Do(() => article.AskReview(Alix)), Stop);
        await WriteAsync(book, Slug, content => content with { Body = "Cinq." }, Alix);

        Assert.Equal(["Cinq.", "Quatre.", "Trois.", "Deux."], (await book.VersionsAsync(Slug, Stop)).Select(version => version.Content.Body));
    }

    [Theory, EngineData]
    public async Task AnOldVersionComesBackAsTheDraftAndWhatStoodThereIsKept(Engine engine)
    {
        const string Slug = "fps-stationnement";
        var service = await services.OnAsync(engine);
        var book = Book(service);
        await WriteAsync(book, Slug, content => content with { Body = "Ancien." }, Dominique);
        var open = await WriteAsync(book, Slug, content => content with { Body = "Récent." }, Alix);
        var old = (await book.VersionsAsync(Slug, Stop)).Single(version => version.Content.Body == "Ancien.");

        await book.SaveAsync(Slug, open.Article.Stamp, old.Content, Alix, apart: true, Stop);

        Assert.Equal("Ancien.", (await book.OpenAsync(Slug, Stop))!.Article.Content.Body);
        Assert.Equal(["Ancien.", "Récent.", "Ancien."], (await book.VersionsAsync(Slug, Stop)).Select(version => version.Content.Body));
    }

    [Theory, EngineData]
    public async Task WhatWasPublicOnADayIsShownWordForWord(Engine engine)
    {
        const string Slug = "numero-112-europe";
        var service = await services.OnAsync(engine);
        var clock = new FakeTimeProvider(service.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(1));
        var book = new StudioBook(Databases(service), service.Services.GetRequiredService<IndexKeeper>(), clock);
        var first = (await book.OpenAsync(Slug, Stop))!.Public!;

        await PublishAsync(book, Slug, content => content with { Body = "Au printemps." });
        var spring = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromDays(90));
        await PublishAsync(book, Slug, content => content with { Body = "En été." });
        clock.Advance(TimeSpan.FromDays(90));
        var open = (await book.OpenAsync(Slug, Stop))!;
        await book.StepAsync(Slug, open.Article.Stamp, (article, at) => article.Withdraw(Alix, at), Stop);

        Assert.Null(await book.PublicOnAsync(Slug, first.At.AddSeconds(-1), Stop));
        Assert.True(first.Content.IsSameAs((await book.PublicOnAsync(Slug, spring.AddSeconds(-1), Stop))!.Content));
        Assert.Equal("Au printemps.", (await book.PublicOnAsync(Slug, spring.AddDays(89), Stop))!.Content.Body);
        Assert.Equal("En été.", (await book.PublicOnAsync(Slug, spring.AddDays(90), Stop))!.Content.Body);
        Assert.Null(await book.PublicOnAsync(Slug, clock.GetUtcNow(), Stop));
    }

    [Theory, EngineData]
    public async Task WhatIsScheduledIsPublishedAndWithdrawnOnceThoughTwoNodesTry(Engine engine)
    {
        const string Slug = "urgence-en-mer";
        var service = await services.OnAsync(engine);
        var clock = new FakeTimeProvider(service.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(1));
        var index = service.Services.GetRequiredService<IndexKeeper>();
        var book = new StudioBook(Databases(service), index, clock);
        ScheduleWatch[] nodes = [.. Enumerable.Range(0, 2).Select(_ => new ScheduleWatch(Databases(service), index, clock, NullLogger<ScheduleWatch>.Instance))];
        var open = await WriteAsync(book, Slug, content => content with { Short = "Demain matin." }, Alix);
        await StepAsync(book, Slug, (article, _) => Do(() => article.AskReview(Alix)));
        await StepAsync(book, Slug, (article, at) => Do(() => article.ApproveFor(at.AddHours(8), Dominique, at)));
        Assert.Equal(0, await nodes[0].LookAsync(Stop));

        clock.Advance(TimeSpan.FromHours(8));
        var done = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.LookAsync(Stop), Stop)));

        Assert.Equal(1, done.Sum());
        Assert.Equal("Demain matin.", service.Services.GetRequiredService<HelpSearch>().Find(Slug)!.Text);
        Assert.Equal(2, (await book.RevisionsAsync(Slug, Stop)).Count);

        await StepAsync(book, Slug, (article, at) => Do(() => article.WithdrawLater(at.AddDays(2), at)));
        clock.Advance(TimeSpan.FromDays(2));
        done = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.LookAsync(Stop), Stop)));

        Assert.Equal(1, done.Sum());
        Assert.Null(service.Services.GetRequiredService<HelpSearch>().Find(Slug));
        Assert.Equal(ArticleState.Archived, (await book.OpenAsync(Slug, Stop))!.Article.State);
    }

    [Theory, EngineData]
    public async Task NewerWordsOfTheProductReachTheArticlesThatNobodyTouchedAndNoOthers(Engine engine)
    {
        const string Slug = "vol-velo";
        var service = await services.OnAsync(engine);
        var (book, seeds) = (Book(service), service.Services.GetRequiredService<SeedLoader>());
        await WriteAsync(book, "vol-telephone", content => content with { Short = "À nous." }, Alix);
        var withdrawn = (await book.OpenAsync("main-courante-ou-plainte", Stop))!;
        await book.StepAsync("main-courante-ou-plainte", withdrawn.Article.Stamp, (article, at) => article.Withdraw(Alix, at), Stop);
        var newer = SeedLoader.Read().Select(seed => seed.Slug is Slug or "vol-telephone" or "main-courante-ou-plainte" ? (seed.Slug, seed.Content with { Short = "Plus neuf.", Variants = [.. seed.Content.Variants, "ma bécane à pédales"] }) : seed).ToList();

        Assert.Equal(0, await seeds.LoadAsync(Stop));
        Assert.Equal(1, await seeds.LoadAsync(newer, Stop));
        Assert.Equal(0, await seeds.LoadAsync(newer, Stop));

        var open = (await book.OpenAsync(Slug, Stop))!;
        Assert.Equal(("Plus neuf.", "Plus neuf.", Editor.Seed, false), (open.Article.Content.Short, open.Public!.Content.Short, open.Public.Author, open.Differs));
        Assert.Contains("ma bécane à pédales", open.Public.Content.Variants);
        Assert.Equal(2, (await book.RevisionsAsync(Slug, Stop)).Count);
        Assert.Equal("À nous.", (await book.OpenAsync("vol-telephone", Stop))!.Article.Content.Short);
        Assert.Null((await book.OpenAsync("main-courante-ou-plainte", Stop))!.Public);
    }

    private static StudioBook Book(Service service) => service.Services.GetRequiredService<StudioBook>();

    private static IDbContextFactory<KnowledgeDb> Databases(Service service) => service.Services.GetRequiredService<IDbContextFactory<KnowledgeDb>>();

    private static async Task<OpenArticle> WriteAsync(StudioBook book, string slug, Func<ArticleContent, ArticleContent> change, Editor by)
    {
        var open = (await book.OpenAsync(slug, Stop))!;
        var saved = (await book.SaveAsync(slug, open.Article.Stamp, change(open.Article.Content), by, false, Stop))!;
        Assert.False(saved.Conflict);
        return saved.Open;
    }

    private static async Task StepAsync(StudioBook book, string slug, Func<Article, DateTimeOffset, Revision?> step)
    {
        var open = (await book.OpenAsync(slug, Stop))!;
        Assert.Null(await book.StepAsync(slug, open.Article.Stamp, step, Stop));
    }

    private static async Task PublishAsync(StudioBook book, string slug, Func<ArticleContent, ArticleContent> change)
    {
        await WriteAsync(book, slug, change, Alix);
        await StepAsync(book, slug, (article, _) => Do(() => article.AskReview(Alix)));
        await StepAsync(book, slug, (article, at) => article.Approve(Dominique, at));
    }

    private static Revision? Do(Action step)
    {
        step();
        return null;
    }

    /// <summary>Services whose articles change; every test has an article of its own.</summary>
    public sealed class Apart : IAsyncDisposable
    {
        private readonly Services services = new();

        public Task<Service> OnAsync(Engine engine) => services.OnAsync(engine);

        public ValueTask DisposeAsync() => services.DisposeAsync();
    }
}
