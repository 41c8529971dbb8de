using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Unit.KnowledgeBase.Search;

public sealed class SynonymsTests
{
    private static readonly Editor Alix = new("1", "Alix");

    private static readonly SynonymWords Chignole = new() { Said = ["chignole", "caisse pourrie"], Meant = ["voiture"] };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void AGroupFindsOneWayUnlessItIsSaidToFindBoth()
    {
        var (one, both) = (new Synonyms([Chignole]), new Synonyms([Chignole with { BothWays = true }]));

        Assert.Equal([French.Stem("voiture")], At(one, "ma vieille caisse pourrie", 1));
        Assert.Empty(At(one, "voiture", 0));
        Assert.Equal([French.Stem("chignole"), French.Stem("caisse"), French.Stem("pourrie")], At(both, "voiture", 0));
    }

    [Fact]
    public void GroupsOfEditorsComeBesideThoseOfTheProductAndOneThatIsOffIsNot()
    {
        var none = Synonyms.With([], 0);
        var own = Synonyms.With([Group(Chignole)], 1);
        var off = Synonyms.With([Group(Chignole, on: false), Group(BuiltInSynonyms.All.Single(group => group.Key == "caisse").Words, "caisse", on: false)], 3);

        Assert.Same(Synonyms.Everyday, none);
        Assert.NotEmpty(At(own, "bagnole", 0));
        Assert.NotEmpty(At(own, "chignole", 0));
        Assert.Empty(At(off, "bagnole", 0));
        Assert.Empty(At(off, "chignole", 0));
        Assert.NotEmpty(At(off, "keuf", 0));
        Assert.Equal((1, 3), (own.Version, off.Version));
    }

    [Fact]
    public void WhatDiffersIsThePhrasesOfTheGroupAndTheTextsThatHaveThem()
    {
        var keys = Synonyms.Everyday.Differing(Synonyms.With([Group(Chignole)], 1));

        Assert.Equal(2, keys.Count);
        Assert.Empty(Synonyms.Everyday.Differing(Synonyms.With([Group(Chignole, on: false)], 2)));
        Assert.True(Synonyms.Touches(keys, French.Words("on m’a volé ma caisse toute pourrie")));
        Assert.False(Synonyms.Touches(keys, French.Words("on m’a volé ma caisse")));
    }

    [Fact]
    public void TheSameIndexFindsWithOtherWordsAndGoesOnThoughTheOneBeforeIsClosed()
    {
        using var search = new HelpSearch(TimeProvider.System);
        search.Swap(Generation.InMemory(SeededSearch.Published, askings: Askings.None(SeededSearch.Published.Articles), cancellationToken: Stop));
        var before = search.Find("ma turbinette", 10).Passages;

        search.Swap(search.Served!.With(Synonyms.With([Group(new SynonymWords { Said = ["turbinette"], Meant = ["vélo"] })], 1)));

        Assert.DoesNotContain(before, passage => passage.Slug == "vol-velo");
        Assert.Contains(search.Find("ma turbinette", 10).Passages, passage => passage.Slug == "vol-velo");
        Assert.Equal(1, search.Published.Edition.Synonyms);
    }

    [Fact]
    public async Task NoQuestionFailsWhileWordsAreSwapped()
    {
        using var search = new HelpSearch(TimeProvider.System);
        search.Swap(Generation.InMemory(SeededSearch.Published, askings: Askings.None(SeededSearch.Published.Articles), cancellationToken: Stop));
        using var done = new CancellationTokenSource();
        var asking = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var empty = 0;
            while (!done.IsCancellationRequested) empty += search.Find("vélo volé", 3).Passages.Count == 0 ? 1 : 0;
            return empty;
        }, TestContext.Current.CancellationToken)).ToList();

        for (var n = 1; n <= 500; n++) search.Swap(search.Served!.With(Synonyms.With([Group(Chignole)], n)));
        await done.CancelAsync();

        Assert.All(await Task.WhenAll(asking), empty => Assert.Equal(0, empty));
    }

    private static string[] At(Synonyms synonyms, string text, int start) => synonyms.At(French.Words(text), start, out _);

    private static SynonymGroup Group(SynonymWords words, string? builtIn = null, bool on = true)
    {
        var group = new SynonymGroup { Words = words, BuiltIn = builtIn };
        if (!on) group.Switch(false, Alix, default);
        return group;
    }
}
