using BrigadeNumerique.KnowledgeBase.Drafting.Checking;

namespace BrigadeNumerique.Unit.KnowledgeBase.Drafting;

public sealed class AlignmentTests
{
    private const string Passage = "Ne cliquez pas et ne donnez rien. Transférez le SMS au 33700, puis supprimez-le. Vous connaissez l’auteur ? Allez en brigade. Le trottoir est interdit, sauf si la commune l’autorise. Un stage se fait dans un centre agréé. Il rend jusqu’à 4 points.";

    [Theory]
    [InlineData("Transférez le SMS au 33700.")]
    [InlineData("Ne donnez rien et transférez le SMS au 33700.")]
    [InlineData("Vous pouvez aussi transférer le SMS au 33700.")]
    [InlineData("Si vous connaissez l’auteur, allez en brigade.")]
    [InlineData("Le stage rend jusqu’à 4 points.")]
    public void APartOfWhatIsPublishedIsAQuotation(string said)
    {
        var way = Follow(said);
        Assert.True(way.IsQuotation, $"{way.In} {way.Over} {way.Leaps} {way.Left}");
    }

    [Theory]
    [InlineData("Transférez le SMS à votre banque.")]
    [InlineData("Cliquez et ne donnez rien.")]
    [InlineData("Le trottoir est autorisé, sauf si la commune l’interdit.")]
    [InlineData("Le trottoir est interdit.")]
    [InlineData("Allez en brigade.")]
    [InlineData("Transférez le SMS au 33800.")]
    public void WhatIsExchangedPutInOrLeftOutIsNone(string said) => Assert.False(Follow(said).IsQuotation);

    [Fact]
    public void TheWayIsCountedWordByWord()
    {
        var way = Follow("Supprimez le SMS, puis transférez ce message au 33700.");

        Assert.Equal(9, way.Words);
        Assert.Equal((0, 0), (way.In.Critical, way.Left.Limits));
        Assert.InRange(way.Leaps.Back, 1, 2);
        Assert.True(way.Cost > 1, $"{way.Cost}");
    }

    [Fact]
    public void WhatIsFoundNowhereIsPutIn()
    {
        var way = Follow("Bonjour chère madame");

        Assert.Equal(0, way.Matched.Exact);
        Assert.Equal(3, way.In.Sense + way.In.Light);
    }

    private static Alignment Follow(string said) => Alignment.Of(Reading.Of(said), new ReadPassage(Passage).Units);
}
