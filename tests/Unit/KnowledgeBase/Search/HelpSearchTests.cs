using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Unit.KnowledgeBase.Search;

/// <summary>The search in the articles that come with the product.</summary>
public sealed class HelpSearchTests(SeededSearch seeded) : IClassFixture<SeededSearch>
{
    private HelpSearch Search => seeded.Search;

    [Theory]
    [InlineData("amende")]
    [InlineData("un vol")]
    [InlineData("plainte")]
    [InlineData("Plainte ?")]
    [InlineData("arnaque")]
    public void OneWordOfManyArticlesIsBroadAndEveryArticleOfferedHasIt(string word)
    {
        var broad = Search.Broad(word, 3);

        Assert.NotNull(broad);
        Assert.Equal(3, broad.Passages.Count);
        Assert.Equal(3, broad.Passages.Select(passage => passage.Slug).Distinct().Count());
    }

    [Theory]
    [InlineData("on m'a volé mon vélo cette nuit devant la gare")]
    [InlineData("Perceval")]
    [InlineData("fourrière")]
    [InlineData("bonjour")]
    [InlineData("12")]
    [InlineData("*")]
    [InlineData("")]
    public void AQuestionThatSaysMoreOrAWordOfOneArticleIsNotBroad(string question) => Assert.Null(Search.Broad(question, 3));

    [Theory]
    [InlineData("on m'a volé mon vélo cette nuit devant la gare", "Bonjour, je m'appelle Camille Exemple, on m'a volé mon vélo cette nuit devant la gare. Mon numéro est le 06 12 34 56 78 ou camille.exemple@courriel.test, merci")]
    [InlineData("comment faire une procuration pour les élections ?", "comment faire une procuration pour les élections ? Cordialement, Jean Dupont-Exemple")]
    [InlineData("un faux banquier a vidé mon compte", "un faux banquier a vidé mon compte FR76 3000 6000 0112 3456 7890 189, tél : +33 6 12 34 56 78")]
    public void WhoAsksDoesNotChangeWhatIsFound(string question, string signed)
    {
        var (plain, told) = (Search.Find(question, 1), Search.Find(signed, 1));

        Assert.Equal(plain.Passages[0].Slug, told.Passages[0].Slug);
        Assert.InRange(told.Confidence, plain.Confidence - 0.1, 1);
    }

    [Theory]
    [InlineData("C'est quoi le 3919 ?")]
    [InlineData("je m'appelle reviens")]
    [InlineData("06 12 34 56 78")]
    public void WhatIsAskedStays(string question) => Assert.NotEqual("", Traces.LeftOutOf(question).Trim());

    [Theory]
    [InlineData("on a piraté mon WhatsApp à Perpignan")]
    [InlineData("mon compte Ameli ne s'ouvre plus")]
    [InlineData("un colis Zalando livré par Mondial Relay")]
    [InlineData("que faire contre Orange ou SFR ?")]
    [InlineData("c'est quoi Perceval, THESEE et le 3919 ?")]
    [InlineData("rodéos place Charles-de-Gaulle à Nogaro")]
    [InlineData("ma plaque a été copiée, ma carte d'identité volée, mon iban donné")]
    [InlineData("il m'appelle tous les jours sur Messenger")]
    public void TownsMakesAndServicesSayWhatIsAsked(string question) => Assert.Equal(question, Traces.LeftOutOf(question));

    [Theory]
    [InlineData("que faire, j'habite 12 bis rue des Lilas, 35700 Rennes", "que faire, Rennes")]
    [InlineData("Je suis Mme Kerdoncuff, née le 12 mars 1985. Où voter ?", ", . Où voter ?")]
    [InlineData("on a copié ma plaque, ma plaque est AB-123-CD", "on a copié ma plaque,")]
    [InlineData("il m'insulte, son compte est @nono_lamenace", "il m'insulte, son compte est")]
    [InlineData("on a utilisé ma carte d'identité 12AB34567", "on a utilisé ma carte d'identité")]
    public void WhatTellsWhoAsksIsLeftOutWithWhatAnnouncesIt(string question, string left) => Assert.Equal(left, string.Join(' ', Traces.LeftOutOf(question).Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void TheHeadingOfABroadWordIsTheOneOfMostOfItsArticles() => Assert.Equal("route", Search.Broad("amende", 3)?.Topic?.Slug);

    [Theory]
    [InlineData("vél", "/aide/vol-velo")]
    [InlineData("velo vol", "/aide/vol-velo")]
    [InlineData("tapage", "/aide/tapage-nocturne-diurne")]
    [InlineData("cyb", "/aide/rubrique/cyber")]
    public void ABeginningSuggestsWhatItMayBecome(string typed, string href) => Assert.Contains(href, Search.Suggest(typed, 6).Select(suggestion => suggestion.Href));

    [Theory]
    [InlineData("v")]
    [InlineData("")]
    [InlineData("  ?")]
    [InlineData("*")]
    public void TooLittleSuggestsNothing(string typed) => Assert.Empty(Search.Suggest(typed, 6));

    [Fact]
    public void NothingIsSuggestedTwiceAndNoMoreThanAsked()
    {
        var found = Search.Suggest("plainte en ligne", 4);

        Assert.InRange(found.Count, 1, 4);
        Assert.Equal(found.Count, found.Select(suggestion => suggestion.Href).Distinct().Count());
    }

    public static TheoryData<string> Hostile => new(
        "foo:bar AND (", "*", "~", "\"", "title:[a TO z]", "a* b* c* *?*?*?*", new string('*', 5000), "((((((((", "\\", "vol\0\u0001\u001f\u007f velo", "\ud83d", "vélo \udc00 volé \ud83d",
        new string('a', 199) + "🚲", string.Join(' ', Enumerable.Range(0, 10_000).Select(n => "mot" + n)), new string('é', 100_000), string.Concat(Enumerable.Repeat("e\u0301", 20_000)));

    [Theory, MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void AnythingIsTextAndFindsOrFindsNothing(string words)
    {
        Assert.NotNull(Search.Find(words, 10));
        Assert.InRange(Search.Suggest(words, 6).Count, 0, 6);
        Search.Broad(words, 3);
        Search.Within("vol-velo", words);
    }

    [Fact]
    public void QueryOperatorsChangeNothing() =>
        Assert.Equal(Slugs("vélo volé"), Slugs("(vélo) \"volé\"* ~"));

    [Theory]
    [InlineData("payer-amende", "combien de temps ?", "jours")]
    [InlineData("perceval-fraude-carte", "combien de temps pour contester ?", "13\u00A0mois")]
    [InlineData("perceval-fraude-carte", "et c'est payant ?", "payant")]
    public void AFurtherQuestionFindsThePartThatAnswersIt(string slug, string question, string part) => Assert.Contains(part, Search.Within(slug, question), StringComparison.OrdinalIgnoreCase);

    private IEnumerable<string> Slugs(string question) => Search.Find(question, 3).Passages.Select(passage => passage.Slug);
}

/// <summary>The product's articles, indexed once.</summary>
public sealed class SeededSearch : IDisposable
{
    public SeededSearch()
    {
        Search.Swap(Generation.InMemory(Published, askings: Askings.None(Published.Articles)));
    }

    public HelpSearch Search { get; } = new(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero)));

    internal static Published Published { get; } = new(
        BrigadeNumerique.KnowledgeBase.Seed.SeedTopics.All, BrigadeNumerique.KnowledgeBase.Seed.SeedLoader.Read().Select((seed, n) => new PublishedArticle(seed.Slug, n + 1, seed.Content)), 1);

    public void Dispose() => Search.Dispose();
}
