using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Lexicon;
using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.KnowledgeBase.Studio;
using BrigadeNumerique.KnowledgeBase.Studio.Editing;
using BrigadeNumerique.KnowledgeBase.Studio.Synonymy;

namespace BrigadeNumerique.Unit.KnowledgeBase.Studio;

public sealed partial class StudioWordingTests
{
    [Fact]
    public void EveryTextThatTheStudioNamesExists()
    {
        var sources = Directory.EnumerateFiles(Folder(), "*.*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".razor" or ".cs").Select(File.ReadAllText).ToList();
        var keys = sources.SelectMany(text => Said().Matches(text).Select(match => match.Groups[1].Value)).Where(key => !key.EndsWith('.')).Distinct().ToList();
        var counts = sources.SelectMany(text => Counted().Matches(text).Select(match => match.Groups[1].Value)).Distinct().SelectMany(key => (string[])[key + ".one", key + ".many"]);

        Assert.True(keys.Count > 100);
        Assert.DoesNotContain(keys.Concat(counts), key => Wording.Find(key) is null);
    }

    [Fact]
    public void EveryValueHasItsWords()
    {
        Has<ArticleFilter>("filter.");
        Has<ArticleState>("path.");
        Has<EditorTab>("tab.");
        Has<StudioFault>("fault.");
        Has<AskedKind>("asked.");
        Has<SynonymRule>("syn.fault.");
        Has<SynonymChangeKind>("syn.change.");
        Has<SynonymFilter>("syn.filter.");
        Has<TriedKind>("syn.kind.");
        Has<SynonymAct>("syn.done.");
        Assert.All((string[])["write", "on", "off"], side => Assert.True(Wording.Find("syn.effect." + side) is not null && Wording.Find("syn.then." + side) is not null));
        Assert.All((string[])["on", "off", "remove"], act => Assert.True(Wording.Find("syn." + act) is not null && Wording.Find("syn.sure." + act) is not null));
        Assert.All(Enum.GetValues<BotAside>().Where(aside => aside is not BotAside.None), aside => Assert.NotNull(Wording.Find("aside." + aside.ToString().ToLowerInvariant())));
        Assert.All(SensitiveKinds.All, kind => Assert.NotNull(Wording.Find("sensitive." + kind)));
        Assert.All((string[])["heading", "bold", "list", "link", "phone", "net"], mark => Assert.NotNull(Wording.Find("mark." + mark)));

        static void Has<T>(string prefix)
            where T : struct, Enum => Assert.All(Enum.GetValues<T>(), value => Assert.NotNull(Wording.Find(prefix + value.ToString().ToLowerInvariant())));
    }

    [Fact]
    public void AnHourOfParisIsOneMoment()
    {
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 6, 0, 0, TimeSpan.Zero), Wording.FromParis(new DateTime(2026, 7, 1, 8, 0, 0)));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 7, 0, 0, TimeSpan.Zero), Wording.FromParis(new DateTime(2026, 12, 1, 8, 0, 0)));

        // The hour that the clocks skip in March.
        Assert.Equal(new DateTimeOffset(2027, 3, 28, 1, 30, 0, TimeSpan.Zero), Wording.FromParis(new DateTime(2027, 3, 28, 2, 30, 0)));
    }

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Bot", "Bot.csproj"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new DirectoryNotFoundException("The sources are not above the tests."), "KnowledgeBase", "Studio");
    }

    [GeneratedRegex("Wording\\.Say\\([^\"()]*\"([a-z0-9.-]+)\"[,):]")]
    private static partial Regex Said();

    [GeneratedRegex("Wording\\.Count\\(\"([a-z0-9.-]+)\"")]
    private static partial Regex Counted();
}
