using BrigadeNumerique.Handoff.Relay;

namespace BrigadeNumerique.Unit.Handoff.Relay;

public sealed class RelayPrefillTests
{
    [Theory]
    [InlineData("il a un couteau", RelayField.Weapons)]
    [InlineData("je suis au 3 rue des Lilas à Dole, 2e étage", RelayField.Where)]
    [InlineData("mon mari tape dans la porte", RelayField.Author)]
    [InlineData("les enfants dorment", RelayField.Children)]
    [InlineData("appelez pas il m'entend", RelayField.Reach)]
    [InlineData("06 12 34 56 78", RelayField.Reach)]
    [InlineData("j’ai 14 ans", RelayField.Who)]
    public void AFieldQuotesTheCitizenAndNamesTheLine(string text, RelayField field)
    {
        var words = RelayPrefill.From([new Told(7, text)], [], null);

        Assert.Equal($"«\u00a0{text}\u00a0» (l.\u00a07)", words[field]);
    }

    [Fact]
    public void ADenialIsQuotedAndNotConcludedFrom() => Assert.Equal("«\u00a0il n’a pas d’arme\u00a0» (l.\u00a03)", RelayPrefill.From([new Told(3, "il n’a pas d’arme")], [], null)[RelayField.Weapons]);

    [Fact]
    public void WhatNobodyWroteStaysToBeAsked()
    {
        var words = RelayPrefill.From([new Told(1, "bonjour")], [], null);

        Assert.Equal(0, words.Filled);
    }

    [Fact]
    public void WhatIsTheSubjectAndTheSignsWithTheirLines() => Assert.Equal(
        "violences ou intrusion, maintenant · «\u00a0me frappe\u00a0» (l.\u00a02)",
        RelayPrefill.From([new Told(2, "il me frappe")], [new Seen(2, "me frappe"), new Seen(5, "Me Frappe")], "violences ou intrusion, maintenant")[RelayField.What]);

    [Fact]
    public void ASignWithinAWiderOneOfTheSameLineIsNotSaidTwice() => Assert.Equal(
        "«\u00a0il est derrière la porte\u00a0» (l.\u00a02)",
        RelayPrefill.From([new Told(2, "il est derrière la porte")], [new Seen(2, "il est derrière la porte"), new Seen(2, "derrière la porte")], null)[RelayField.What]);

    [Fact]
    public void OnlyTheSentenceIsQuotedAndTheLatestThree()
    {
        var lines = Enumerable.Range(1, 5).Select(n => new Told(n, $"Bonjour. Il a un couteau numéro {n}. Merci.")).ToList();

        var weapons = RelayPrefill.From(lines, [], null)[RelayField.Weapons];

        Assert.DoesNotContain("Bonjour", weapons);
        Assert.DoesNotContain("(l.\u00a02)", weapons);
        Assert.EndsWith("(l.\u00a05)", weapons);
    }

    [Fact]
    public void AFieldNeverOverflowsItsColumn()
    {
        var words = RelayPrefill.From([.. Enumerable.Range(1, 3).Select(n => new Told(n, $"rue {n} " + new string('x', 4000)))], [], null);

        Assert.InRange(words[RelayField.Where].Length, 1, RelayWords.Longest);
    }
}
