using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Lexicon;
using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.KnowledgeBase.Studio.Synonymy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Integration.Lexicon;

/// <summary>Everyday words that editors add reach the search of every node, and nobody's words are lost.</summary>
public sealed class SynonymTests(SynonymTests.Apart services) : IClassFixture<SynonymTests.Apart>
{
    private static readonly Editor Alix = new("1", "Alix"), Dominique = new("2", "Dominique");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AWordThatIsAddedSwitchedOffAndRemovedIsFollowedByTheSearchAtOnceAndOnEveryNode(Engine engine)
    {
        const string Asked = "turlutaine";
        var service = await services.OnAsync(engine);
        var (book, search) = (Of<SynonymBook>(service), Of<HelpSearch>(service));
        var folder = Directory.CreateTempSubdirectory("brigade-node-");
        using var elsewhere = new HelpSearch(TimeProvider.System);
        using var other = new IndexKeeper(Of<IDbContextFactory<KnowledgeDb>>(service), elsewhere, Options.Create(new KnowledgeOptions { IndexDirectory = folder.FullName }), TimeProvider.System, NullLogger<IndexKeeper>.Instance);
        await other.RefreshAsync(Stop);
        Assert.False(Finds(search, Asked));

        var made = (await book.SaveAsync(null, 0, Words(Asked, "drone"), Alix, Stop)).Row!;
        Assert.True(Finds(search, Asked));
        Assert.True(await other.RefreshAsync(Stop));
        Assert.False(await other.RefreshAsync(Stop));
        Assert.True(Finds(elsewhere, Asked));

        var off = (await book.SwitchAsync(made.Key, made.Stamp, false, Dominique, Stop)).Row!;
        Assert.False(Finds(search, Asked));
        var on = (await book.SwitchAsync(made.Key, off.Stamp, true, Dominique, Stop)).Row!;
        Assert.True(Finds(search, Asked));
        await book.RemoveAsync(made.Key, on.Stamp, Alix, Stop);
        Assert.False(Finds(search, Asked));
        Assert.True(await other.RefreshAsync(Stop));
        Assert.False(Finds(elsewhere, Asked));
        Assert.Equal(
            [(SynonymChangeKind.Removed, Alix), (SynonymChangeKind.SwitchedOn, Dominique), (SynonymChangeKind.SwitchedOff, Dominique), (SynonymChangeKind.Written, Alix)],
            (await book.ChangesAsync(100, Stop)).Where(change => change.Words.Said[0] == Asked).Select(change => (change.Kind, change.By)));
        folder.Delete(recursive: true);
    }

    [Theory, EngineData]
    public async Task AGroupOfTheProductIsSwitchedOffAndOnButNeverChangedNorRemoved(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (book, search) = (Of<SynonymBook>(service), Of<HelpSearch>(service));
        var group = (await book.ReadAsync(Stop)).Single(row => row.Key == "origine-cambrioler");
        Assert.Equal((true, true, 0, (Editor?)null), (group.On, group.BuiltIn, group.Stamp, group.Writer));

        var off = (await book.SwitchAsync(group.Key, 0, false, Alix, Stop)).Row!;

        Assert.Equal((false, 1, Alix), (off.On, off.Stamp, off.Writer));
        Assert.Empty(search.Published.Synonyms.At(French.Words("cambrioler"), 0, out _));
        Assert.Null((await book.SaveAsync(group.Key, off.Stamp, Words("cambrioler", "vélo"), Alix, Stop)).Row);
        Assert.Null((await book.RemoveAsync(group.Key, off.Stamp, Alix, Stop)).Row);
        Assert.Equal(off, (await book.ReadAsync(Stop)).Single(row => row.Key == group.Key));
        await book.SwitchAsync(group.Key, off.Stamp, true, Alix, Stop);
        Assert.NotEmpty(search.Published.Synonyms.At(French.Words("cambrioler"), 0, out _));
    }

