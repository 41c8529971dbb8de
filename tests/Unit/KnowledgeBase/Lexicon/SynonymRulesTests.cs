using BrigadeNumerique.KnowledgeBase.Lexicon;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Unit.KnowledgeBase.Lexicon;

public sealed class SynonymRulesTests
{
    [Fact]
    public void WhatIsTypedIsReadAsPhrasesALineOrBetweenCommas()
    {
        var words = SynonymRules.Read(" chignole ,\n\n caisse  pourrie;", "voiture\r\nvéhicule", bothWays: true, "entendu\tau\nguichet");

        Assert.Equal(["chignole", "caisse pourrie"], words.Said);
        Assert.Equal(["voiture", "véhicule"], words.Meant);
        Assert.Equal("entendu au guichet", words.Note);
        Assert.Empty(SynonymRules.Broken(words, []));
    }

    public static TheoryData<string, string, bool, SynonymRule> Refused => new()
    {
        { "", "voiture", false, SynonymRule.Empty },
        { "chignole", " ,\n", false, SynonymRule.Empty },
        { string.Join(',', Enumerable.Range(0, 20).Select(n => "mot" + n)), "voiture", false, SynonymRule.TooMany },
        { new string('a', 81), "voiture", false, SynonymRule.TooLong },
        { "bonjour", "voiture", false, SynonymRule.Filler },
        { "de la", "voiture", false, SynonymRule.Filler },
        { "chignole", "*", false, SynonymRule.Filler },
        { "vieille chignole rouge rouillée", "voiture", false, SynonymRule.TooManyWords },
        { "chignole", "certificat immatriculation véhicule terrestre", true, SynonymRule.TooManyWords },
        { "chignole, Chignolé", "voiture", false, SynonymRule.Twice },
        { "chignole", "voiture, voitures", false, SynonymRule.Twice },
        { "chignole", "Chignole", false, SynonymRule.BothSides },
        { "bagnole", "voiture", false, SynonymRule.Known },
    };

    [Theory, MemberData(nameof(Refused))]
    public void WhatWouldBeOfNoUseIsRefusedAndSaysWhy(string said, string meant, bool bothWays, SynonymRule rule) =>
        Assert.Equal(rule, Assert.Single(SynonymRules.Broken(SynonymRules.Read(said, meant, bothWays, ""), BuiltInSynonyms.All.Select(group => group.Words))).Rule);

    [Fact]
    public void ALongPhraseOfTheArticlesIsFineWhereItIsOnlyLookedFor() =>
        Assert.Empty(SynonymRules.Broken(SynonymRules.Read("papiers de la chignole", "certificat d’immatriculation du véhicule terrestre", false, ""), []));

    [Fact]
    public void EveryGroupOfTheProductKeepsTheRulesAndHasAKeyOfItsOwn()
    {
        Assert.All(BuiltInSynonyms.All, group => Assert.DoesNotContain(SynonymRules.Broken(group.Words, []), problem => problem.Rule is not (SynonymRule.Twice or SynonymRule.BothSides)));
        Assert.Equal(BuiltInSynonyms.All.Count, BuiltInSynonyms.All.Select(group => group.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.All(BuiltInSynonyms.All, group => Assert.InRange(group.Key.Length, 1, 80));
    }

    [Theory]
    [InlineData("foo:bar AND (")]
    [InlineData("\"chignole\"~2^5")]
    [InlineData("chign*")]
    [InlineData("\ud83d chignole")]
    public void NoSignMeansAnythingToTheSearch(string said)
    {
        var words = SynonymRules.Read(said, "voiture", false, "");

        Assert.Empty(SynonymRules.Broken(words, []));
        Assert.Contains(French.Stem("voiture"), new Synonyms([words]).At(French.Words(said), 0, out _));
    }
}
