using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.KnowledgeBase.Studio;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Integration.Asked;

/// <summary>What was asked in vain reaches the editors, on both engines, and nothing else does.</summary>
public sealed class AskedTests(AskedTests.Apart services) : IClassFixture<AskedTests.Apart>
{

    private static readonly Editor Alix = new("1", "Alix"), Dominique = new("2", "Dominique");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AQuestionInVainReachesTheEditorsWithoutWhatTellsWhoAsked(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await Citizen.ArriveAsync(service.Http);

        var answer = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("je m'appelle Zébulon Kerdoncuff, 06 12 34 56 78, faut-il une vignette pour mon cerf-volant"));
        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("Aucune de ces situations"));

        Assert.NotEqual("article", answer.Kind());
        var row = Assert.Single(await RowsAsync(service, "cerf-volant"));
        Assert.Contains("faut-il une vignette pour mon cerf-volant", row.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zébulon", row.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Kerdoncuff", row.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("06 12", row.Text, StringComparison.Ordinal);
        Assert.Equal(service.Services.GetRequiredService<HelpSearch>().Today, row.Day);
    }

    [Theory, EngineData]
    public async Task WhoeverAsksForAPersonRightAfterAnArticleOrSaysItIsOfNoUseTellsItOfTheArticle(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var one = await Citizen.ArriveAsync(service.Http);
        await one.AwaitsAnswerAsync(await one.WritesAsync("on m’a volé mon vélo cargo, que faire ?"));
        await one.AwaitsAnswerAsync(await one.WritesAsync("Parler à une personne"));
        var other = await Citizen.ArriveAsync(service.Http);
        await other.AwaitsAnswerAsync(await other.WritesAsync("on m’a volé mon vélo pliant, que faire ?"));
        (await other.PostsAsync(new { type = "event", name = "chat/useful", from = new { id = "citoyen" }, value = new { slug = "vol-velo", answer = "no" } })).EnsureSuccessStatusCode();

        Assert.Equal((AskedKind.Person, "vol-velo"), Of(Assert.Single(await RowsAsync(service, "cargo"))));
        Assert.Equal((AskedKind.NotUseful, "vol-velo"), Of(Assert.Single(await RowsAsync(service, "pliant"))));

        static (AskedKind, string?) Of(AskedQuestion row) => (row.Kind, row.Nearest);
    }

    [Theory, EngineData]
    public async Task NothingOfDangerNorOfASensitiveSubjectIsKeptNorOfAnythingBeside(Engine engine)
    {
        var service = await services.OnAsync(engine);
        foreach (var grave in (string[])["mon mari me tape dessus il est là avec un couteau girafe", "mon mari me frappait souvent l'année dernière girafe", "j'ai envie de mourir girafe", "on m’a violée girafe"])
        {
            var citizen = await Citizen.ArriveAsync(service.Http);
            await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(grave));
            await citizen.WritesAsync("comment régler le carburateur de ma girafe");
            (await service.Http.GetAsync("/aide/recherche?q=" + Uri.EscapeDataString(grave), Stop)).EnsureSuccessStatusCode();
            Of<AskedLog>(service).Note(AskedKind.NoArticle, grave);
        }

        // Something ordinary after them: it was written, so they would have been.
        Of<AskedLog>(service).Note(AskedKind.NoArticle, "la girafe de mon voisin dépasse la haie");
        var row = Assert.Single(await RowsAsync(service, "girafe"));

        Assert.Contains("haie", row.Text, StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task ASearchOfTheHelpCentreWithoutAResultIsKept(Engine engine)
    {
        var service = await services.OnAsync(engine);

        (await service.Http.GetAsync("/aide/recherche?q=zwrgblx", Stop)).EnsureSuccessStatusCode();

        Assert.Equal(AskedKind.NoResult, Assert.Single(await RowsAsync(service, "zwrgblx")).Kind);
    }

    [Theory, EngineData]
    public async Task WhatIsOlderThanItMayBecomeIsRemoved(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var today = service.Services.GetRequiredService<HelpSearch>().Today;
        var days = Of<IOptions<KnowledgeOptions>>(service).Value.AskedDays;
        await using (var db = await DbAsync(service))
        {
            db.Asked.AddRange(Row("éléphant ancien", today.AddDays(-days - 1)), Row("éléphant récent", today.AddDays(-days)));
            db.SettledQuestions.Add(new SettledQuestion { Day = today.AddDays(-days - 1), Text = "éléphant écarté" });
            db.Hits.Add(new ArticleHit { Day = today.AddDays(-days - 1), Slug = "vol-velo", Variant = "éléphant", Count = 1 });
            await db.SaveChangesAsync(Stop);
        }

        await Of<AskedLog>(service).PurgeAsync(Stop);

        Assert.Equal("éléphant récent", Assert.Single(await RowsAsync(service, "éléphant")).Text);
        await using var after = await DbAsync(service);
        Assert.False(await after.SettledQuestions.AnyAsync(row => row.Text == "éléphant écarté", Stop));
        Assert.False(await after.Hits.AnyAsync(row => row.Variant == "éléphant", Stop));
    }

    [Theory, EngineData]
    public async Task EachAnswerIsCountedForTheWayOfAskingThatItMet(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var variant = service.Services.GetRequiredService<HelpSearch>().Published.Find("chien-perdu-trouve")?.Content.Variants[0]
            ?? service.Services.GetRequiredService<HelpSearch>().Published.Articles.First(article => article.Content is { Sensitive: null, Variants.Count: > 10 }).Content.Variants[0];
        var slug = service.Services.GetRequiredService<HelpSearch>().Find(variant, 1).Passages[0].Slug;

        for (var n = 0; n < 3; n++) Of<AskedLog>(service).Hit(slug, variant);
        await Of<AskedLog>(service).WriteAsync(Stop);
        Of<AskedLog>(service).Hit(slug, variant);
        await Of<AskedLog>(service).WriteAsync(Stop);

        await using var db = await DbAsync(service);
        Assert.Equal(4, (await db.Hits.SingleAsync(hit => hit.Slug == slug && hit.Variant == variant, Stop)).Count);
    }

    [Theory, EngineData]
    public async Task WhatIsSetAsideStaysAwayWithThoseAlikeAndWhatADraftHasComesBackWhenAskedLater(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var today = service.Services.GetRequiredService<HelpSearch>().Today;
        var book = Of<AskedBook>(service);
        await using (var db = await DbAsync(service))
        {
            db.Asked.AddRange(Row("dresser un perroquet gris", today), Row("vernir une pirogue antique", today.AddDays(-2)), Row("Vernir une pirogue antique !", today.AddDays(-1)));
            await db.SaveChangesAsync(Stop);
        }

        await book.SettleAsync("perroquet gris à dresser", null, Stop);
        await book.SettleAsync("vernir une pirogue antique", "vol-velo", Stop);
        var settled = await book.GroupsAsync(Stop);
        await using (var db = await DbAsync(service))
        {
            db.Asked.AddRange(Row("comment dresser mon perroquet gris", today.AddDays(1)), Row("vernir ma pirogue antique", today.AddDays(1)));
            await db.SaveChangesAsync(Stop);
        }

        await book.SettleAsync("quelque chose de tout autre", null, Stop);
        var later = await book.GroupsAsync(Stop);

        Assert.DoesNotContain(settled, group => group.Text.Contains("perroquet", StringComparison.Ordinal) || group.Text.Contains("pirogue", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(later, group => group.Text.Contains("perroquet", StringComparison.Ordinal));
        Assert.Equal(1, Assert.Single(later, group => group.Text.Contains("pirogue", StringComparison.Ordinal)).Count);
    }

    [Theory, EngineData]
    public async Task AVariantAddedFromAQuestionIsADraftOfItsOwnStampAndAWordOfNobodyElseIsLost(Engine engine)
    {
        const string Slug = "vol-velo", Variant = "on a pris mon biclou au marché";
        var service = await services.OnAsync(engine);
        var book = Of<StudioBook>(service);
        var before = (await book.OpenAsync(Slug, Stop))!.Article;

        Assert.Null(await book.AddVariantAsync(Slug, Variant, Alix, Stop));
        Assert.Null(await book.AddVariantAsync(Slug, Variant, Alix, Stop));
        var late = (await book.SaveAsync(Slug, before.Stamp, before.Content with { Short = "De la part de qui avait la page ouverte." }, Dominique, apart: false, Stop))!;

        var after = (await book.OpenAsync(Slug, Stop))!.Article;
        Assert.Equal((ArticleState.Draft, before.Stamp + 1, Alix), (after.State, after.Stamp, after.Writer));
        Assert.Equal(before.Content.Variants.Append(Variant), after.Content.Variants);
        Assert.True(late.Conflict);
        Assert.Equal(StudioFault.Unknown, await book.AddVariantAsync("aucune-fiche", Variant, Alix, Stop));
    }

    [Theory, EngineData]
    public async Task TheFiguresGroupWhatWasAskedAndNameTheVariantThatWasMetMost(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var today = service.Services.GetRequiredService<HelpSearch>().Today;
        await using (var db = await DbAsync(service))
        {
            db.Asked.AddRange(
                new AskedQuestion { Day = today, Kind = AskedKind.NotChosen, Text = "ranger un hamac kaki", Nearest = "objet-trouve" },
                new AskedQuestion { Day = today, Kind = AskedKind.Rephrased, Text = "Ranger un hamac kaki ?", Nearest = "objet-trouve" },
                new AskedQuestion { Day = today.AddDays(-7), Kind = AskedKind.NotChosen, Text = "ranger un hamac kaki", Nearest = "objet-trouve" });
            db.Hits.AddRange(
                new ArticleHit { Day = today, Slug = "objet-trouve", Variant = "un parapluie", Count = 100 },
                new ArticleHit { Day = today.AddDays(-6), Slug = "objet-trouve", Variant = "un chapeau", Count = 150 },
                new ArticleHit { Day = today.AddDays(-5), Slug = "objet-trouve", Variant = "un parapluie", Count = 100 },
                new ArticleHit { Day = today.AddDays(-7), Slug = "objet-trouve", Variant = "un chapeau", Count = 900 });
            db.Remarks.Add(new KnowledgeBase.Articles.Remark { Slug = "objet-trouve", Day = today, Text = "Il manque les horaires." });
            await db.SaveChangesAsync(Stop);
        }

        var week = await Of<AskedFigures>(service).OfAsync(7, Stop);
        var month = await Of<AskedFigures>(service).OfAsync(30, Stop);

        Assert.Equal(2, week.NotChosen.Single(row => row.Text.Contains("hamac", StringComparison.Ordinal)).Count);
        Assert.Equal(new AskedCount("ranger un hamac kaki", 3, "objet-trouve"), month.NotChosen.Single(row => row.Text.Contains("hamac", StringComparison.Ordinal)));
        Assert.Equal(new Answering("objet-trouve", 350, "un parapluie"), week.Most[0]);
        Assert.Equal(new Answering("objet-trouve", 1250, "un chapeau"), month.Most[0]);
        Assert.Equal(["Il manque les horaires."], week.Bad.Single(row => row.Slug == "objet-trouve").Lines);
    }

    private static AskedQuestion Row(string text, DateOnly day) => new() { Day = day, Kind = AskedKind.NoArticle, Text = text };

    private static T Of<T>(Service service)
        where T : notnull => service.Services.GetRequiredService<T>();

    private static Task<KnowledgeDb> DbAsync(Service service) => Of<IDbContextFactory<KnowledgeDb>>(service).CreateDbContextAsync(Stop);

    private static async Task<List<AskedQuestion>> RowsAsync(Service service, string word)
    {
        // A turn's answer is read a moment before it is noted.
        for (var attempt = 0; ; attempt++)
        {
            await Of<AskedLog>(service).WriteAsync(Stop);
            await using var db = await DbAsync(service);
            var rows = await db.Asked.AsNoTracking().Where(row => row.Text.Contains(word)).ToListAsync(Stop);
            if (rows.Count > 0 || attempt >= 50) return rows;
            await Task.Delay(100, Stop);
        }
    }

    public sealed class Apart : IAsyncDisposable
    {
        private readonly Services services = new();

        public Task<Service> OnAsync(Engine engine) => services.OnAsync(engine);

        public ValueTask DisposeAsync() => services.DisposeAsync();
    }
}
