using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Unit.Handoff.Conversations;

public sealed class PlainWordsTests
{
    private const string Cited = "Portez **plainte** [1](/aide/vol-velo \"Vélo volé\u00A0: que faire\u202F?\"). Prévenez [2](/aide/assurance \"Mon assurance\"), puis [1](/aide/vol-velo \"Vélo volé\u00A0: que faire\u202F?\").";

    [Fact]
    public void ACitationIsItsNumber() => Assert.Equal("Portez plainte [1]. Prévenez [2], puis [1].", PlainWords.Of(Cited));

    [Fact]
    public void OnPaperEachNumberIsNamedOnceBelow() =>
        Assert.Equal("Portez plainte [1]. Prévenez [2], puis [1].\n\n[1] Vélo volé\u00A0: que faire\u202F? (/aide/vol-velo)\n[2] Mon assurance (/aide/assurance)", PlainWords.WithSources(Cited));

    [Fact]
    public void WordsWithoutCitationsStayAsTheyAre() => Assert.Equal("Le 17 [1].", PlainWords.WithSources("Le **17** [1]."));
}
