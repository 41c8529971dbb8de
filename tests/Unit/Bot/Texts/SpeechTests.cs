using System.Text.RegularExpressions;
using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Texts;

namespace BrigadeNumerique.Unit.Bot.Texts;

public sealed partial class SpeechTests
{
    private static readonly Speech Texts = Speech.Load();

    private static readonly string[] Spoken = ["fr", "en", "es", "de", "it", "pt", "ar", "uk", "ru", "ro", "pl", "tr", "nl", "zh"];

    public static TheoryData<string> Languages => new(Spoken);

    [Fact]
    public void EveryLanguageOfTheTriageHasItsTexts() => Assert.Equal(Spoken.Order(), Texts.Languages.Order());

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryDangerIsAnsweredInTheLanguageWithTheSameNumbers(string language) => Assert.All(Keys(), key =>
    {
        Assert.True(Texts.Has(language, key), $"{language} lacks {key}");
        var (english, own) = (Texts.Lines("en", key), Texts.Lines(language, key));
        if (language != "fr") Assert.Equal(english.Count, own.Count);
        Assert.Equal(Numbers(english), Numbers(own));
    });

    [Theory]
    [MemberData(nameof(Languages))]
    public void TheStateOfAnAlertIsToldInTheLanguage(string language) => Assert.All(
        (string[])["alert.recorded", "alert.nobody", "alert.shown", "alert.taken", "alert.lost", "safe.ask", "safe.yes", "safe.no", "safe.unknown", "person.button"],
        key => Assert.True(Texts.Has(language, key), $"{language} lacks {key}"));

    private static IEnumerable<string> Keys() => Enum.GetValues<EmergencyKind>()
        .SelectMany(kind => (string[])["", "pacific"], (kind, territory) => EmergencyReply.Key(new EmergencySignal(kind, "", EmergencyNumbers.For(kind, territory), "fr", "", []))).Distinct();

    private static IEnumerable<string> Numbers(IEnumerable<string> lines) => Number().Matches(string.Join('\n', lines)).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\d{2,}")]
    private static partial Regex Number();
}
