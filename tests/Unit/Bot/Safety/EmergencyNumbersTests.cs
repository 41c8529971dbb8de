using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Unit.Bot.Safety;

public sealed class EmergencyNumbersTests
{
    public static TheoryData<EmergencyKind> Kinds => new(Enum.GetValues<EmergencyKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryKindHasNumbersEverywhere(EmergencyKind kind)
    {
        Assert.NotEmpty(EmergencyNumbers.For(kind));
        Assert.NotEmpty(EmergencyNumbers.For(kind, "pacific"));
        Assert.NotEmpty(EmergencyNumbers.For(kind, "somewhere else"));
    }

    [Fact]
    public void WhoCannotSpeakIsGivenNoVoiceNumberWhereTheTextNumberIsProven() => Assert.Equal(["114"], EmergencyNumbers.For(EmergencyKind.Silent));

    [Fact]
    public void ThePacificHasItsOwnNumberAtSea()
    {
        Assert.Equal("16", EmergencyNumbers.For(EmergencyKind.Sea, "pacific")[0]);
        Assert.Equal("196", EmergencyNumbers.For(EmergencyKind.Sea)[0]);
    }
}
