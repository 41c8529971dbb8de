using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.Unit.KnowledgeBase.HelpCenter;

public sealed class RemarkTests
{
    [Theory]
    [InlineData("écrivez-moi à jean.dupont@exemple.fr merci", "jean.dupont")]
    [InlineData("mon numéro 06 12 34 56 78 merci", "34")]
    [InlineData("rappelez le +33 6 12 34 56 78", "12")]
    [InlineData("ma voiture AB-123-CD est où", "123")]
    [InlineData("ma vieille 1234 AB 75", "1234")]
    public void WhatTellsWhoWroteItIsTakenOut(string words, string trace)
    {
        var clean = RemarkBook.Clean(words);

        Assert.Contains("[retiré]", clean, StringComparison.Ordinal);
        Assert.DoesNotContain(trace, clean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("le 17 ou le 112, on appelle lequel ?")]
    [InlineData("le 116 006 ne répond pas le soir")]
    [InlineData("il manque le délai de 45 jours pour 135 €")]
    public void AnOrdinaryRemarkStaysAsItIs(string words) => Assert.Equal(words, RemarkBook.Clean(words));

    [Fact]
    public void ItIsOneLineOfAtMost300WholeCharacters()
    {
        var clean = RemarkBook.Clean("a\r\nb\0\t" + new string('x', 293) + "🚲🚲🚲 \ud83d");

        Assert.InRange(clean.Length, 1, Remark.Longest);
        Assert.StartsWith("a b x", clean, StringComparison.Ordinal);
        Assert.All(clean.EnumerateRunes(), rune => Assert.NotEqual(System.Text.Rune.ReplacementChar, rune));
    }

    [Fact]
    public void ANumberAtTheEndIsNotCutInHalfBeforeItIsFound() =>
        Assert.DoesNotContain("0612", RemarkBook.Clean(new string('x', 290) + " 0612345678"), StringComparison.Ordinal);
}
