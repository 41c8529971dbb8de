using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Texts;

namespace BrigadeNumerique.Unit.Bot.Texts;

public sealed class EmergencyReplyTests
{
    private static readonly Speech Texts = Speech.Load();

    [Theory]
    [MemberData(nameof(SpeechTests.Languages), MemberType = typeof(SpeechTests))]
    public void ASecondSignalSaysTheWayWithoutAVoiceAgain(string language) => Assert.All(
        (EmergencyKind[])[EmergencyKind.Police, EmergencyKind.Medical, EmergencyKind.Child, EmergencyKind.Witness, EmergencyKind.Attack, EmergencyKind.Silent],
        kind => Assert.Contains("**114**", Again(kind, language), StringComparison.Ordinal));

    [Fact]
    public void WhoIsToldToTextIsNotToldTwice() => Assert.DoesNotContain('\n', Again(EmergencyKind.Silent, "fr"));

    private static string Again(EmergencyKind kind, string language) =>
        new EmergencyReply(Texts).Again(new EmergencySignal(kind, "", EmergencyNumbers.For(kind, ""), language, "", []), language, 1).Text;
}
