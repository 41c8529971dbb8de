using BrigadeNumerique.Handoff.CannedReplies;

namespace BrigadeNumerique.Unit.Handoff.CannedReplies;

public sealed class ReplySeedTests
{
    private static readonly IReadOnlyList<CannedReply> Seeds = ReplySeed.Load();

    [Fact]
    public void EveryReplyOfTheProductWouldPassTheSupervisorsForm() => Assert.All(Seeds, seed =>
        Assert.Empty(CannedReplyBook.Check(new ReplyContent(seed.Shortcut, seed.Title, seed.Text, seed.Language, seed.Category))));

    [Fact]
    public void NoShortcutStandsTwiceInOneLanguage() => Assert.Equal(Seeds.Count, Seeds.DistinctBy(seed => (seed.Language, seed.Shortcut)).Count());

    [Fact]
    public void FrenchHasFortyAndEnglishTheMostUsed()
    {
        Assert.True(Seeds.Count(seed => seed.Language == "fr") >= 40);
        Assert.True(Seeds.Count(seed => seed.Language == "en") >= 12);
    }

    [Fact]
    public void TheQuestionsOfTheSilentModeAreThere() => Assert.Subset(
        Seeds.Where(seed => seed.Category == "silent").Select(seed => seed.Text).ToHashSet(),
        new HashSet<string> { "Êtes-vous dans un endroit fermé\u202f?", "Est-il dans la même pièce que vous\u202f?", "Y a-t-il une arme\u202f?", "Quelqu’un est-il blessé\u202f?", "Y a-t-il des enfants\u202f?", "Pouvez-vous sortir sans danger\u202f?" });

    [Fact]
    public void FrenchIsWrittenWithNarrowSpacesAndNeverPromisesWhatNobodyKnows() => Assert.All(Seeds.Where(seed => seed.Language == "fr"), seed =>
    {
        Assert.DoesNotMatch(@"[^\u202f][?!;]|[^\u00a0\d]:", seed.Text);
        Assert.DoesNotMatch("secours arrivent|inquiétez pas|restez calme|hésitez pas|malheureusement|!", seed.Text);
    });
}
