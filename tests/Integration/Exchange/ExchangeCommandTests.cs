namespace BrigadeNumerique.Integration.Exchange;

/// <summary>What the two commands say, and how they end.</summary>
public sealed class ExchangeCommandTests : IDisposable
{
    private const string Sheet = """<Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F1"><dc:title>Perdre ses clés</dc:title><dc:date>modified 2026-03-04</dc:date><Texte><Paragraphe>Un.</Paragraphe></Texte></Publication>""";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("brigade-exchange-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("units", "units")]
    [InlineData("dila")]
    [InlineData("csv", "absent.csv", "--source", "dila")]
    [InlineData("csv", "/nulle/part")]
    public async Task AnImportOfAnUnknownFormatOrOfNothingIsABadArgument(params string[] arguments)
    {
        var (code, error) = await ServiceProcess.RunAsync(["import", .. arguments]);

        Assert.True(code == 2, error);
        Assert.Matches("markdown, csv ou dila|path|--source|n’existe pas", error);
    }

    [Theory]
    [InlineData("transcripts", "x")]
    [InlineData("articles", "x", "--format", "pdf")]
    public async Task AnExportOfSomethingElseIsABadArgument(params string[] arguments)
    {
        Assert.Equal(2, (await ServiceProcess.RunAsync(["export", .. arguments])).ExitCode);
    }

    [Fact]
    public async Task BothHaveAHelpThatNamesFormatsAndColumns()
    {
        var (code, help) = await ServiceProcess.RunForOutputAsync("import", "--help");
        var (other, export) = await ServiceProcess.RunForOutputAsync("export", "--help");

        Assert.Equal((0, 0), (code, other));
        foreach (var word in (string[])["markdown", "dila", "valid-until", "legal-source", "review-on", "question:en", "--dry-run", "--publish", "Publication"]) Assert.Contains(word, help, StringComparison.Ordinal);
        Assert.Contains("--drafts", export, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGoodSourceEndsWithZeroAndItsCounts()
    {
        await File.WriteAllTextAsync(PathOf("F1.xml"), Sheet, Stop);

        var (code, said) = await ServiceProcess.RunForOutputAsync("import", "dila", folder.FullName, "--dry-run");

        Assert.Equal(0, code);
        Assert.Contains("Fiches lues : 1 ; nouvelles : 1 ; modifiées : 0", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABrokenSourceEndsWithOneAndEveryFileIsNamed()
    {
        await File.WriteAllTextAsync(PathOf("F1.xml"), Sheet, Stop);
        await File.WriteAllTextAsync(PathOf("F2.xml"), "<Publication\n<", Stop);
        await File.WriteAllTextAsync(PathOf("F3.xml"), "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><Publication ID='F3'>&b;</Publication>", Stop);

        var (code, error) = await ServiceProcess.RunAsync("import", "dila", folder.FullName);

        Assert.Equal(1, code);
        Assert.Matches("F2\\.xml, ligne 2, colonne \\d+ : ", error);
        Assert.Contains("F3.xml, ligne 1 : une DTD ou une entité externe est refusée.", error, StringComparison.Ordinal);
        Assert.Contains("Rien n’a changé : 2 erreurs.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task AnExportGivesEveryPublicArticleInAFileThatAppearsWhole(string format)
    {
        var (code, error) = await ServiceProcess.RunAsync("export", "articles", PathOf("fiches"), "--format", format);

        Assert.True(code == 0, error);
        Assert.Equal(["fiches"], folder.EnumerateFiles().Select(file => file.Name));
        if (format == "json") Assert.All(await File.ReadAllLinesAsync(PathOf("fiches"), Stop), line => Assert.NotEmpty(JsonDocument.Parse(line).RootElement.GetProperty("question").GetString()!));
        Assert.Contains("vol-velo", await File.ReadAllTextAsync(PathOf("fiches"), Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SynonymsAreReadFromATableAndGivenBack()
    {
        await File.WriteAllTextAsync(PathOf("mots.csv"), "said;meant\r\nbrimborion;document\r\n", Stop);
        await File.WriteAllTextAsync(PathOf("faux.csv"), "said;meant\r\nbonjour;document\r\n", Stop);

        var (code, said) = await ServiceProcess.RunForOutputAsync("import", "synonyms", PathOf("mots.csv"), "--dry-run");
        var (refused, why) = await ServiceProcess.RunAsync("import", "synonyms", PathOf("faux.csv"));
        var (given, error) = await ServiceProcess.RunAsync("export", "synonyms", PathOf("export.csv"));

        Assert.Equal(0, code);
        Assert.Contains("Groupes lus : 1 ; nouveaux : 1 ; modifiés : 0", said, StringComparison.Ordinal);
        Assert.Equal(1, refused);
        Assert.Contains("faux.csv, ligne 2", why, StringComparison.Ordinal);
        Assert.True(given == 0, error);
        Assert.StartsWith("said;meant;", await File.ReadAllTextAsync(PathOf("export.csv"), Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnExportNeverTakesThePlaceOfAFolderThatHoldsOtherThings()
    {
        await File.WriteAllTextAsync(PathOf("photo.jpg"), "x", Stop);

        var (code, error) = await ServiceProcess.RunAsync("export", "articles", folder.FullName, "--replace");

        Assert.Equal(1, code);
        Assert.Contains("photo.jpg", error, StringComparison.Ordinal);
        Assert.Equal(["photo.jpg"], folder.EnumerateFileSystemInfos().Select(entry => entry.Name));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(folder.FullName, name);
}
