using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Unit.KnowledgeBase.Search;

public sealed class TongueTests
{
    [Theory]
    [InlineData("fr", "on m'a volé mon téléphone dans le train")]
    [InlineData("fr", "vol vélo")]
    [InlineData("fr", "")]
    [InlineData("en", "someone stole my phone in Paris")]
    [InlineData("es", "me han robado el móvil en la playa")]
    [InlineData("de", "mein Handy wurde im Zug gestohlen")]
    public void ALanguageIsKnownByItsCommonestWords(string language, string text)
    {
        Assert.Equal(language, Tongue.Of([.. French.Forms(text)]));
    }
}