    [Theory, EngineData]
    public async Task OfTwoWhoSaveFromTheSameWordsTheSecondIsToldAndBothAreKept(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var book = Of<SynonymBook>(service);
        var row = (await book.SaveAsync(null, 0, Words("brimborion", "document"), Alix, Stop)).Row!;
        var (one, other) = (Words("brimborion, babiole", "document"), Words("brimborion", "document, papier"));

        var saves = await Task.WhenAll(
            Task.Run(() => book.SaveAsync(row.Key, row.Stamp, one, Alix, Stop), Stop),
            Task.Run(() => book.SaveAsync(row.Key, row.Stamp, other, Dominique, Stop), Stop));

        var (first, second) = (Assert.Single(saves, saved => !saved.Conflict), Assert.Single(saves, saved => saved.Conflict));
        Assert.Equal(first.Row!.Words.ToJson(), second.Row!.Words.ToJson());
        Assert.Equal(first.Row.Words.ToJson(), (await book.ReadAsync(Stop)).Single(now => now.Key == row.Key).Words.ToJson());
        var aside = Assert.Single(await book.ChangesAsync(100, Stop), change => change.Kind is SynonymChangeKind.Aside && change.Words.Said[0] == "brimborion");
        Assert.Contains(aside.Words.ToJson(), new[] { one.ToJson(), other.ToJson() });
        Assert.NotEqual(first.Row.Words.ToJson(), aside.Words.ToJson());
    }

    [Theory, EngineData]
    public async Task TwoWhoSwitchTheSameGroupOfTheProductMakeOneRow(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var book = Of<SynonymBook>(service);

        await Task.WhenAll(new[] { Alix, Dominique }.Select(editor => Task.Run(() => book.SwitchAsync("origine-toubib", 0, false, editor, Stop), Stop)));

        await using var db = await Of<IDbContextFactory<KnowledgeDb>>(service).CreateDbContextAsync(Stop);
        var row = await db.Synonyms.SingleAsync(group => group.BuiltIn == "toubib", Stop);
        Assert.Equal((false, 1), (row.On, row.Stamp));
    }

    [Theory, EngineData]
    public async Task WhoeverRemovesWhatSomebodyElseHasChangedIsToldFirst(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var book = Of<SynonymBook>(service);
        var row = (await book.SaveAsync(null, 0, Words("carabistouille", "escroquerie"), Alix, Stop)).Row!;
        await book.SaveAsync(row.Key, row.Stamp, Words("carabistouille, calembredaine", "escroquerie"), Dominique, Stop);

        Assert.True((await book.RemoveAsync(row.Key, row.Stamp, Alix, Stop)).Conflict);
        Assert.True((await book.SwitchAsync(row.Key, row.Stamp, false, Alix, Stop)).Conflict);

        Assert.True((await book.ReadAsync(Stop)).Single(now => now.Key == row.Key).On);
        Assert.Null((await book.RemoveAsync("999999", 1, Alix, Stop)).Row);
        Assert.Equal(SynonymRule.Filler, Assert.Single((await book.SaveAsync(null, 0, Words("bonjour", "escroquerie"), Alix, Stop)).Problems).Rule);
    }

