using System.Text.RegularExpressions;
using BrigadeNumerique.Bot.Review;
using BrigadeNumerique.Bot.Triage.Evaluation;
using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.KnowledgeBase.Personal;

namespace BrigadeNumerique.Unit.Bot.Review;

public sealed partial class ReviewWordingTests
{
    [Fact]
    public void EveryTextThatTheStudioNamesExists()
    {
        var keys = Directory.EnumerateFiles(Folder(), "*.*").Where(file => Path.GetExtension(file) is ".razor" or ".cs")
            .SelectMany(file => Said().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Where(key => !key.EndsWith('.')).Distinct().ToList();

        Assert.True(keys.Count > 40);
        Assert.DoesNotContain(keys, key => Wording.Find(key) is null);
    }

    [Fact]
    public void EveryValueHasItsWords()
    {
        Assert.All(Enum.GetValues<ReviewFault>(), fault => Assert.NotNull(Wording.Find("fault." + fault.ToString().ToLowerInvariant())));
        Assert.All(Enum.GetValues<TrainingStep>().Where(step => new TrainingState(step, 0).Running), step => Assert.NotNull(Wording.Find("step." + step.ToString().ToLowerInvariant())));
        Assert.All(Enum.GetValues<PersonalKind>(), kind => Assert.NotNull(Wording.Find("trace." + kind.ToString().ToLowerInvariant())));
        Assert.NotNull(Wording.Find("figure." + Comparison.EmergencyRecall));
    }

    [Theory]
    [InlineData("", "emergency", "", "police", ReviewFault.Empty)]
    [InlineData("il revient", "emergency", "", "nothing", ReviewFault.Label)]
    [InlineData("il revient", "human", "made-up", "", ReviewFault.Label)]
    [InlineData("il revient", "emergency", "domestic-violence", "police", null)]
    internal void OnlyAMessageWithALabelOfThePolicyIsLearnt(string text, string route, string sensitive, string kind, ReviewFault? fault) =>
        Assert.Equal(fault, ReviewBook.Fault(text, new RightLabel(route, sensitive, route == "emergency" ? "emergency" : sensitive, kind)));

    [Fact]
    public void NothingIsLearntFromTheFrozenSet()
    {
        var frozen = Labelled.Messages().First(message => message.Text.Length > 60).Text;

        Assert.Equal(ReviewFault.Frozen, ReviewBook.Fault(frozen.ToUpperInvariant() + " !", new RightLabel("emergency", "", "emergency", "police")));
        Assert.Equal(ReviewFault.TooLong, ReviewBook.Fault(new string('a', 4001), new RightLabel("emergency", "", "emergency", "police")));
    }

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Bot", "Bot.csproj"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new DirectoryNotFoundException("The sources are not above the tests."), "Bot", "Review");
    }

    [GeneratedRegex("Wording\\.Say\\([^\"()]*\"([a-z0-9.-]+)\"[,):]")]
    private static partial Regex Said();
}
