using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Unit.KnowledgeBase.Search;

public sealed class WordClassesTests
{
    private static readonly WordClasses Classes = new(
    [
        "# a remark",
        "[bicycle]",
        "velo* biclou deux-roues",
        "+ petite|ptite .1 reine",
        "en: bike",
        "[car]",
        "en: car",
    ]);

    [Theory]
    [InlineData("mon BICLOU a disparu")]
    [InlineData("vélos")]
    [InlineData("un deux roues")]
    [InlineData("la petite reine")]
    [InlineData("ma ptite belle reine")]
    [InlineData("vello")]
    [InlineData("where is my bike")]
    public void WordsBeginningsAndExpressionsAreOfTheirClass(string text)
    {
        Assert.Equal(["@bicycle"], Classes.In(text));
    }

    [Theory]
    [InlineData("la petite et sa grande reine")]
    [InlineData("il pleut car il fait froid")]
    [InlineData("")]
    [InlineData("+ | .2 * [bicycle]")]
    public void OtherWordsAreOfNone(string text)
    {
        Assert.Empty(Classes.In(text));
    }

    [Fact]
    public void EveryClassOfTheProductIsRead()
    {
        Assert.Contains("@bicycle", WordClasses.Everyday.In("on m'a chouré mon biclou"));
        Assert.Contains("@theft", WordClasses.Everyday.In("my bike was stolen"));
        Assert.Contains("@partner", WordClasses.Everyday.In("mon mec"));
    }
}
