using System.Text.RegularExpressions;
using BrigadeNumerique.Handoff.Board;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Supervision;

namespace BrigadeNumerique.Unit.Handoff.Board;

public sealed partial class BoardWordingTests
{
    [Fact]
    public void EveryTextThatTheBoardNamesExists()
    {
        var sources = Directory.EnumerateFiles(Folder(), "*.*").Where(file => Path.GetExtension(file) is ".razor" or ".cs").Select(File.ReadAllText).ToList();
        var keys = sources.SelectMany(source => Said().Matches(source).Select(match => match.Groups[1].Value)).Where(key => !key.EndsWith('.')).Distinct().ToList();
        var counts = sources.SelectMany(source => Counted().Matches(source).Select(match => match.Groups[1].Value)).Where(key => !key.EndsWith('.')).Distinct().ToList();

        Assert.True(keys.Count > 60);
        Assert.DoesNotContain(keys, key => Wording.Find(key) is null);
        Assert.DoesNotContain(counts, key => Wording.Find(key + ".one") is null || Wording.Find(key + ".many") is null);
    }

    [Fact]
    public void EveryValueHasItsWords()
    {
        Assert.All(Enum.GetValues<Ring>(), ring => Assert.NotNull(Wording.Find("figure.ring." + ring.ToString().ToLowerInvariant())));
        Assert.All(Enum.GetValues<Priority>(), priority => Assert.NotNull(Wording.Find($"kind.{priority.ToString().ToLowerInvariant()}.many")));
        Assert.All(Enum.GetValues<Presence>(), presence => Assert.NotNull(Wording.Find("presence." + presence.ToString().ToLowerInvariant())));
        Assert.All(Enum.GetValues<JournalKind>(), kind => Assert.NotNull(Wording.Find("journal." + kind.ToString().ToLowerInvariant()) ?? Wording.Find("journal." + kind.ToString().ToLowerInvariant() + ".one")));
    }

    [Theory]
    [InlineData(501, "8:21")]
    [InlineData(3723, "1:02:03")]
    [InlineData(6, "0:06")]
    public void DurationsAreSaidAsTheDeskCountsThem(int seconds, string words) => Assert.Equal(words, Wording.Span(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void WhatIsNotKnownIsADashAndNotAZero()
    {
        Assert.Equal("—", Wording.Span(null));
        Assert.Equal("—", Wording.Share(null));
    }

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Handoff", "Handoff.csproj"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new DirectoryNotFoundException("The sources are not above the tests."), "Handoff", "Board");
    }

    [GeneratedRegex("Wording\\.Say\\((?:[^\"()]*\\? )?\"([a-z0-9.-]+)\"[,) :]")]
    private static partial Regex Said();

    [GeneratedRegex("Wording\\.Count\\(\"([a-z0-9.-]+)\"[,)]")]
    private static partial Regex Counted();
}
