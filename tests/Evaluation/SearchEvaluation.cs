using BrigadeNumerique.Bot.Triage.Evaluation;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Evaluation;

/// <summary>The search on questions written apart from the articles and their variants. The floors are what was measured, rounded down; they only rise.</summary>
public sealed class SearchEvaluation
{
    private const string Remarks = "\n## Remarks\n";

    private static readonly Lazy<SearchFigures> Figures = new(() =>
    {
        using var search = Articles.Search(Generation.InMemory(Articles.Publish()));
        return new SearchFigures(search);
    });

    [Fact]
    public void TheSearchIsNoWorseThanItWasMeasured()
    {
        var figures = Figures.Value;

        Assert.Multiple(
            () => AssertAtLeast(0.97, 0.99, figures.Of("plain")),
            () => AssertAtLeast(0.92, 0.97, figures.Of("noisy")),
            () => AssertAtLeast(0.80, 0.90, figures.Of("distant")),
            () => AssertAtLeast(0.75, 0.88, figures.Of("foreign")),
            () => Assert.InRange(figures.Answered(_ => true).Coverage, 0.80, 1),
            () => Assert.InRange(figures.Answered(_ => true).Wrong, 0, 0.03),
            () => Assert.InRange(figures.At(figures.ThresholdFor(0.70)).Wrong, 0, 0.025),
            () => Assert.InRange(figures.WrongOfAll, 0, 0.05),
            () => Assert.InRange(figures.RecognisedNow, 0.88, 1));

        static void AssertAtLeast(double first, double three, Ranks ranks)
        {
            Assert.InRange(ranks.First, first, 1);
            Assert.InRange(ranks.Three, three, 1);
        }
    }

    [Fact]
    public void WhoSaysWhoTheyAreFindsNearlyTheSame()
    {
        using var search = Articles.Search(Generation.InMemory(Articles.Publish(), cancellationToken: TestContext.Current.CancellationToken));
        var asked = SignedQuestion.All().Select(signed => (signed.Kind, Right: signed.Question.Slugs, Found: search.Find(signed.Text, 1))).ToList();

        foreach (var kind in asked.GroupBy(row => row.Kind)) TestContext.Current.TestOutputHelper?.WriteLine($"{kind.Key}: first {First(kind):F3}, answered alone {Alone(kind):F3}, of these wrong {Wrong(kind):F3}");
        TestContext.Current.TestOutputHelper?.WriteLine($"all: first {First(asked):F3}, answered alone {Alone(asked):F3}, of these wrong {Wrong(asked):F3}");
        Assert.Multiple(
            () => Assert.InRange(First(asked), 0.87, 1),
            () => Assert.InRange(Alone(asked), 0.76, 1),
            () => Assert.InRange(Wrong(asked), 0, 0.04));

        static bool IsRight((string Kind, string[] Right, SearchResult Found) row) => row.Found.Passages is [var first, ..] && row.Right.Contains(first.Slug);
        static double First(IEnumerable<(string Kind, string[] Right, SearchResult Found)> rows) => rows.Average(row => IsRight(row) ? 1.0 : 0);
        static double Alone(IEnumerable<(string Kind, string[] Right, SearchResult Found)> rows) => rows.Average(row => row.Found.Sure ? 1.0 : 0);
        static double Wrong(IEnumerable<(string Kind, string[] Right, SearchResult Found)> rows) => rows.Where(row => row.Found.Sure).Average(row => IsRight(row) ? 0.0 : 1);
    }

    [Fact]
    public void TheReportIsKept()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("BRIGADE_KEEP_REPORT") is { Length: > 0 }, "BRIGADE_KEEP_REPORT is not set.");
        var file = Path.Combine(Environment.GetEnvironmentVariable("BRIGADE_KEEP_REPORT")!, "search.md");
        var before = File.Exists(file) ? File.ReadAllText(file) : "";
        var at = before.IndexOf(Remarks, StringComparison.Ordinal);

        File.WriteAllText(file, new SearchReport().Write(Figures.Value, at < 0 ? Remarks : before[at..]));
    }

    [Fact]
    public void NoVariantSaysWhatAFrozenQuestionSays()
    {
        var articles = Articles.Publish().Articles;
        var likeness = new Likeness(articles.SelectMany(article => article.Content.Variants).Concat(Askings.Elsewhere));

        var near = FrozenQuestion.All().Select(question => (question, Near: likeness.Nearest(question.Text))).Where(pair => pair.Near.Likeness >= Likeness.TooNear).ToList();

        Assert.True(near.Count == 0, string.Join('\n', near.Select(pair => $"{pair.question.Id} {pair.question.Text} ~ {pair.Near.Text}")));
    }

    [Fact]
    public void EveryFrozenQuestionPointsToArticlesThatExist()
    {
        var slugs = Articles.Publish().Articles.Select(article => article.Slug).ToHashSet();

        Assert.Superset(FrozenQuestion.All().SelectMany(question => question.Slugs).ToHashSet(), slugs);
    }

    [Fact]
    public void TheSameArticlesGiveTheSameModel()
    {
        var (articles, stop) = (Articles.Publish().Articles.Take(12).ToList(), TestContext.Current.CancellationToken);

        Assert.Equal(Askings.Learn(articles, stop).Of("on m'a volé mon vélo").Articles, Askings.Learn(articles, stop).Of("on m'a volé mon vélo").Articles);
    }
}
