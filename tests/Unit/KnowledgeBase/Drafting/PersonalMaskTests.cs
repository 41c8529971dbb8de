using BrigadeNumerique.KnowledgeBase.Drafting.Masking;

namespace BrigadeNumerique.Unit.KnowledgeBase.Drafting;

public sealed class PersonalMaskTests
{
    [Theory]
    [InlineData("je m’appelle Karim Belkacem", "je m’appelle [NOM-1]")]
    [InlineData("appelez le 06 12 34 56 78", "appelez le [TEL-1]")]
    [InlineData("ma carte 4970 1000 0000 0154 a servi", "ma carte [CARTE-1] a servi")]
    [InlineData("iban FR76 3000 6000 0112 3456 7890 189", "iban [IBAN-1]")]
    [InlineData("plaque AB-123-CD", "plaque [PLAQUE-1]")]
    [InlineData("né le 12 mars 1985", "né le [NAISSANCE-1]")]
    [InlineData("le 17, le 3919 et le 116 006 répondent", "le 17, le 3919 et le 116 006 répondent")]
    [InlineData("le 0 800 005 696 est gratuit", "le 0 800 005 696 est gratuit")]
    public void WhatTellsWhoSomebodyIsIsMaskedAndPublicNumbersAreNot(string words, string masked) => Assert.Equal(masked, new PersonalMask().Hide(words));

    [Fact]
    public void TheSameValueHasTheSameSignInAllTextsAndComesBackAsItWas()
    {
        var mask = new PersonalMask();
        var first = mask.Hide("je m’appelle Karim Belkacem, 06 12 34 56 78");
        var second = mask.Hide("rappelez le 06 12 34 56 78");

        Assert.Equal("rappelez le [TEL-1]", second);
        Assert.Equal("je m’appelle Karim Belkacem, 06 12 34 56 78", mask.Restore(first));
        Assert.Equal("[TEL-9]", mask.Restore("[TEL-9]"));
    }

    [Fact]
    public void ACardWithAWrongDigitIsNoCard() => Assert.DoesNotContain("CARTE", new PersonalMask().Hide("4970 1000 0000 0155"), StringComparison.Ordinal);
}