    [Theory, EngineData]
    public async Task TheEffectTellsWhatGetsBetterAndWhatGetsWorseBeforeAnythingIsKept(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (book, trial, search) = (Of<SynonymBook>(service), Of<SynonymTrial>(service), Of<HelpSearch>(service));
        Of<AskedLog>(service).Note(AskedKind.NoArticle, "faut-il déclarer ma patatrasse");
        await Of<AskedLog>(service).WriteAsync(Stop);
        await Of<AskedBook>(service).SettleAsync("rien qui ressemble à quoi que ce soit", null, Stop);
        var before = search.Published.Edition;

        var common = await EffectAsync(new SynonymProposal(null, Words("plainte", "procuration")));
        var asked = await EffectAsync(new SynonymProposal(null, Words("patatrasse", "drone")));
        var none = await EffectAsync(new SynonymProposal(null, Words("introuvabilité", "vélo")));
        var off = await EffectAsync(new SynonymProposal("origine-cambrioler", On: false));

        Assert.True(common is { Witnesses: > 200, Variants: > 5000, Read: > 100, Left: 0 });
        Assert.NotEqual(common.Today, common.Then);
        Assert.Equal(1, asked.Read);
        Assert.Equal(1, asked.Unanswered);
        var changed = Assert.Single(asked.Others);
        Assert.NotEqual("drone-voisin", changed.Before.Slug);
        Assert.Equal("drone-voisin", changed.After.Slug);
        Assert.Equal((0, 0, 0, 0), (none.Read, none.Better.Count, none.Worse.Count, none.Others.Count));
        Assert.True(off.Read > 0);
        Assert.Equal(before, search.Published.Edition);

        var (then, _) = await book.ProposeAsync(new SynonymProposal(null, Words("patatrasse", "vélo")), Stop);
        var sides = await trial.AskAsync(then, "on m’a volé ma patatrasse", Stop);
        Assert.DoesNotContain(sides.Today.Take(1), ranked => ranked.Slug == "vol-velo");
        Assert.Equal("vol-velo", sides.Then[0].Slug);
        Assert.Contains(sides.Then[0].Reasons.Reads, read => read is { Said: "patatrasse", Meant: "vélo" });

        async Task<SynonymEffect> EffectAsync(SynonymProposal proposal)
        {
            var (words, problems) = await book.ProposeAsync(proposal, Stop);
            Assert.Empty(problems);
            return await trial.OfAsync(words, Stop);
        }
    }

    [Theory, EngineData]
    public async Task WhatIsStillToBeLearntIsLearntWithTheWordsAddedMeanwhile(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var folder = Directory.CreateTempSubdirectory("brigade-node-");
        using var search = new HelpSearch(TimeProvider.System);
        using var keeper = new IndexKeeper(Of<IDbContextFactory<KnowledgeDb>>(service), search, Options.Create(new KnowledgeOptions { IndexDirectory = folder.FullName }), TimeProvider.System, NullLogger<IndexKeeper>.Instance);
        await keeper.RefreshAsync(Stop);
        await using (var db = await Of<IDbContextFactory<KnowledgeDb>>(service).CreateDbContextAsync(Stop))
        {
            var last = await db.Revisions.AsNoTracking().OrderByDescending(revision => revision.Number).FirstAsync(revision => revision.Slug == "objet-perdu", Stop);
            db.Revisions.Add(new Revision { Slug = last.Slug, At = last.At, Author = Alix, Content = last.Content! with { Short = "Cherchez encore." } });
            await db.SaveChangesAsync(Stop);
        }

        Assert.True(await keeper.RefreshAsync(Stop));
        await Of<SynonymBook>(service).SaveAsync(null, 0, Words("farfouillette", "drone"), Alix, Stop);
        Assert.True(await keeper.RefreshAsync(Stop));
        Assert.True(await keeper.LearnAsync(Stop));

        Assert.True(Finds(search, "farfouillette"));
        Assert.Equal("Cherchez encore.", search.Find("objet-perdu")!.Text);
        Assert.False(await keeper.RefreshAsync(Stop));
        folder.Delete(recursive: true);
    }

    private static bool Finds(HelpSearch search, string word) => search.Find(word, 10).Passages.Any(passage => passage.Slug == "drone-voisin");

    private static SynonymWords Words(string said, string meant) => SynonymRules.Read(said, meant, false, "");

    private static T Of<T>(Service service)
        where T : notnull => service.Services.GetRequiredService<T>();

    /// <summary>Services whose words change.</summary>
    public sealed class Apart : IAsyncDisposable
    {
        private readonly Services services = new();

        public Task<Service> OnAsync(Engine engine) => services.OnAsync(engine);

        public ValueTask DisposeAsync() => services.DisposeAsync();
    }
}
