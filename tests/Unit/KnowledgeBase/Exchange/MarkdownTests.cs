using System.Text.Json;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Exchange;
using BrigadeNumerique.KnowledgeBase.Seed;
using CsCheck;

namespace BrigadeNumerique.Unit.KnowledgeBase.Exchange;

public sealed class MarkdownTests : IDisposable
{
    private static readonly HashSet<string> Themes = ["route", "cyber"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("brigade-markdown-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void EveryArticleOfTheProductIsWrittenAsItsOwnFile()
    {
        var assembly = typeof(SeedArticle).Assembly;
        var files = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".md", StringComparison.Ordinal) && name.Contains(".Seed.Articles.", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count >= 150);
        foreach (var name in files)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var text = reader.ReadToEnd();
            var (slug, content) = SeedArticle.Read(name, text);

            Assert.Equal(text.TrimEnd(), SeedArticleWriter.Write(slug, content).TrimEnd());
        }
    }

    [Fact]
    public void EveryFieldComesBackWhateverItsSigns()
    {
        var text = Gen.OneOf(AnyOf("\"", "\\", "'", ": ", " #", "---", "\n", "\t", "{", "%", "é", "\u2028", "\u0085", "\uFEFF", "🚓", "a"), Gen.String[Gen.Char['!', '~'], 1, 6]).Array[1, 6].Select(string.Concat).Select(words => "x" + words + "x");
        text.List[12].Sample(words =>
        {
            var content = new ArticleContent
            {
                Theme = "route", Question = words[0], Short = words[1], Body = words[2].ReplaceLineEndings("\n"), Variants = [words[3]], Links = [new ArticleLink("https://www.exemple.fr/#" + Uri.EscapeDataString(words[4]), words[5])], Source = words[6],
                Updated = new DateOnly(2026, 1, 2), ValidUntil = new DateOnly(2027, 1, 2), Easy = words[7], Witnesses = [words[8]], LegalSource = words[9], Owner = words[10], ReviewOn = new DateOnly(2026, 5, 6), Sensitive = "harassment",
                Translations = new Dictionary<string, ArticleTranslation> { ["no"] = new(words[11], words[0], words[1]) }, Origin = new ArticleOrigin("dila:F1", "0123456789abcdef", true),
            };

            var (slug, read) = SeedArticle.Read("f.md", SeedArticleWriter.Write("a", content), Themes);

            Assert.Equal(("a", JsonSerializer.Serialize(content)), (slug, JsonSerializer.Serialize(read)));
        }, iter: 2000);
    }

    [Fact]
    public void EveryBrokenFileOfAFolderIsNamed()
    {
        Write("bon.md", Text("bon"));
        Write("cle.md", Text("cle").Replace("source:", "couleur: bleu\nsource:", StringComparison.Ordinal));
        Write("theme.md", Text("theme").Replace("theme: route", "theme: lune", StringComparison.Ordinal));
        Write("lien.md", Text("lien").Replace("source:", "links:\n  - url: http://x.fr\n    label: x\nsource:", StringComparison.Ordinal));
        Write("sous/bon.md", Text("bon"));
        Write("vide.md", "");

        var reading = Read(folder.FullName);

        Assert.Equal(["cle.md", "lien.md", "sous/bon.md", "theme.md", "vide.md"], reading.Faults.Select(fault => fault.File));
        Assert.Equal(6, reading.Faults[0].Line);
        Assert.Equal("clé inconnue « couleur ».", reading.Faults[0].Reason);
        Assert.Contains("bon.md", reading.Faults[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileLargerThanTheLimitIsRefusedBeforeItIsRead()
    {
        using (var large = File.Create(Path.Combine(folder.FullName, "gros.md"))) large.SetLength(50L << 20);

        Assert.Contains("8 Mo", Assert.Single(Read(folder.FullName).Faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AnArchiveIsReadLikeAFolderAndOneThatSwellsIsRefused()
    {
        var archive = Path.Combine(folder.FullName, "a.zip");
        using (var zip = System.IO.Compression.ZipFile.Open(archive, System.IO.Compression.ZipArchiveMode.Create))
        {
            using (var good = new StreamWriter(zip.CreateEntry("d/bon.md").Open())) good.Write(Text("bon"));
            using var swollen = zip.CreateEntry("enorme.md").Open();
            for (var n = 0; n < 9; n++) swollen.Write(new byte[1 << 20]);
        }

        var reading = Read(archive);

        Assert.Equal("bon", Assert.Single(reading.Articles).Slug);
        Assert.Equal("enorme.md", Assert.Single(reading.Faults).File);
    }

    [Fact]
    public async Task AFolderOfOtherThingsIsNeverReplacedAndAnExportThatFailsLeavesTheOldOne()
    {
        var target = Path.Combine(folder.FullName, "fiches");
        await MarkdownFolder.WriteAsync(target, replace: false, Articles("a", "b"), Stop);
        Assert.Equal(["a.md", "b.md"], Names(target));

        await Assert.ThrowsAsync<IOException>(() => MarkdownFolder.WriteAsync(target, replace: false, Articles("c"), Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => MarkdownFolder.WriteAsync(target, replace: true, Articles("c", null!), Stop));
        Assert.Equal(["a.md", "b.md"], Names(target));
        Assert.Equal(["fiches"], folder.EnumerateFileSystemInfos().Select(entry => entry.Name));

        await MarkdownFolder.WriteAsync(target, replace: true, Articles("c"), Stop);
        Assert.Equal(["c.md"], Names(target));
        await File.WriteAllTextAsync(Path.Combine(target, "photo.jpg"), "", Stop);
        await Assert.ThrowsAsync<IOException>(() => MarkdownFolder.WriteAsync(target, replace: true, Articles("d"), Stop));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async IAsyncEnumerable<(string Slug, ArticleContent Content)> Articles(params string[] slugs)
    {
        await Task.Yield();
        foreach (var slug in slugs) yield return slug is null ? throw new InvalidOperationException("The database is away.") : SeedArticle.Read(slug, Text(slug), Themes);
    }

    private static Gen<string> AnyOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(place => words[place]);

    private static string Text(string slug) => $"---\nslug: {slug}\ntheme: route\nquestion: \"Q ?\"\nshort: \"S.\"\nsource: \"x.fr\"\nupdated: 2026-01-02\nvalid-until: 2027-01-02\n---\nB.\n";

    private static IEnumerable<string> Names(string path) => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).Order();

    private static Reading Read(string path)
    {
        using var files = SourceFiles.Open(path, MarkdownFolder.Extension, MarkdownFolder.Limit);
        return MarkdownFolder.Read(files, Themes, null, Stop);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
