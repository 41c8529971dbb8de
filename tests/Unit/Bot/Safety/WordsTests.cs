using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Unit.Bot.Safety;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Au SECOURS", "au secours")]
    [InlineData("étranglé à l’œil", "etrangle a l oeil")]
    [InlineData("aideeeeez moiiii", "aideez moii")]
    [InlineData("sui\u200Bci\u200Dde", "suicide")]
    [InlineData("suіcіde", "suicide")]
    [InlineData("ѕuicide", "suicide")]
    [InlineData("a i d e z moi", "aidez moi")]
    [InlineData("S.O.S", "sos")]
    [InlineData("ｓｕｉｃｉｄｅ", "suicide")]
    [InlineData("qu’il n’y a qu’à l’a", "qu il n y a qu a l a")]
    [InlineData("y a t il", "y a t il")]
    [InlineData("Il arrive.Vite", "il arrive vite")]
    public void AMessageIsReadAsItWasMeant(string written, string read) => Assert.Equal(read, Read(written));

    [Theory]
    [InlineData("🆘", "sos")]
    [InlineData("🔪🩸", "couteau sang")]
    [InlineData("🏳️‍🌈", "emoji1f3f3 emoji1f308")]
    public void AnEmojiIsAWord(string written, string read) => Assert.Equal(read, Read(written));

    [Theory]
    [InlineData("su1c1de", "suicide")]
    [InlineData("c0ut3au", "couteau")]
    [InlineData("b4gn0le", "bagnole")]
    public void FiguresThatStandForLettersAreReadAsLettersToo(string written, string plain) =>
        Assert.Equal(plain, Words.WithoutFigures(written));

    [Theory]
    [InlineData("2main")]
    [InlineData("bi1")]
    [InlineData("17")]
    [InlineData("3la")]
    [InlineData("a7")]
    public void FiguresThatAreMeantStay(string written) => Assert.Equal(written, Words.WithoutFigures(written));

    [Fact]
    public void EveryWordKnowsWhereItStood()
    {
        const string Message = "Il m’a  frappée 🔪 hier";

        Assert.All(Words.Of(Message), word => Assert.True(word.Start >= 0 && word.Start + word.Length <= Message.Length));
        Assert.Equal("frappée", Places(Message, "frappee"));
    }

    [Fact]
    public void AHundredThousandCharactersAreReadAsTheyCome()
    {
        Assert.Equal(20_000, Words.Of(string.Concat(Enumerable.Repeat("abcd ", 20_000))).Count);
        Assert.Single(Words.Of(new string('x', 100_000)));
    }

    private static string Read(string text) => string.Join(' ', Words.Of(text).Select(word => word.Text));

    private static string Places(string message, string word)
    {
        var found = Words.Of(message).Single(candidate => candidate.Text == word);
        return message.Substring(found.Start, found.Length);
    }
}
