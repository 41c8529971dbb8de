using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Bot.Triage.Evaluation;

namespace BrigadeNumerique.Unit.Bot.Triage;

/// <summary>Which model works, across restarts, and which may not.</summary>
public sealed class ModelChoiceTests : IDisposable
{
    /// <summary>Learnt from one example in forty: it finds fewer emergencies.</summary>
    private static readonly Lazy<byte[]> Weak = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("brigade-weak-");
        TriageModel.Train([.. Examples.Load().Where((_, at) => at % 40 == 0)], [.. Dialogues.Load().Take(30)], WeakVersion).Save(folder.FullName);
        var bytes = File.ReadAllBytes(Path.Combine(folder.FullName, WeakVersion + ".model"));
        folder.Delete(recursive: true);
        return bytes;
    });

    private readonly string folder = Directory.CreateTempSubdirectory("brigade-models-").FullName;

    public ModelChoiceTests()
    {
        File.WriteAllBytes(Path.Combine(folder, WeakVersion + ".model"), Weak.Value);
        File.Copy(Trained.ModelFile, Path.Combine(folder, TriageModel.CurrentVersion + ".model"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string WeakVersion => TriageModel.CurrentVersion + "+1-weak";

    [Fact]
    public void AModelThatFindsFewerEmergenciesIsRefusedByTheEngineItself()
    {
        var engine = Started();

        var activation = engine.Activate(WeakVersion);

        Assert.False(activation.Done);
        Assert.True(activation.CandidateRecall < activation.ActiveRecall);
        Assert.Equal(TriageModel.CurrentVersion, engine.Version);
        Assert.Equal(TriageModel.CurrentVersion, Started().Version);
    }

    [Fact]
    public void AnActivatedModelWorksAtOnceAndAfterARestartAndTheOneBeforeCanBeComeBackTo()
    {
        new ModelShelf(folder).Choose(WeakVersion);
        var engine = Started();
        Assert.Equal(WeakVersion, engine.Version);

        Assert.True(engine.Activate(TriageModel.CurrentVersion).Done);
        Assert.Equal(TriageModel.CurrentVersion, engine.Version);
        Assert.EndsWith(TriageModel.CurrentVersion, engine.Assess("bonjour", DialogueContext.Empty).Version, StringComparison.Ordinal);
        Assert.Equal(TriageModel.CurrentVersion, Started().Version);

        Assert.Equal(WeakVersion, engine.Revert());
        Assert.Equal(WeakVersion, engine.Version);
        Assert.Equal(WeakVersion, Started().Version);
        Assert.Equal(TriageModel.CurrentVersion, engine.Revert());
        Assert.Null(engine.Revert());
    }

    [Fact]
    public void AnotherProcessTakesTheChoiceOver()
    {
        var (here, there) = (Started(), Started());
        here.Shelf.Choose(WeakVersion);

        Assert.True(there.Follow());
        Assert.False(there.Follow());

        Assert.Equal(WeakVersion, there.Version);
    }

    [Fact]
    public void AnOldDecisionIsReplayedWithTheModelThatItsVersionNames()
    {
        var engine = Started();
        var old = engine.With(engine.Shelf.Load("rules-2 " + WeakVersion));

        Assert.EndsWith(WeakVersion, old.Assess("il est derrière la porte", DialogueContext.Empty).Version, StringComparison.Ordinal);
        Assert.Equal(TriageModel.CurrentVersion, engine.Version);
    }

    [Theory]
    [InlineData("c5-rules-2-absent")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    public void AModelThatIsNotKeptIsSaidToBeMissing(string version) => Assert.Throws<ModelMissingException>(() => Started().Shelf.Load(version));

    [Fact]
    public void AModelOfAnotherReleaseOrABrokenOneIsNotLoaded()
    {
        File.WriteAllText(Path.Combine(folder, "c1-rules-0-old.model"), "x");
        var broken = TriageModel.CurrentVersion + "+2-broken";
        File.WriteAllBytes(Path.Combine(folder, broken + ".model"), Weak.Value.AsSpan(0, Weak.Value.Length / 3).ToArray());
        var shelf = new ModelShelf(folder);

        Assert.Contains("autre version", Assert.Throws<ModelMissingException>(() => shelf.Load("c1-rules-0-old")).Message, StringComparison.Ordinal);
        Assert.Contains("abîmé", Assert.Throws<ModelMissingException>(() => shelf.Load(broken)).Message, StringComparison.Ordinal);
        shelf.Choose(broken);
        Assert.Equal(TriageModel.CurrentVersion, Started().Version);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"release":"c1-another","active":"c1-another","earlier":[]}""")]
    public void AnUnreadableChoiceOrThatOfAnotherReleaseIsNone(string choice)
    {
        File.WriteAllText(Path.Combine(folder, "triage-model.json"), choice);

        Assert.Equal(TriageModel.CurrentVersion, Started().Version);
    }

    [Fact]
    public void TheLastFiveAreKeptBesidesTheActiveOneAndTheOneBefore()
    {
        var shelf = new ModelShelf(folder);
        shelf.Choose(WeakVersion);
        var model = shelf.Load(WeakVersion);
        for (var n = 0; n < 7; n++)
        {
            var file = Path.Combine(folder, $"{TriageModel.CurrentVersion}+{n}-old.model");
            File.WriteAllText(file, "x");
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddDays(n));
        }

        shelf.Keep(model);

        Assert.Equal([.. Enumerable.Range(2, 5).Select(n => $"+{n}-old")], shelf.All().Where(kept => kept.Version.EndsWith("old", StringComparison.Ordinal)).Select(kept => kept.Version[^6..]).Order(StringComparer.Ordinal));
        Assert.Contains(shelf.All(), kept => kept is { Active: true, Usable: true } && kept.Version == WeakVersion);
        Assert.Contains(shelf.All(), kept => kept.Version == TriageModel.CurrentVersion);
    }

    [Fact]
    public void TheVersionNamesWhatWasLearntBesides()
    {
        Example one = new("il revient ce soir", "fr", "emergency", "", "emergency", "police"), other = one with { Kind = "child" };

        Assert.Equal(TriageModel.CurrentVersion, TriageModel.VersionWith([]));
        Assert.StartsWith(TriageModel.CurrentVersion + "+1-", TriageModel.VersionWith([one]), StringComparison.Ordinal);
        Assert.NotEqual(TriageModel.VersionWith([one]), TriageModel.VersionWith([other]));
        Assert.True(TriageModel.IsReadable(TriageModel.VersionWith([one])));
    }

    [Fact]
    public void TwoModelsStandSideBySideWithWhatTheyDecideOtherwise()
    {
        var engine = Started();
        var (active, candidate) = (Measured.Of(engine, null, Stop), Measured.Of(engine.With(engine.Shelf.Load(WeakVersion)), null, Stop));

        var comparison = Comparison.Of("a", active, "b", candidate);

        Assert.False(comparison.Allowed);
        Assert.True(Comparison.Of("b", candidate, "a", active).Allowed);
        Assert.Equal(Measured.EmergencyRecall(engine), comparison.Figures.Single(figure => figure.Name == Comparison.EmergencyRecall).Active);
        Assert.Equal(9, comparison.Figures.Select(figure => figure.Name).Distinct().Count());
        Assert.Contains(comparison.Changed, changed => changed is { Route: "emergency", Alarmed: false, Better: false });
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private TriageEngine Started()
    {
        var engine = new TriageEngine(folder);
        engine.Warm();
        return engine;
    }
}
